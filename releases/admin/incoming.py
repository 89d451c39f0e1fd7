"""Incoming files: dropped, pasted or left by an import, each read, looked at beside its source, and accepted or set aside."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from releases import importers, readers
from releases.admin import incoming_file
from releases.importers import questions
from releases.models import Contact, Drug, IncomingFile, MatchQuestion, Trial
from releases.readers import endings
from releases.vocabulary import IncomingState
from releases.workflow import Refused

_MOST_SHOWN = 100


@admin.register(IncomingFile)
class IncomingFileAdmin(admin.ModelAdmin):
    """The page on which files come in. Whoever may write releases may bring them in."""

    def has_module_permission(self, request):
        return _may_write(request)

    def has_view_permission(self, request, obj=None):
        return _may_write(request)

    def has_change_permission(self, request, obj=None):
        return _may_write(request)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        def wrap(view):
            return self.admin_site.admin_view(_for_writers(view))

        own = [
            path("receive/", wrap(receive), name="releases_incomingfile_receive"),
            path("questions/<int:pk>/", wrap(answer), name="releases_incomingfile_answer"),
            path("<int:pk>/source/", wrap(source), name="releases_incomingfile_source"),
            path("<int:pk>/text/", wrap(incoming_file.text_alone), name="releases_incomingfile_text"),
            path("<int:pk>/correct/", wrap(incoming_file.correct), name="releases_incomingfile_correct"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        if not _may_write(request):
            raise PermissionDenied
        return listing(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not _may_write(request):
            raise PermissionDenied
        return incoming_file.file_page(request, object_id)


def _may_write(request) -> bool:
    return request.user.has_perm("releases.add_release")


def _for_writers(view):
    def guarded(request, *args, **kwargs):
        if not _may_write(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_GET
def listing(request) -> HttpResponse:
    """Where files are dropped, which ones wait, what is asked, and which new records are to be confirmed."""
    waiting = (
        IncomingFile.objects.filter(state=IncomingState.WAITING)
        .select_related("release", "brought_by")
        .annotate(asked=Count("questions", filter=Q(questions__answer="")))
    )
    asked = [
        {
            "question": question,
            "record": questions.subject(question),
            "files": question.waiting,
            "answers": incoming_file.answers_to(question),
        }
        for question in MatchQuestion.objects.filter(answer="")
        .annotate(waiting=Count("files", filter=Q(files__state=IncomingState.WAITING)))
        .filter(waiting__gt=0)[:_MOST_SHOWN]
    ]
    return TemplateResponse(
        request,
        "admin/incoming/list.html",
        {
            **admin.site.each_context(request),
            "title": "Incoming files",
            "opts": IncomingFile._meta,
            "files": [
                {"file": each, "headline": each.reading["document"]["headline"]} for each in waiting[:_MOST_SHOWN]
            ],
            "count": waiting.count(),
            "questions": asked,
            "unconfirmed": _unconfirmed(),
            "accept": endings.ACCEPT,
            "largest": readers.LARGEST // 1_000_000,
        },
    )


@require_POST
def receive(request) -> HttpResponse:
    """Take files, or pasted words. Answers with JSON to the page's own script, and with the page to a plain form."""
    if "paste" in request.POST:
        html, words = request.POST.get("html", ""), request.POST.get("words", "")
        # As browsers send it, a text has other line ends than it had.
        given = [
            ("pasted.html", html.encode()) if html.strip() else ("pasted.txt", words.replace("\r\n", "\n").encode())
        ]
    else:
        given = [(upload.name, upload) for upload in request.FILES.getlist("files")]
    results = [_received(request, name, data) for name, data in given]
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"results": results})
    if not results:
        messages.error(request, "Choose at least one file.")
    for result in results:
        say = messages.error if result["outcome"] == "refused" else messages.success
        say(request, f"{result['name']}: {result['sentence']}")
    if len(results) == 1 and results[0]["address"]:
        return redirect(results[0]["address"])
    return redirect("admin:releases_incomingfile_changelist")


@require_POST
def answer(request, pk: int) -> HttpResponse:
    """What an editor says about a near miss."""
    question = MatchQuestion.objects.filter(pk=pk).first()
    if question is None:
        raise Http404("There is no such question.")
    try:
        questions.answer(question, by=request.user, now=timezone.now(), answer=request.POST.get("answer", ""))
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, f"The answer about “{question.printed}” holds for every file that prints it.")
    back = request.POST.get("back", "")
    if back.isdigit():
        return redirect("admin:releases_incomingfile_change", int(back))
    return redirect("admin:releases_incomingfile_changelist")


@require_GET
def source(request, pk: int) -> HttpResponse:
    """The file as it came, to be saved: never shown by the browser."""
    file = IncomingFile.objects.filter(pk=pk).first()
    if file is None:
        raise Http404("There is no such file.")
    with file.file.open("rb") as stored:
        response = HttpResponse(stored.read(), content_type="application/octet-stream")
    suffix = file.name.rpartition(".")[2].lower()
    safe = suffix if f".{suffix}" in endings.READ else "bin"
    response.headers["Content-Disposition"] = f'attachment; filename="source-{file.pk}.{safe}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _received(request, name: str, given) -> dict:
    """What became of one file, as the page shows it."""
    name = name[-250:]
    result = {"name": name, "outcome": "refused", "address": "", "sentence": ""}
    if len(given) > readers.LARGEST:
        limit = readers.LARGEST // 1_000_000
        size = len(given) / 1_000_000
        return result | {"sentence": f"It is {size:.1f} MB long and the limit is {limit} MB; send only the text."}
    data = given if isinstance(given, bytes) else given.read()
    try:
        received = importers.receive(data, name=name, by=request.user, now=timezone.now())
    except readers.Unreadable as error:
        return result | {"sentence": str(error)}
    if received.incoming is None:
        return result | {
            "outcome": "unchanged",
            "sentence": f"Its words are those of the release “{received.release.headline}” already; nothing was changed.",
            "address": reverse("admin:releases_release_change", args=[received.release.pk]),
        }
    address = reverse("admin:releases_incomingfile_change", args=[received.incoming.pk])
    if received.release:
        sentence = f"It is a later version of “{received.release.headline}”. Look at what changed."
        return result | {"outcome": "changed", "sentence": sentence, "address": address}
    headline = received.incoming.reading["document"]["headline"]
    return result | {
        "outcome": "waiting",
        "sentence": f"Read as “{headline}”." if headline else "Read; no headline was found.",
        "address": address,
    }


def _unconfirmed() -> list[dict]:
    """New records that an import made, to be looked at."""
    found = []
    for model in (Drug, Trial, Contact):
        count = model.objects.filter(is_confirmed=False).count()
        if count:
            address = reverse(f"admin:releases_{model._meta.model_name}_changelist")
            name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            found.append({"count": count, "name": name, "address": f"{address}?is_confirmed__exact=0"})
    return found
