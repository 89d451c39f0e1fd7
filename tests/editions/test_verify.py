"""Whoever gets past the guard and changes a sealed record is named with what was changed."""

import re

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from releases import editions
from releases.editions.guard import install_guard, remove_guard
from releases.models import Edition
from tests import factories
from tests.newsroom.sealed import corrected, figure, png, published, scheduled

pytestmark = pytest.mark.django_db


def tamper(sql: str, *params) -> None:
    """As an intruder with the database's password would do it, tidying up behind."""
    remove_guard()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    install_guard()


def delete(pk: int) -> None:
    """An edition with all that names it."""
    for table in ("ledgerrow", "editionlink"):
        tamper(f"DELETE FROM releases_{table} WHERE edition_id = %s", pk)
    tamper("DELETE FROM releases_edition WHERE id = %s", pk)


def found() -> list[tuple[str, str]]:
    return [(difference.edition, difference.what) for difference in editions.verify() if difference]


@pytest.fixture
def chain() -> tuple[Edition, Edition]:
    """Two editions of one release, both public."""
    first = published(headline="Marrow Bay Counts")
    second = corrected(first)
    return Edition.objects.get(pk=first.pk), second


FIRST, SECOND = (
    "edition 1 of /releases/2021/03/04/marrow-bay-counts/",
    "edition 2 of /releases/2021/03/04/marrow-bay-counts/",
)


def test_what_was_sealed_is_in_order(chain):
    editions.call_back(scheduled(), by=None)
    # Three editions, the company and the contact.
    assert list(editions.verify()) == [None] * 5


def test_one_byte_of_the_document(chain):
    tamper(
        "UPDATE releases_edition SET document_json = replace(document_json, 'Counts', 'Mounts') WHERE id = %s",
        chain[1].pk,
    )
    (digest, article, plain) = found()
    assert digest[0] == article[0] == plain[0] == SECOND
    assert re.fullmatch(f"The digest is stored as {chain[1].digest}, but the record gives [0-9a-f]{{64}}.", digest[1])
    assert article[1] == "The stored article is not what the document renders to; rebuild_editions mends it."
    assert plain[1] == "The stored plain text is not what the document renders to; rebuild_editions mends it."


def test_the_digest(chain):
    tamper("UPDATE releases_edition SET digest = %s WHERE id = %s", "0" * 64, chain[0].pk)
    assert found() == [
        (FIRST, f"The digest is stored as {'0' * 64}, but the record gives {chain[0].digest}."),
        (SECOND, "Its previous digest is not that of edition 1."),
    ]


def test_the_instant(chain):
    tamper("UPDATE releases_edition SET live_at = '2021-03-05 17:00:00' WHERE id = %s", chain[0].pk)
    assert [(name, what[:27]) for name, what in found()] == [(FIRST, "The digest is stored as " + chain[0].digest[:3])]


def test_the_chain(chain):
    """A digest that was made to fit its record still does not fit the one before."""
    forged = editions.edition_digest(
        document_json=chain[1].document_json,
        number=2,
        live_at=chain[1].live_at,
        feed_id=chain[1].feed_id,
        previous_digest="f" * 64,
    )
    tamper("UPDATE releases_edition SET previous_digest = %s, digest = %s WHERE id = %s", "f" * 64, forged, chain[1].pk)
    assert found() == [(SECOND, "Its previous digest is not that of edition 1.")]


def test_when_an_edition_was_superseded(chain):
    tamper("UPDATE releases_edition SET superseded_at = NULL WHERE id = %s", chain[0].pk)
    assert found() == [(SECOND, "Edition 1 is not superseded at this edition's instant.")]


def test_a_current_edition_that_was_hidden_as_superseded(chain):
    """Without a successor: the release is gone from the public, and nothing else shows it."""
    tamper("UPDATE releases_edition SET superseded_at = '2037-01-01 00:00:00' WHERE id = %s", chain[1].pk)
    assert [name for name, _ in found()] == [SECOND]


def test_the_stored_article(chain):
    tamper("UPDATE releases_edition SET article_html = article_html || '<p>Buy</p>' WHERE id = %s", chain[1].pk)
    assert found() == [(SECOND, "The stored article is not what the document renders to; rebuild_editions mends it.")]


def test_a_deleted_first_edition(chain):
    tamper("UPDATE releases_sealedrecord SET edition_id = NULL")
    delete(chain[0].pk)
    assert found() == [(SECOND, "Edition 1 is missing: the chain is broken.")]


def test_a_deleted_edition_in_the_middle(chain):
    third = corrected(chain[1], note="Again.")
    delete(chain[1].pk)
    name = f"edition 3 of /releases/2021/03/04/{third.slug}/"
    assert found()[0] == (name, "It follows edition 1: the chain has a gap.")


def test_a_deleted_newest_edition(chain):
    """The edition before it says that it was superseded, and nothing supersedes it: the release is gone."""
    delete(chain[1].pk)
    assert not Edition.objects.live().exists()
    assert [name for name, _ in found()] == [FIRST]


def test_a_document_that_can_not_be_read(chain):
    tamper("UPDATE releases_edition SET document_json = '{' WHERE id = %s", chain[1].pk)
    assert [what[:31] for _, what in found()] == [
        "The digest is stored as " + chain[1].digest[:7],
        "The document can't be read: not",
    ]


def test_the_bytes_and_the_record_of_a_file():
    release = factories.release(headline="Marrow Bay Counts")
    media = figure(release)
    published(release)
    default_storage.delete(media.file.name)  # the draft's own; what is sealed is in the database
    assert found() == []
    tamper("UPDATE releases_sealedfile SET data = %s", png(color="#000000"))
    assert found() == [(FIRST, "The bytes of the file response-by-dose.png have changed.")]
    tamper("DELETE FROM releases_sealedfile")
    assert found() == [(FIRST, "The bytes of the file response-by-dose.png are gone.")]


def test_a_file_taken_from_its_edition():
    release = factories.release(headline="Marrow Bay Counts")
    figure(release)
    published(release)
    tamper("UPDATE releases_editionfile SET size = size + 1")
    assert found() == [(FIRST, "What is recorded of the file response-by-dose.png is not what the document says.")]
    tamper("DELETE FROM releases_editionfile")
    assert found() == [(FIRST, "The file response-by-dose.png is not kept with the edition.")]


def test_a_missing_trigger_is_named(chain, capsys):
    sqlite = connection.vendor == "sqlite"
    name = "guard_edition_delete" if sqlite else "guard_row on releases_edition"
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER guard_edition_delete" if sqlite else f"DROP TRIGGER {name}")
    assert found() == [("database", f"The trigger {name} is missing: sealed rows are not guarded.")]
    with pytest.raises(CommandError, match=r"^1 differences; 4 editions and sealed records are in order\.$"):
        call_command("verify_editions")
    assert capsys.readouterr().err == f"database: The trigger {name} is missing: sealed rows are not guarded.\n"


def test_a_called_back_record_is_proved_too():
    edition = editions.call_back(scheduled(), by=None)
    tamper("UPDATE releases_edition SET digest = %s WHERE id = %s", "0" * 64, edition.pk)
    assert [name for name, _ in found()] == [
        f"edition 1 of /releases/{edition.path_date:%Y/%m/%d}/{edition.slug}/ (called back)"
    ]


def test_a_place_in_the_ledger(chain):
    """Lists and search would miss the release, or show it elsewhere."""
    what = "Its place in the ledger or the words it is found by are missing or wrong; rebuild_editions mends them."
    tamper("UPDATE releases_ledgerwords SET stems = ' buy ' WHERE rowid = %s", chain[1].ledger.position)
    assert found() == [(SECOND, what)]
    tamper("DELETE FROM releases_ledgerrow WHERE edition_id = %s", chain[0].pk)
    assert found() == [(FIRST, what), (SECOND, what)]
    assert [changed for _, changed in editions.rebuild()] == [True, True]
    assert found() == []
