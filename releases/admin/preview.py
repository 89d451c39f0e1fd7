"""The preview: the real page, rendered by the same code, for those who may see the release."""

import datetime
import uuid
import zoneinfo
from collections.abc import Collection, Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from releases import addressing, conf, editions, rendering, text, workflow
from releases.compose import compose
from releases.document import Document
from releases.files import renditions
from releases.models import Edition, EditionFile, Media, Release, SealedFile
from releases.newsroom import Entry, Page, Subject, told
from releases.views import answers
from releases.vocabulary import Category, CorrectionKind, ReleaseState


@require_safe
def preview(request, pk: int) -> HttpResponse:
    """The release as it would be sealed now, in the newsroom's frame, marked as embargoed."""
    release = visible_release(request, pk)
    prospect = workflow.approvals.current(release).prospect
    document = editions.printed(release, prospect)
    return _newsroom_page(
        request, release, document, rendering.article_html(document), proposed=_keys(prospect.plan.proposed)
    )


@require_safe
@xframe_options_sameorigin
def text_alone(request, pk: int) -> HttpResponse:
    """The text as readers will see it, by the newsroom's own template and styles, for a frame in a page of the desk: what
    would be sealed, or what is.

    ``?digest=`` names the text that the page around it is about; another one is not shown in its place.
    """
    release = visible_release(request, pk)
    if release.state in (ReleaseState.SEALED, ReleaseState.WITHDRAWN):
        edition = Edition.objects.standing().filter(release=release).order_by("-number")[0]
        return framed(_newsroom_page(request, release, edition.document, edition.article_html, is_framed=True))
    words = workflow.approvals.current(release)
    if request.GET.get("digest", words.digest) != words.digest:
        return framed(HttpResponse("The text has changed since you opened this page. Load it again.", status=409))
    document = editions.printed(release, words.prospect)
    html, proposed = rendering.article_html(document), _keys(words.prospect.plan.proposed)
    return framed(_newsroom_page(request, release, document, html, is_framed=True, proposed=proposed))


def _keys(proposed: Iterable[editions.Identity]) -> frozenset[str]:
    return frozenset(key for _, key in proposed)


def framed(response: HttpResponse) -> HttpResponse:
    """An answer that only a frame of the desk shows: no script runs in it, and it sends nothing."""
    policy = response.headers.get("Content-Security-Policy", "style-src 'none'")
    style = next(part for part in policy.split(";") if part.strip().startswith("style-src")).strip()
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; {style}; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'self'; sandbox allow-same-origin"
    )
    return response


def page_of(
    document: Document,
    article_html: str,
    *,
    url: str,
    number: int,
    now: datetime.datetime,
    proposed: Collection[str] = (),
) -> Page:
    """The newsroom's page of a document that is not public; ``proposed`` are keys of records that nobody has confirmed."""
    parts = (*document.drugs, *document.trials, *document.contacts)
    public = {part.key: "" for part in parts if part.key and part.key not in proposed}
    return Page(
        entry=Entry(
            url=url,
            headline=document.headline,
            subheadline=document.subheadline,
            category=Category(document.category).label,
            date=document.date or now.astimezone(zoneinfo.ZoneInfo(document.company.time_zone)).date(),
            live_at=now,
            time_zone=document.company.time_zone,
            language=document.language,
            direction=document.direction,
            drugs=tuple(Subject(name=drug.name) for drug in told(document, public).drugs),
            trials=(),
            number=number,
            correction=CorrectionKind(document.correction.kind).label if document.correction else "",
        ),
        document=document,
        article_html=article_html,
        plain_text=rendering.plain_text(document),
        canonical_url=conf.origin() + url,
        item_id="",
        digest="",
        previous_digest="",
        sealed_at=now,
        is_historic=False,
        is_withdrawal=False,
        superseded_at=None,
        editions=(),
        addresses=public,
    )


def _newsroom_page(
    request,
    release: Release,
    document: Document,
    article_html: str,
    *,
    is_framed: bool = False,
    proposed: Collection[str] = (),
) -> HttpResponse:
    now = editions.database_now()
    url = editions.planned_address(release, live_at=release.planned_at or now)
    number = Edition.objects.standing().filter(release=release).count() + 1
    page = page_of(document, article_html, url=url, number=number, now=now, proposed=proposed)
    response = answers.page(
        request, "release.html", title="Preview (embargoed)", page=page, is_preview=True, is_framed=is_framed
    )
    response.content = with_desk_files(response.content.decode(), release, document).encode()
    del response.headers["ETag"]
    return response


@require_safe
def word(request, pk: int) -> HttpResponse:
    """The release as a Word file, for counsel; every page says that it is embargoed."""
    release = visible_release(request, pk)
    document = workflow.approvals.current(release).document
    data = rendering.word_file(document, header="Draft, embargoed. Not for release.")
    response = HttpResponse(
        data, content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{text.slug(document.headline, 60)}.docx"'
    return response


def with_desk_files(html: str, release: Release, document: Document) -> str:
    """The page with the desk's own addresses of the release's files: the public ones answer nothing yet."""
    for shown in document.files:
        desk = reverse("admin:releases_release_file", args=[release.pk, shown.key, shown.name])
        html = html.replace(addressing.file(shown.key, ""), desk.removesuffix(shown.name))
    return html


@require_safe
def file(request, pk: int, key: uuid.UUID, name: str) -> HttpResponse:
    """A figure, one of its smaller sizes, or an attachment of the release or of one of its editions, before the public
    may have it."""
    release = visible_release(request, pk)
    media = Media.objects.filter(release=release, key=key).first()
    sealed = EditionFile.objects.filter(edition__release=release, key=key).select_related("edition").first()
    if media is None and sealed is None:
        raise Http404("The release has no such file.")
    held, read = (media, lambda _: _bytes(media)) if media else (sealed, SealedFile.read)
    if held.name == name:
        response = HttpResponse(read(held.sha256), content_type=held.content_type)
    else:
        document = compose(release) if media else sealed.edition.document
        described = next((each for each in document.files if each.key == str(key)), None)
        rendition = renditions.find(described, name) if described else None
        if rendition is None:
            raise Http404("The release has no such file.")
        data = renditions.picture(read, sha256=held.sha256, rendition=rendition)
        response = HttpResponse(data, content_type=rendition.content_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


def _bytes(media: Media) -> bytes:
    with media.file.open("rb") as stored:
        return stored.read()


def visible_release(request, pk: int) -> Release:
    """The release, if this user may see it; raises Http404 or PermissionDenied."""
    release = Release.objects.filter(pk=pk).first()
    if release is None:
        raise Http404("There is no such release.")
    if not (request.user.has_perm("releases.view_release") or request.user.has_perm("releases.change_release")):
        raise PermissionDenied
    return release
