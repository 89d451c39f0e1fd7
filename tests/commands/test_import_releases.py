"""``manage.py import_releases``: a sentence per file, the sound ones in, and a failure that scripts can see."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from releases.models import Drug, Edition, Release
from tests import factories
from tests.importers.files import RELEASE, rows

pytestmark = pytest.mark.django_db


def test_a_sound_file(run):
    err, out, failure = run(a_txt=RELEASE)
    assert (err, failure) == ("", "")
    assert out.startswith("imported     a.txt: “Marrow Bay Presents HARBOR Data”\n")
    assert Release.objects.get().state == "draft"
    assert Drug.objects.get().code_name == "MBY-101"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "bad.txt is empty; choose the file that holds the release."),
        (b" \n\t\r\n ", "bad.txt is empty; choose the file that holds the release."),
        (b"\xef\xbb\xbf", "bad.txt is empty; choose the file that holds the release."),
        (bytes(range(256)) * 40, "bad.txt holds binary data, not text; save the release as plain text or HTML and send that."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "bad.txt is a PNG image, whatever its name says; send the text of the release instead."),
        (b"Word " * 1_000_000, "bad.txt is 5.0 MB long and the limit is 2 MB; send only the text of the release."),
    ],
    ids=["empty", "blank", "mark", "junk", "image", "large"],
)  # fmt: skip
def test_an_unreadable_file_is_named_with_a_next_step_and_leaves_nothing(run, data, sentence):
    before = rows()
    assert run(bad_txt=data) == (f"failed       bad.txt: {sentence}\n", "", "1 of 1 file failed; see above.")
    assert rows() == before


def test_sound_files_come_in_beside_bad_ones(run):
    err, out, failure = run(one_txt=RELEASE, bad_txt=b"", missing_txt=None, two_txt=RELEASE.replace("HARBOR", "NEW"))
    assert [line[:26] for line in err.splitlines()] == ["failed       missing.txt: ", "failed       bad.txt: bad."]
    assert err.splitlines()[0] == (
        "failed       missing.txt: can't be read: No such file or directory. Check the path and its permissions."
    )
    assert failure == "2 of 4 files failed; see above."
    assert [line for line in out.splitlines() if line.startswith("imported")] == [
        "imported     one.txt: “Marrow Bay Presents HARBOR Data”",
        "imported     two.txt: “Marrow Bay Presents NEW Data”",
    ]
    assert Release.objects.count() == 2


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"^There are no files under these paths\.$"):
        call_command("import_releases", str(tmp_path), stdout=StringIO())


def test_windows_1252_is_read_and_said(run):
    text = RELEASE.replace('"It works,"', "“It works – truly,”").replace("Marrow Bay Presents", "Märrow Presents")
    err, out, failure = run(a_txt=text.encode("cp1252"))
    assert (err, failure) == ("", "")
    assert Release.objects.get().headline == "Märrow Presents HARBOR Data"
    assert "“It works – truly,”" in Release.objects.get().body
    assert (
        "a.txt is not UTF-8 and was read as Windows-1252; look at quotation marks, dashes and accented letters." in out
    )


def test_a_lone_headline_comes_in_for_a_human_and_is_not_published(run):
    err, out, failure = run(a_txt="Marrow Bay Counts")
    assert (err, failure) == ("", "")
    release = Release.objects.get()
    assert (release.headline, release.needs_review) == ("Marrow Bay Counts", True)
    assert out.endswith("             It is marked for review at the desk.\n")
    err, out, failure = run("--publish", a_txt="Marrow Bay Counts")
    assert err.startswith("failed       a.txt: stays a draft: ")
    assert failure == "1 of 1 file failed; see above."
    assert not Edition.objects.exists()


def test_html_loses_its_scripts_and_keeps_its_words(run):
    body = "".join(f"<p>{part}</p>" for part in RELEASE.split("\n\n"))
    html = f"<html><head><script>steal()</script></head><body onload=x>{body}<script>steal()</script></body></html>"
    err, _, failure = run(a_html=html)
    assert (err, failure) == ("", "")
    release = Release.objects.get()
    assert release.headline == "Marrow Bay Presents HARBOR Data"
    assert "The trial goes on." in release.body
    assert "steal" not in release.body + release.headline + str(list(release.sections.values()))
    assert "<script" not in release.body


def test_the_same_file_twice_says_so(run):
    factories.company()
    run(a_txt=RELEASE)
    before = rows()
    assert run(a_txt=RELEASE) == (
        "",
        "unchanged    a.txt: has been imported already as “Marrow Bay Presents HARBOR Data”; nothing was changed.\n",
        "",
    )
    assert rows() == before


def test_publishing_says_where(run):
    err, out, failure = run("--publish", a_txt=RELEASE)
    assert (err, failure) == ("", "")
    assert out.splitlines()[-1] == (
        "published    a.txt: edition 1 at https://ir.example.com/releases/2021/03/04/marrow-bay-presents-harbor-data/"
    )
    assert Edition.objects.live().count() == 1
