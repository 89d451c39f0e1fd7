"""Who wrote what a release would print and the public does not have yet, from the change history: of the release, of the
standing texts it prints, and of the linked records that become public with it. Nobody approves words of their own.

A later save by somebody else takes nobody's words away. What was sealed since counts no more: others approved it.
"""

import datetime

from django.db.models import Max, Q

from releases import editions, text
from releases.models import BoilerplateVersion, Edition, Release, Trial, entries_of, is_same
from releases.vocabulary import Verb
from releases.workflow.approvals import Text

#: Fields of the desk that reach no document.
_NOT_PRINTED = {"needs_review", "is_confirmed", "active_from", "active_until", "effective_from"}


def written_by(release: Release, words: Text, *, by) -> str:
    """What this person wrote or changed of it, in words: “this release and the record of EXM-101”; or nothing."""
    parts = ["this release"] if _is_author(release, by) else []
    parts += [str(version) for version in _versions(release) if _has_changed_version(version, by)]
    parts += [
        f"the record of {state.value.name}"
        for state in words.prospect.plan.copies
        if not state.is_sealed and has_changed_record(state, by=by)
    ]
    return text.series(parts)


def has_changed_record(state: editions.State, *, by) -> bool:
    """Whether this person changed the linked record since it was sealed last; a trial prints the names of its drugs, too."""
    since = state.newest.sealed_at if state.newest else None
    inside = (
        [link.drug for link in state.record.drug_links.select_related("drug")]
        if isinstance(state.record, Trial)
        else []
    )
    return state.record.updated_by_id == by.pk or any(
        _has_changed(record, by, since=since) for record in (state.record, *inside)
    )


def _is_author(release: Release, by) -> bool:
    since = _given_up_or_sealed(release) or release.created_at
    return (
        release.created_by_id == by.pk
        or release.history.filter(verb=Verb.CORRECT, by=by, at__gte=since).exists()  # wrote the note
        or _has_changed(release, by, since=since)
    )


def _given_up_or_sealed(release: Release) -> datetime.datetime | None:
    """When the working record was last what the public reads, or will."""
    sealed = Edition.objects.standing().filter(release=release).aggregate(newest=Max("sealed_at"))["newest"]
    given_up = release.history.filter(verb=Verb.GIVE_UP).aggregate(newest=Max("at"))["newest"]
    return max(filter(None, (sealed, given_up)), default=None)


def _versions(release: Release) -> list[BoilerplateVersion]:
    """The versions of standing texts that the release prints."""
    printed = Q(pk=release.safe_harbor_id) | Q(release_sections__release=release)
    return list(BoilerplateVersion.objects.filter(printed).select_related("boilerplate").distinct())


def _has_changed_version(version: BoilerplateVersion, by) -> bool:
    """Whether this person changed the words before an edition carried them, or the name since one did."""
    prints = Q(release__safe_harbor__boilerplate=version.boilerplate) | Q(
        release__sections__boilerplate_version__boilerplate=version.boilerplate
    )
    carried = Edition.objects.standing().filter(prints)
    renamed_since = carried.aggregate(newest=Max("sealed_at"))["newest"]
    if _has_changed(version.boilerplate, by, since=renamed_since):
        return True
    own = Q(release__safe_harbor=version) | Q(release__sections__boilerplate_version=version)
    # A version is frozen by the first edition that carries it; one that was called back clears nobody.
    is_public = version.frozen_at is not None and carried.filter(own, sealed_at__gte=version.frozen_at).exists()
    return not is_public and _has_changed(version, by, since=None)


def _has_changed(record, by, *, since: datetime.datetime | None) -> bool:
    entries = entries_of(record).filter(actor=by)
    if since is not None:
        entries = entries.filter(timestamp__gte=since)
    return any(map(_prints_otherwise, entries))


def _prints_otherwise(entry) -> bool:
    fields = {field.name: field for field in entry.content_type.model_class()._meta.concrete_fields}
    return any(
        not is_same(fields[name], before, after)
        for name, (before, after) in entry.changes_dict.items()
        if name in fields and name not in _NOT_PRINTED
    )
