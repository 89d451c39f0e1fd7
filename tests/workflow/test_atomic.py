"""A move that breaks in the middle leaves nothing behind."""

import pytest

from releases import workflow
from releases.models import BoilerplateVersion, Edition, EditionFile, HistoryEntry, Release
from tests import factories
from tests.newsroom.sealed import LONG_AGO, figure, tomorrow

pytestmark = pytest.mark.django_db

MODELS = (Release, Edition, EditionFile, HistoryEntry, BoilerplateVersion)


def stored() -> list:
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def seal(release):
    workflow.seal(release, by=None)


def call_back(release):
    workflow.call_back(release, by=None, reason="Wait.")


def correct(release):
    workflow.correct(release, by=None, kind="update", note="News.")


@pytest.mark.parametrize("move", [seal, call_back, correct], ids=lambda move: move.__name__)
def test_a_ledger_that_can_not_be_written_undoes_the_move(monkeypatch, move):
    release = factories.release(safe_harbor=factories.safe_harbor())
    figure(release)
    if move is call_back:
        workflow.seal(release, by=None, live_at=tomorrow())
    if move is correct:
        workflow.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    before = stored()

    def broken(**facts):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(HistoryEntry.objects, "create", broken)
        with pytest.raises(OSError, match="disk full"):
            move(release)
    assert stored() == before
    move(release)
    assert stored() != before
