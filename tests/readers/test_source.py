"""A reading shows the blocks that it was made from."""

from releases import readers
from releases.readers import Paragraph

TEXT = """March 4, 2021

Marrow Bay Presents HARBOR Data

BOSTON--(BUSINESS WIRE)-- Marrow Bay Biologics, Inc. (NASDAQ: MRBY) said H<sub>2</sub>O & more.

- One
- Two
"""


def test_every_block_of_the_file_is_there_in_its_order_with_its_line():
    reading = readers.read(TEXT.encode(), name="a.txt")
    assert reading.source == (
        Paragraph("<p>March 4, 2021</p>", 1),
        Paragraph("<p>Marrow Bay Presents HARBOR Data</p>", 3),
        Paragraph(
            "<p>BOSTON--(BUSINESS WIRE)-- Marrow Bay Biologics, Inc. (NASDAQ: MRBY) said H&lt;sub&gt;2&lt;/sub&gt;O &amp; more.</p>",
            5,
        ),
        Paragraph("<ul><li>One</li><li>Two</li></ul>", 7),
    )
