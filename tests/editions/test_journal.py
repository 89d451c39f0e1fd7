"""The journal of withdrawals beside the database: its order, a torn line, a full disk."""

import errno
import json
import os
import sys

import pytest
from django.db import transaction

from releases import conf, editions, workflow
from releases.editions import journal
from releases.models import Edition, Release
from tests import factories
from tests.newsroom.sealed import published

pytestmark = pytest.mark.django_db


def public(headline: str) -> Release:
    release = factories.release(headline=headline)
    published(release)
    Release.objects.filter(pk=release.pk).update(state="sealed")
    return Release.objects.get(pk=release.pk)


def withdraw(release: Release) -> Edition:
    return workflow.withdraw(release, by=None, notice=f"{release.headline} was wrong.")


def notices() -> list[str]:
    return [json.loads(line)["notice"] for line in conf.withdrawals_journal().read_text().splitlines()]


def test_a_line_for_each_withdrawal_in_order():
    one, two = public("Marrow Bay Errs"), public("Marrow Bay Errs Again")
    withdraw(two)
    notice = withdraw(one)
    assert notices() == ["Marrow Bay Errs Again was wrong.", "Marrow Bay Errs was wrong."]
    last = json.loads(conf.withdrawals_journal().read_text().splitlines()[-1])
    assert (last["release"], last["digest"]) == (notice.feed_id, notice.previous_digest)
    assert conf.withdrawals_journal().stat().st_mode & 0o777 == 0o600


def test_a_withdrawal_that_fails_before_its_end_leaves_no_line(monkeypatch):
    release = public("Marrow Bay Errs")
    monkeypatch.setattr(sys.modules["releases.editions.seal"], "link", lambda *what: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        withdraw(release)
    assert not conf.withdrawals_journal().exists()


@pytest.mark.parametrize("torn", [b'{"release": "tag:ir.exam', b'{"notice": "\xe2\x80', b"\0\0\0\0"])
def test_a_torn_last_line_is_cut_off(torn):
    one, two = public("Marrow Bay Errs"), public("Marrow Bay Errs Again")
    withdraw(one)
    path = conf.withdrawals_journal()
    whole = path.read_bytes()
    path.write_bytes(whole + torn)
    found, length = editions.read_lines(path.read_bytes())
    assert ([each["notice"] for each in found], length) == (["Marrow Bay Errs was wrong."], len(whole))
    withdraw(two)
    assert notices() == ["Marrow Bay Errs was wrong.", "Marrow Bay Errs Again was wrong."]


@pytest.mark.parametrize("line", [b"{not json\n", b'["a list"]\n', b'{"release": "x"}\n', b"\xff\xfe\n"])
def test_another_line_that_cannot_be_read_is_no_torn_one(line):
    with pytest.raises(ValueError):
        editions.read_lines(line)


def test_a_full_disk_holds_no_withdrawal_up(monkeypatch, client):
    one, two = public("Marrow Bay Errs"), public("Marrow Bay Errs Again")
    withdraw(one)

    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(journal.os, "fsync", full)
        notice = withdraw(two)
        assert editions.note_withdrawals() is False
    address = f"/releases/{notice.path_date:%Y/%m/%d}/{notice.slug}/"
    assert client.get(address).status_code == 410
    assert notices() == ["Marrow Bay Errs was wrong."]
    # With room on the disk again, what is missing is written by the next withdrawal or backup.
    assert editions.note_withdrawals() is True
    assert notices() == ["Marrow Bay Errs was wrong.", "Marrow Bay Errs Again was wrong."]


def test_a_folder_that_takes_nothing_holds_no_withdrawal_up(settings, tmp_path):
    release = public("Marrow Bay Errs")
    (tmp_path / "a file").write_text("")
    settings.IRSITE_PRIVATE_ROOT = tmp_path / "a file" / "private"
    assert withdraw(release).is_withdrawal


def test_nothing_takes_the_place_of_a_notice():
    release = public("Marrow Bay Errs")
    withdraw(release)
    release.headline = "Marrow Bay Mends"
    release.correction_kind, release.correction_note = "correction", "All of it."
    release.save()
    with pytest.raises(editions.SealRefused, match="nothing takes the place of its notice"):
        editions.seal(release, by=None)
    assert Edition.objects.count() == 2
