"""One incoming file: its parts beside its source, corrected by choosing, and what becomes of it."""

from django.contrib import admin, messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from releases import importers, readers, rendering, text, workflow
from releases.admin import preview
from releases.admin.move_forms import CorrectForm
from releases.document import Document, richtext
from releases.importers import incoming, marks, matching, questions
from releases.importers.chosen import Part, text_excerpt
from releases.models import IncomingFile, MatchQuestion
from releases.views import answers
from releases.vocabulary import Category, IncomingState, MatchAnswer, ReleaseState, Verb
from releases.workflow import Refused

#: What is recognized less surely than this, in per cent, is to be looked at.
UNSURE = 80
_methods = require_http_methods(["GET", "HEAD", "POST"])


@_methods
def file_page(request, pk: str) -> HttpResponse:
    """Show the file; a post corrects it, decides about its changes, accepts it or sets it aside."""
    file = _file(pk)
    if request.method == "POST":
        try:
            return _act(request, file)
        except (Refused, importers.Misfit, readers.Unreadable) as refused:
            for reason in getattr(refused, "reasons", [str(refused)]):
                messages.error(request, reason)
            if file.state == IncomingState.WAITING:
                incoming.ask_anew(file)
            return redirect("admin:releases_incomingfile_change", file.pk)
    return TemplateResponse(request, "admin/incoming/file.html", _context(request, file))


@_methods
def correct(request, pk: int) -> HttpResponse:
    """Open the public release for a correction and make the file's words its draft."""
    file = _file(pk)
    release = file.release
    if release is None or file.state != IncomingState.WAITING or release.state != ReleaseState.SEALED:
        return redirect("admin:releases_incomingfile_change", file.pk)
    form = CorrectForm(request.POST or None)
    reasons = workflow.against_verb(release, Verb.CORRECT, by=request.user)
    if request.method == "POST" and not reasons and form.is_valid():
        try:
            importers.accept(file, by=request.user, now=timezone.now(), **form.cleaned_data)
        except (Refused, importers.Misfit) as refused:
            reasons = list(getattr(refused, "reasons", [str(refused)]))
        else:
            messages.success(request, "The release is open for its correction, with the words of the file.")
            return redirect("admin:releases_release_change", release.pk)
    return TemplateResponse(
        request,
        "admin/incoming/correct.html",
        {
            **admin.site.each_context(request),
            "title": "Accept as a correction",
            "opts": IncomingFile._meta,
            "file": file,
            "release": release,
            "form": form,
            "reasons": reasons,
        },
    )


@require_safe
@xframe_options_sameorigin
def text_alone(request, pk: int) -> HttpResponse:
    """The words of a file as readers would see them, by the newsroom's own template, for a frame in its page."""
    document = incoming.reading_of(_file(pk)).document
    article = rendering.article_html(document)
    page = preview.page_of(document, article, url="/", number=1, now=timezone.now())
    return preview.framed(
        answers.page(request, "release.html", title="Preview", page=page, is_preview=True, is_framed=True)
    )


def _file(pk: str | int) -> IncomingFile:
    file = IncomingFile.objects.select_related("release").filter(pk=pk).first() if str(pk).isdigit() else None
    if file is None:
        raise Http404("There is no such file.")
    return file


def _act(request, file: IncomingFile) -> HttpResponse:
    act = request.POST.get("act", "")
    here = redirect("admin:releases_incomingfile_change", file.pk)
    if act == "choose":
        count = len(file.reading["source"])
        given = {at: request.POST[f"part-{at}"] for at in range(count) if f"part-{at}" in request.POST}
        importers.choose(file, given)
    elif act == "tracked":
        for words in incoming.decide_changes(file, request.POST.get("tracked", "")):
            message = (
                f"The paragraph {text_excerpt(words)} went with a change, and with it the part that was chosen for it."
            )
            messages.warning(request, message)
    elif act in ("accept", "accept-new"):
        release = importers.accept(file, by=request.user, now=timezone.now(), is_new=act == "accept-new")
        messages.success(request, "The words of the file are in the draft. Look at them, then submit.")
        return redirect("admin:releases_release_change", release.pk)
    elif act == "set-aside":
        importers.set_aside(file, by=request.user, now=timezone.now())
        messages.success(request, f"{file.name} is set aside. It may come again.")
        return redirect("admin:releases_incomingfile_changelist")
    else:
        messages.error(request, "Choose what to do with the file.")
    return here


def _context(request, file: IncomingFile) -> dict:
    reading = incoming.reading_of(file)
    document = reading.document
    recognized = readers.parts(document, reading.source)
    sure = readers.certainty(recognized)
    is_waiting = file.state == IncomingState.WAITING
    release = file.release if is_waiting else None
    redline = ""
    if release:
        redline = rendering.redline_html(*incoming.compared(release, document))
    return {
        **admin.site.each_context(request),
        "title": file.name,
        "opts": IncomingFile._meta,
        "file": file,
        "is_waiting": is_waiting,
        "release": release,
        "is_public": bool(release and release.state == ReleaseState.SEALED),
        "redline": redline,
        "source": [
            {"traced": traced, "chosen": file.chosen.get(str(traced.number), "")} for traced in marks.trace(reading)
        ],
        "choices": Part.choices,
        "parts": [
            (key, name, words, None if key in file.chosen.values() else sure.get(part))
            for key, part, name, words in _parts(document)
        ],
        "partners": [part for part in recognized if part.name.startswith("partners[")],
        "unsure": UNSURE,
        "records": _records(document, sure) if is_waiting else [],
        "address": reverse("admin:releases_incomingfile_text", args=[file.pk]),
        **_told(reading),
        "changes": reading.changes,
        "has_tracked": incoming.stored.has_tracked(reading),
        "images": file.reading["images"],
        "questions": [
            {
                "question": question,
                "record": questions.subject(question),
                "answers": answers_to(question),
            }
            for question in file.questions.filter(answer="")
        ],
        "reasons": incoming.reasons_to_wait(file) if is_waiting else (),
    }


def _told(reading) -> dict[str, list]:
    """The notices, each once: what somebody must look at, what was left out, and the rest. Changes and comments have a
    list of their own."""
    changed = {change.words for change in reading.changes}
    notices = [notice for notice in reading.notices if not (reading.changes and notice.left_out in changed)]
    return {
        "review": [notice for notice in notices if notice.needs_review],
        "left_out": [
            (notice, notice.left_out not in notice.message)
            for notice in notices
            if notice.left_out and not notice.needs_review
        ],
        "notices": [notice for notice in notices if not notice.needs_review and not notice.left_out],
    }


def _parts(document: Document) -> list[tuple[str, str, str, str]]:
    """What was recognized: what the part may be chosen as, its place in the document, its name, its words."""
    place = document.dateline
    company = document.company
    listing = f" ({'; '.join(map(str, company.listings))})" if company.listings else ""
    rows = [
        ("headline", "headline", "Headline", document.headline),
        ("subheadline", "subheadline", "Subheadline", document.subheadline),
        ("date", "date", "Date", text.ap_date(document.date) if document.date else ""),
        ("dateline", "dateline", "Dateline", ", ".join(filter(None, (place.city, place.region, place.wire)))),
        ("", "company", "Company", f"{company.legal_name}{listing}" if company.legal_name else ""),
        ("", "category", "Category", Category(document.category).label),
        ("body", "body_html", "Body", _begin(richtext.plain(document.body_html))),
        *(("section-text", f"sections[{at}]", "About section", section.heading) for at, section in enumerate(document.sections)),
        *(("trademark", f"trademark_notes[{at}]", "Trademark note", richtext.plain(note)) for at, note in enumerate(document.trademark_notes)),
        *(("footnote", f"footnotes[{at}]", f"Footnote {note.mark}", _begin(richtext.plain(note.html))) for at, note in enumerate(document.footnotes)),
        (
            "safe-harbor",
            "safe_harbor",
            "Safe harbor",
            _begin(richtext.plain(document.safe_harbor.html)) if document.safe_harbor else "",
        ),
        *(
            ("contact", f"contacts[{at}]", one.label.rstrip(":") or "Contact", ", ".join(filter(None, (one.organization, one.person, one.title, one.phone, one.email))))
            for at, one in enumerate(document.contacts)
        ),
        ("source", "source", "Source line", document.source),
        ("distributor", "distributor", "Distribution line", document.distributor),
    ]  # fmt: skip
    always = {"Headline", "Date", "Dateline", "Company", "Body", "Safe harbor"}
    return [row for row in rows if row[3] or row[2] in always]


def _records(document: Document, sure: dict[str, int]) -> list[dict]:
    """Which records the document means: known, or new."""
    return [
        {
            "kind": kind,
            "name": value.name,
            "record": questions.known(value),
            "is_near": matching.near(value) is not None,
            "sure": sure.get(f"{kind.lower()}s[{at}]"),
        }
        for kind, values in (("Drug", document.drugs), ("Trial", document.trials))
        for at, value in enumerate(values)
    ]


def _begin(words: str, limit: int = 220) -> str:
    words = " ".join(words.split())
    return words if len(words) <= limit else words[:limit].rpartition(" ")[0] + " …"


def answers_to(question: MatchQuestion) -> list[tuple[str, str]]:
    """The answers that fit: only a drug has other names."""
    return [pair for pair in MatchAnswer.choices if pair[0] != MatchAnswer.ALIAS or question.kind == "drug"]
