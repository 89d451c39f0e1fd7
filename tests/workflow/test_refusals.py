"""Moves that may not be made: every reason in a sentence, and nothing written."""

import datetime

import pytest

from releases import workflow
from releases.models import Edition, HistoryEntry, Release
from tests import factories
from tests.newsroom.sealed import LONG_AGO, figure, tomorrow

pytestmark = pytest.mark.django_db


def traces() -> tuple:
    return tuple(tuple(model.objects.order_by("pk").values_list()) for model in (Release, Edition, HistoryEntry))


def refused(move, *args, **kwargs) -> tuple[str, ...]:
    """The reasons of a move that must be refused and must write nothing."""
    before = traces()
    with pytest.raises(workflow.Refused) as caught:
        move(*args, **kwargs)
    assert traces() == before
    assert str(caught.value) == " ".join(caught.value.reasons)
    return caught.value.reasons


def test_sealing_what_is_sealed():
    release = factories.release()
    workflow.seal(release, by=None, live_at=tomorrow())
    assert refused(workflow.seal, release, by=None) == ("The release is sealed already.",)


def test_calling_back_and_correcting_a_draft():
    release = factories.release()
    draft = "The release is a draft."
    assert refused(workflow.call_back, release, by=None, reason="Wait.") == (draft,)
    assert refused(workflow.correct, release, by=None, kind="correction", note="Four.") == (draft,)


def test_calling_back_what_is_public():
    release = factories.release()
    workflow.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    assert refused(workflow.call_back, release, by=None, reason="Wait.") == (
        "The release is public and can't be called back. Correct it instead.",
    )


def test_correcting_what_is_not_public():
    release = factories.release()
    workflow.seal(release, by=None, live_at=tomorrow())
    assert refused(workflow.correct, release, by=None, kind="correction", note="Four.") == (
        "The release is not public yet. Call it back and change it.",
    )


def test_a_reason_and_a_note_are_asked_for():
    scheduled, public = factories.release(), factories.release()
    workflow.seal(scheduled, by=None, live_at=tomorrow())
    workflow.seal(public, by=None, live_at=LONG_AGO, is_historic=True)
    assert refused(workflow.call_back, scheduled, by=None, reason=" \n") == ("Say why the release is called back.",)
    assert refused(workflow.correct, public, by=None, kind="oops", note=" ") == (
        "“oops” is no kind of correction. There are: Correction, Correct and replace, Update.",
        "Say what is corrected: the note stands above the headline.",
    )


def test_what_preflight_blocks_is_not_sealed():
    release = factories.release(
        headline="   ", body="<p></p>", safe_harbor=factories.safe_harbor(text="<p>See our {annual_report}.</p>")
    )
    assert refused(workflow.seal, release, by=None) == (
        "The release has no headline. Write one.",
        "The release has no text. Write it, or import it again.",
        "The standing text asks for {annual_report}, and the release does not say it. Fill it in.",
    )


def test_an_import_that_needs_a_look_is_not_sealed():
    release = factories.release(needs_review=True)
    sentence = "An import could not place everything. Check the text and untick “needs review”."
    assert refused(workflow.seal, release, by=None) == (sentence,)
    Release.objects.update(needs_review=False)
    assert workflow.seal(release, by=None).number == 1


def test_a_figure_without_alternative_text_is_not_sealed():
    release = factories.release()
    figure(release, alternative_text=" ")
    assert refused(workflow.seal, release, by=None) == (
        "The figure “Response by dose” has no alternative text. Say what it shows.",
    )


def test_the_editions_own_refusal_comes_through():
    release = factories.release()
    assert refused(workflow.seal, release, by=None, live_at=LONG_AGO) == (
        "The instant 2021-03-04 17:00:00 UTC is in the past. Choose a later one, or publish at once.",
    )
    release = factories.release(release_date=datetime.date(2021, 3, 3))
    assert refused(workflow.seal, release, by=None, live_at=LONG_AGO, is_historic=True) == (
        "The release is dated March 3, 2021, but would become public on March 4, 2021. Change the date or the instant.",
    )
