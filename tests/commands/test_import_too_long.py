"""Files whose parts fit no column."""

import pytest

from releases.models import Release
from tests.importers.files import RELEASE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "data",
    [
        "Word " * 300,
        "March 4, 2021\n\n" + "Headline " * 100 + "\n\nBOSTON--(BUSINESS WIRE)-- Words.\n",
        RELEASE.replace("617-555-0100", "617-555-0100 ext. 1234567890 or after hours 617-555-0101 or 0102 or 0103"),
        RELEASE.replace("Ada Quill, 617", "Ada " * 60 + "Quill, 617"),
        RELEASE.replace("MBY-101", "M" * 70 + "-101"),
        RELEASE.replace("Source: Marrow Bay", "Source: " + "Marrow " * 60 + "Bay"),
        RELEASE.replace("BOSTON", "BOSTON " * 20),
        RELEASE.replace("NASDAQ: MRBY", "NASDAQ: MRBYMRBYMRBYMRBY"),
        RELEASE.replace("Marrow Bay Biologics", "Marrow " * 60 + "Biologics"),
        RELEASE.replace("About MBY-101\n", "About MBY-101 " + "and more " * 40 + "\n"),
        RELEASE.replace("ir@marrowbay.example", "a" * 260 + "@marrowbay.example"),
    ],
    ids=[
        "no headline",
        "long headline",
        "phone",
        "person",
        "code name",
        "source",
        "city",
        "ticker",
        "company",
        "about",
        "e-mail",
    ],
)
def test_parts_that_are_too_long_do_not_stop_the_other_files(run, data):
    """PostgreSQL refuses what does not fit its column; a file like that is a file that failed, or was brought in."""
    run(a_txt=data, b_txt=RELEASE)
    assert Release.objects.filter(headline="Marrow Bay Presents HARBOR Data").exists()
