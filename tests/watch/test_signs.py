"""What tells of a release in an answer."""

import pytest

from releases.compose import compose
from releases.watch.signs import found, plain, signs
from tests import factories
from tests.newsroom.sealed import published

PATH = "/releases/2026/11/30/marrow-bay-buys-a-lake/"


def of(release, **facts):
    return signs(compose(release), **({"path": PATH, "is_known": False, "digest": "0123456789abcdef" * 4} | facts))


@pytest.mark.django_db
def test_words_and_marks():
    found_signs = of(
        factories.release(headline="Marrow Bay Buys a Lake", subheadline="It is deep and cold"), files=["f1"]
    )
    assert [(each.what, each.text, each.is_mark) for each in found_signs[:5]] == [
        ("its digest", "0123456789ab", True),
        ("its address", "/releases/2026/11/30/marrow-bay-buys-a-lake", True),
        ("the key of a file", "f1", True),
        ("its headline", "marrow bay buys a lake", False),
        ("its subheadline", "it is deep and cold", False),
    ]


@pytest.mark.django_db
def test_what_something_public_says_already_is_no_sign():
    known = factories.drug(code_name="MBY-777")
    published(headline="Marrow Bay Reports Quarterly Results", drugs=[known])
    release = factories.release(
        headline="Marrow Bay Reports Quarterly Results", drugs=[factories.drug(code_name="MBY-888"), known]
    )
    words = [each.text for each in of(release) if not each.is_mark]
    assert words == ["mby-888"]


@pytest.mark.django_db
def test_a_correction_does_not_look_for_its_public_address():
    assert not [each for each in of(factories.release(), is_known=True) if each.what == "its address"]


@pytest.mark.parametrize(
    "answer",
    [
        "<h2>Marrow <em>Bay</em> Buys a Lake</h2>",
        '{"headline": "Marrow Bay Buys \\u0061 Lake"}',
        "<description>&lt;p&gt;Marrow Bay Buys&amp;nbsp;a Lake&lt;/p&gt;</description>",
        "MARROW BAY\n  BUYS A LAKE",
        "location: https://ir.example.com/releases/2026/11/30/marrow-bay-buys-a-lake/",
        '"\\/releases\\/2026\\/11\\/30\\/marrow-bay-buys-a-lake.pdf"',
        "etag: 0123456789abcdef0123",
    ],
)
@pytest.mark.django_db
def test_it_is_found_however_it_is_written(answer):
    assert found(of(factories.release(headline="Marrow Bay Buys a Lake")), plain(answer))


@pytest.mark.parametrize(
    "answer",
    ["marrow bay buys a lakeside", "/releases/2026/11/30/marrow-bay-buys-a-lake-2f3c/", "x0123456789abcdef", ""],
)
@pytest.mark.django_db
def test_it_is_not_found_in_longer_words(answer):
    assert found(of(factories.release(headline="Marrow Bay Buys a Lake")), plain(answer)) == ""


@pytest.mark.django_db
def test_an_echo_of_the_question_proves_nothing_and_a_mark_does():
    wanted = of(factories.release(headline="Marrow Bay Buys a Lake"))
    echo = plain("You asked for: Marrow Bay Buys a Lake")
    assert found(wanted, echo) == "its headline"
    assert found(wanted, echo, is_echoed=True) == ""
    assert found(wanted, plain(f'<a href="{PATH}">'), is_echoed=True) == "its address"
