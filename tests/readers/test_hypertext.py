import pytest

from releases import readers

PAGE = """<html><head><title>News</title></head><body><nav>Home</nav><article>
<h1>Tern Hollow Opens a Laboratory</h1>
<p><b>PORTLAND, Maine</b>--(<a href="https://www.businesswire.com">BUSINESS WIRE</a>)--<a href="#">Tern Hollow, Inc.</a> opened it.</p>
<ul><li>One<li>Two</ul><script>document.write("x")</script>
<p onclick="steal()">Done.</p>
<h3>About Tern Hollow</h3><p>It makes medicines.</p><h3>Conference Call</h3><p>At noon.</p>
<p>Media Contact:<br>Jo Park, 207-555-0101<br>jo@tern.example.com</p>
</article><footer>©</footer></body></html>"""


def test_reads_the_article_of_a_page():
    document = readers.read(PAGE.encode(), name="a.html").document
    assert document.headline == "Tern Hollow Opens a Laboratory"
    assert (document.dateline.city, document.dateline.wire) == ("PORTLAND", "BUSINESS WIRE")
    assert document.body_html == "<p>Tern Hollow, Inc. opened it.</p><ul><li>One</li><li>Two</li></ul><p>Done.</p>"
    assert [section.heading for section in document.sections] == ["About Tern Hollow", "Conference Call"]
    (contact,) = document.contacts
    assert (contact.kind, contact.person, contact.email) == ("media", "Jo Park", "jo@tern.example.com")


def test_tells_what_was_left_out():
    notices = {notice.message: notice.needs_review for notice in readers.read(PAGE.encode(), name="a.html").notices}
    assert notices["a.html holds 1 script, which was removed; check that no text was written by it."] is True
    assert notices["The link target “#” behind “Tern Hollow, Inc.” leads nowhere and was left out."] is False
    assert notices["Left out of the page: “Home”, which is the site’s navigation."] is False
    assert notices["Left out of the page: “©”, which is the page’s footer."] is False
    assert notices["Left out of the page: “News”, which is the title of the window."] is False


def test_reads_html_under_the_name_of_a_text_file():
    reading = readers.read(b"<!DOCTYPE html><p>Tern Hollow Moves</p>", name="a.txt")
    assert reading.document.headline == "Tern Hollow Moves"
    assert "a.txt holds HTML although its name doesn't say so, and was read as HTML." in [
        notice.message for notice in reading.notices
    ]


@pytest.mark.parametrize(
    "source", ["<div>" * 400_000, "<p>" + "<b>" * 1000, "<p>" + "&amp;" * 300_000, "<p>a" * 400_000]
)
def test_refuses_monsters_at_once(source):
    with pytest.raises(readers.Unreadable, match="more markup than a press release can"):
        readers.read(source.encode(), name="a.html")


def test_refuses_a_page_without_words():
    with pytest.raises(readers.Unreadable, match="holds no text"):
        readers.read(b"<html><body><script>x</script></body></html>", name="a.html")
