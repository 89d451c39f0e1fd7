import datetime

import pytest

from releases.rendering import template_tags as tags


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("instant", "zone", "words"),
    [
        (utc(2012, 12, 10, 12), "America/New_York", "December 10, 2012, 7:00:00 a.m. EST (12:00:00 UTC)"),
        (utc(2012, 7, 10, 4, 0, 5), "America/New_York", "July 10, 2012, 12:00:05 a.m. EDT (04:00:05 UTC)"),
        (utc(2012, 7, 10, 2), "America/New_York", "July 9, 2012, 10:00:00 p.m. EDT (July 10, 2012, 02:00:00 UTC)"),
        (utc(2012, 7, 10, 6, 30), "Asia/Kolkata", "July 10, 2012, 12:00:00 p.m. IST (06:30:00 UTC)"),
        (utc(2012, 7, 10, 15), "America/Sao_Paulo", "July 10, 2012, 12:00:00 p.m. UTC-03:00 (15:00:00 UTC)"),
    ],
)
def test_company_time(instant, zone, words):
    assert tags.company_time(instant, zone) == words


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("781-895-0600", "tel:+17818950600"),
        ("(781) 895-0600 ext. 12", "tel:+17818950600;ext=12"),
        ("+1 781 895 0600", "tel:+17818950600"),
        ("+44 (0)20 7946 0123", "tel:+442079460123"),
        ("020 7946 0123", "tel:02079460123"),
    ],
)
def test_tel(printed, address):
    assert tags.tel(printed) == address


@pytest.mark.parametrize(
    ("size", "words"),
    [(840, "840 bytes"), (84213, "84 KB"), (999_499, "999 KB"), (999_500, "1.0 MB"), (2_412_345, "2.4 MB")],
)
def test_file_size(size, words):
    assert tags.file_size(size) == words


def test_neighbours():
    assert tags.neighbours(1, 1) == [1]
    assert tags.neighbours(5, 9) == [1, 0, 3, 4, 5, 6, 7, 0, 9]
    assert tags.neighbours(2, 3) == [1, 2, 3]


def test_summary_is_one_line_without_the_headline():
    assert tags.summary("Headline\n\nFirst words.\n\nSecond words.") == "First words. Second words."
    assert len(tags.summary("H\n\n" + "word " * 100)) <= 202
