"""Each verb from start to end: states, history, what the public reads meanwhile."""

import pytest

from releases import editions, newsroom, workflow
from releases.models import Edition, HistoryEntry, Release
from releases.vocabulary import Verb
from tests import factories
from tests.newsroom.sealed import LONG_AGO, published, tomorrow

pytestmark = pytest.mark.django_db


def fresh(release: Release) -> Release:
    return Release.objects.get(pk=release.pk)


def history(release: Release) -> list[tuple]:
    rows = HistoryEntry.objects.filter(release=release).order_by("id")
    return [(row.verb, row.from_state, row.to_state, row.by, row.reason, row.digest) for row in rows]


def public_since(release: Release) -> Edition:
    """Sealed through the workflow as an old release is brought in."""
    return workflow.seal(release, by=None, live_at=LONG_AGO, is_historic=True)


def test_sealing_at_once_makes_it_public_and_leaves_a_trace():
    release = factories.release()
    before = editions.database_now()
    edition = workflow.seal(release, by=None)
    after = editions.database_now()
    assert (edition.number, edition.sealed_by, edition.is_historic) == (1, None, False)
    assert before <= edition.live_at == edition.sealed_at <= after
    assert (fresh(release).state, fresh(release).version) == ("sealed", 2)
    assert history(release) == [("seal", "draft", "sealed", None, "", edition.digest)]
    assert edition.sealed_at <= HistoryEntry.objects.get().at <= after


def test_sealing_for_an_instant_schedules():
    release = factories.release()
    instant = tomorrow()
    edition = workflow.seal(release, by=None, live_at=instant)
    assert edition.live_at == instant
    assert workflow.standing(edition, now=editions.database_now()) == "scheduled"
    assert workflow.standing(edition, now=instant) == "published"
    assert fresh(release).state == "sealed"
    assert history(release) == [("seal", "draft", "sealed", None, "", edition.digest)]
    assert newsroom.latest(9) == ()


def test_calling_back_opens_the_release_again_and_says_why():
    editor = factories.user(is_superuser=True)
    release = factories.release()
    edition = workflow.seal(release, by=None, live_at=tomorrow())
    called_back = workflow.call_back(release, by=editor, reason="The table is wrong.")
    assert called_back.pk == edition.pk
    assert (called_back.called_back_by, called_back.called_back_at is not None) == (editor, True)
    assert (fresh(release).state, fresh(release).version) == ("draft", 3)
    assert history(release) == [
        ("seal", "draft", "sealed", None, "", edition.digest),
        ("call-back", "sealed", "draft", editor, "The table is wrong.", edition.digest),
    ]


def test_a_called_back_release_is_sealed_again_as_the_same_number():
    release = factories.release()
    first = workflow.seal(release, by=None, live_at=tomorrow())
    workflow.call_back(release, by=None, reason="Wait.")
    again = workflow.seal(release, by=None, live_at=tomorrow())
    assert (first.number, again.number, again.previous_digest) == (1, 1, "")
    assert [entry[0] for entry in history(release)] == ["seal", "call-back", "seal"]


def test_correcting_leaves_the_public_edition_as_it_is():
    release = factories.release(headline="Marrow Bay Counts to Three")
    first = public_since(release)
    workflow.correct(release, by=None, kind="correction", note="  Four, not three. ")
    opened = fresh(release)
    assert (opened.state, opened.correction_kind, opened.correction_note) == (
        "draft", "correction", "Four, not three.",
    )  # fmt: skip
    assert [entry.headline for entry in newsroom.latest(9)] == ["Marrow Bay Counts to Three"]
    assert history(release) == [
        ("seal", "draft", "sealed", None, "", first.digest),
        ("correct", "sealed", "draft", None, "Four, not three.", ""),
    ]
    assert Edition.objects.get().superseded_at is None


def test_a_sealed_correction_says_what_it_corrects_and_the_record_forgets_it():
    release = factories.release()
    first = public_since(release)
    workflow.correct(release, by=None, kind="update", note="New data.")
    second = workflow.seal(release, by=None)
    assert (second.number, second.previous_digest) == (2, first.digest)
    assert (second.document.correction.kind, second.document.correction.note) == ("update", "New data.")
    assert (fresh(release).correction_kind, fresh(release).correction_note) == ("", "")
    first = Edition.objects.get(pk=first.pk)
    assert workflow.standing(first, now=second.live_at) == "superseded"


def test_a_correction_called_back_keeps_its_kind_and_note():
    release = factories.release()
    first = public_since(release)
    workflow.correct(release, by=None, kind="correct-and-replace", note="Four.")
    workflow.seal(release, by=None, live_at=tomorrow())
    workflow.call_back(release, by=None, reason="Counsel asks to wait.")
    opened = fresh(release)
    assert (opened.state, opened.correction_kind, opened.correction_note) == ("draft", "correct-and-replace", "Four.")
    assert Edition.objects.live().get() == first
    again = workflow.seal(release, by=None, live_at=tomorrow())
    assert (again.number, again.document.correction.note) == (2, "Four.")


def test_possible_names_what_stands_against_each_verb():
    release = factories.release()
    draft = ["The release is a draft."]
    console = "Nobody approves from the command line. Sign in at the desk."
    assert workflow.possible(release, by=None) == {
        Verb.SUBMIT: [],
        Verb.SEND_BACK: draft,
        Verb.PLAN: [],
        Verb.APPROVE: [console, *draft],
        Verb.SEAL: [],
        Verb.CALL_BACK: draft,
        Verb.HOLD: draft,
        Verb.CORRECT: draft,
        Verb.GIVE_UP: draft,
        Verb.WITHDRAW: draft,
    }
    workflow.seal(release, by=None, live_at=tomorrow())
    possible = workflow.possible(fresh(release), by=None)
    assert [verb for verb, reasons in possible.items() if not reasons] == [Verb.CALL_BACK, Verb.HOLD]
    assert possible[Verb.SEAL] == ["The release is sealed already."]
    assert possible[Verb.CORRECT] == ["The release is not public yet. Call it back and change it."]
    public = factories.release()
    public_since(public)
    possible = workflow.possible(fresh(public), by=None)
    assert [verb for verb, reasons in possible.items() if not reasons] == [Verb.CORRECT, Verb.WITHDRAW]
    assert possible[Verb.CALL_BACK] == ["The release is public and can't be called back. Correct it instead."]
    assert possible[Verb.HOLD] == ["The release is public and can't be held. Correct it instead."]


def test_history_is_newest_first():
    release = factories.release()
    published(release=factories.release())
    workflow.seal(release, by=None, live_at=tomorrow())
    workflow.call_back(release, by=None, reason="Wait.")
    assert [entry.verb for entry in release.history.all()] == ["call-back", "seal"]
