"""Private drafts of the release form: what was typed survives a closed browser and an ended session."""

import datetime

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from releases.admin.preview import visible_release
from releases.models import FormDraft, Release

#: A script's last message may arrive after the save that it belongs to.
_LATE = datetime.timedelta(seconds=10)
#: Names of files that were chosen; their bytes stay in the browser.
FILES = "_files"


@require_http_methods(["GET", "POST"])
def draft(request, pk: int | None = None) -> HttpResponse:
    """Keep what was typed, or discard it; asked, hand out the token that a form opened before the last sign-in lacks.

    Takes the right to change this release, or to add one.
    """
    release = visible_release(request, pk) if pk else None
    if not request.user.has_perm("releases.change_release" if release else "releases.add_release"):
        raise PermissionDenied
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    if "_discard" in request.POST:
        discard(request.user, release)
        messages.info(request, "The unsaved draft is discarded.")
        return redirect(*(("admin:releases_release_change", pk) if pk else ("admin:releases_release_add",)))
    now = timezone.now()
    with transaction.atomic():
        _lock(request.user)
        if _is_late(request.user, pk, request.POST, now):
            return JsonResponse({"kept": False})
        keep(request.user, release, request.POST, at=now)
    return JsonResponse({"kept": True, "at": f"{timezone.localtime(now):%H:%M:%S}"})


def keep(user, release: Release | None, typed: QueryDict, *, at: datetime.datetime) -> None:
    """Store what this user typed in the place of what they typed before."""
    values = {
        name: given
        for name, given in typed.lists()
        if name != "csrfmiddlewaretoken" and (name == FILES or not name.startswith("_"))
    }
    FormDraft.objects.update_or_create(
        user=user,
        release=release,
        defaults={"version": _version(typed), "typed": values, "saved_at": at},
    )


def find(user, release: Release | None) -> FormDraft | None:
    """This user's own draft."""
    return FormDraft.objects.filter(user=user, release=release).first()


def discard(user, release: Release | None) -> None:
    """Forget what this user typed. Within a transaction that saves it, a script's message waits for that transaction and
    finds what was saved."""
    with transaction.atomic():
        _lock(user)
        FormDraft.objects.filter(user=user, release=release).delete()


def values(kept: FormDraft) -> QueryDict:
    """The draft as the form would post it."""
    typed = QueryDict(mutable=True)
    for name, given in kept.typed.items():
        typed.setlist(name, given)
    return typed


def _lock(user) -> None:
    """One after the other: saving and keeping what one person typed. Not the key, which other rows refer to."""
    get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)


def _is_late(user, pk: int | None, typed: QueryDict, now: datetime.datetime) -> bool:
    """Whether this user has just saved what these values belong to."""
    if pk is None:
        return Release.objects.filter(created_by=user, created_at__gt=now - _LATE).exists()
    seen, release = _version(typed), Release.objects.get(pk=pk)
    return (
        seen is not None
        and release.version > seen
        and release.updated_by_id == user.pk
        and release.updated_at > now - _LATE
    )


def _version(typed: QueryDict) -> int | None:
    seen = typed.get("seen_version", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else None
