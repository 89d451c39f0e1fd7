"""The public redline: both editions public, or nothing."""

import pytest

from releases.models import Edition
from tests.newsroom.sealed import address, corrected, published, tomorrow

pytestmark = pytest.mark.django_db
NOWHERE = "/releases/2021/03/04/no-such-release/editions/2/redline/"


def test_a_correction_is_shown_against_the_edition_before_it(client):
    first = published(headline="Marrow Bay Counts to Three", body="<p>We count three patients.</p>")
    second = corrected(first, body="<p>We count four patients.</p>", note="The count is four.")
    path = f"{address(first)}editions/2/redline/"
    page = client.get(path).content.decode()
    assert "<h1>What edition 2 changed</h1>" in page
    assert "<b>Changed:</b> the correction notice, the body." in page
    assert '<del><span class="redline-told">deleted: </span>three<span class="redline-told"> (end)</span></del>' in page
    assert '<ins><span class="redline-told">inserted: </span>four<span class="redline-told"> (end)</span></ins>' in page
    assert second.number == 2
    for linking in (address(first), f"{address(first)}editions/1/"):
        assert f'href="{path}"' in client.get(linking).content.decode()


def test_each_edition_against_the_one_before_it(client):
    first = published(headline="One two three four")
    corrected(first, headline="One two three five")
    corrected(first, headline="One two six five")
    third = client.get(f"{address(first)}editions/3/redline/").content.decode()
    assert ">three<" in third
    assert ">six<" in third
    assert ">four<" not in third


def test_what_is_not_public_has_no_redline(whole):
    first = published(headline="Public News")
    pending = corrected(first, headline="Secret News", live_at=tomorrow())
    assert pending.number == 2
    for path in (f"{address(first)}editions/{number}/redline/" for number in (1, 2, 3, 9999)):
        assert whole(path) == whole(NOWHERE)
        assert whole(path)[0] == 404
    assert whole("/releases/2021/02/30/public-news/editions/2/redline/") == whole(NOWHERE)
    assert b"redline" not in whole(address(first))[2]


def test_it_asks_the_database_little(client, django_assert_max_num_queries):
    first = published(headline="One")
    corrected(first, headline="Two")
    assert Edition.objects.count() == 2
    with django_assert_max_num_queries(8):
        client.get(f"{address(first)}editions/2/redline/")
