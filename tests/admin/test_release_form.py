"""The release form without a browser: what it composes, keeps, refuses and shows, and to whom."""

import re

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.urls import reverse

from releases import editions
from releases.compose import compose
from releases.document import richtext
from releases.models import FormDraft, Release, ReleaseContact, ReleaseSection
from tests import factories
from tests.newsroom.sealed import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = factories.user("irene", is_superuser=True)
    client.force_login(user)
    return user


def address(name: str, release: Release | None = None) -> str:
    return reverse(f"admin:releases_release_{name}", args=[release.pk] if release else [])


def form_values(client, path: str) -> dict:
    """What a browser would post from this form."""
    response = client.get(path)
    context = response.context
    values = dict(_values(context["adminform"].form))
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        values |= dict(_values(formset.management_form))
        for form in formset.forms:
            values |= dict(_values(form))
    return {name: "" if value is None else value for name, value in values.items()}


def _values(form):
    for name, field in form.fields.items():
        value = form[name].value()
        if getattr(field.widget, "input_type", "") == "checkbox":
            if value:
                yield form.add_prefix(name), "on"
        elif "File" not in type(field.widget).__name__:
            yield form.add_prefix(name), value


def add_row(values: dict, prefix: str, **facts) -> dict:
    at = int(values[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{at}-{name}": value for name, value in facts.items()}
    return values | row | {f"{prefix}-TOTAL_FORMS": at + 1}


class TestLivePreview:
    def test_it_shows_what_is_typed_and_saves_nothing(self, client, editor):
        release = factories.release(
            headline="Marrow Bay Waits", body="<p>Saved words.</p>", dateline_city="", has_contact=False
        )
        ReleaseSection.objects.create(release=release, kind="other", heading="About A", text="<p>Old.</p>")
        contact = factories.contact(person="Bo Reed")
        values = form_values(client, address("change", release))
        values |= {
            "headline": "Marrow Bay Runs",
            "body": "<p>Typed <b>words</b>.</p>",
            "sections-0-text": "<p>New.</p>",
        }
        values = add_row(values, "contact_links", contact=contact.pk, position=0, id="", release=release.pk, label="")
        response = client.post(address("live", release), values)
        page = response.content.decode()
        assert response.status_code == 200
        assert "<h1>Marrow Bay Runs</h1>" in page
        assert "<p>Typed <strong>words</strong>.</p>" in page
        assert "<p>New.</p>" in page
        assert "Bo Reed" in page
        assert "live-problems" not in page
        release.refresh_from_db()
        assert (release.headline, release.body, release.version) == ("Marrow Bay Waits", "<p>Saved words.</p>", 1)
        assert release.sections.get().text == "<p>Old.</p>"
        assert not ReleaseContact.objects.exists()

    def test_a_release_that_does_not_exist_yet(self, client, editor):
        factories.company()
        values = form_values(client, address("add")) | {"headline": "", "body": "<p>First words.</p>"}
        values = add_row(values, "sections", position=0, kind="other", heading="About B", text="<p>B.</p>", id="")
        page = client.post(address("add_live"), values).content.decode()
        assert "<p>First words.</p>" in page
        assert "About B" in page
        assert "headline: This field is required." in page.lower().replace(
            "this field is required", "This field is required"
        ).replace("Headline", "headline")
        assert not Release.objects.exists()

    def test_rows_that_are_not_complete_are_named(self, client, editor):
        release = factories.release()
        values = form_values(client, address("change", release))
        values = add_row(
            values, "sections", position=0, kind="other", heading="Alone", text="", id="", release=release.pk
        )
        page = client.post(address("live", release), values).content.decode()
        assert (
            "About section 1 is not shown as typed: Choose a boilerplate version, or write a heading and a text; not both."
            in page
        )
        assert "Alone" not in page.partition("<article")[2]

    def test_it_is_no_page_of_its_own(self, client, editor):
        release = factories.release(body="<p>a<script>alert(1)</script></p>")
        assert client.get(address("live", release)).status_code == 405
        response = client.post(address("live", release), form_values(client, address("change", release)))
        assert "script" not in response.content.decode()
        assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none';")


class TestDrafts:
    def test_a_draft_is_kept_taken_up_and_gone_once_saved(self, client, editor):
        release = factories.release(headline="Marrow Bay Waits")
        section = ReleaseSection.objects.create(release=release, kind="other", heading="A", text="<p>A.</p>")
        values = form_values(client, address("change", release)) | {"headline": "Typed", "_files": "figure.png"}
        values = add_row(values, "sections", position=1, kind="other", heading="B", text="<p>B.</p>", id="", release="")
        assert client.post(address("draft", release), values).json()["kept"] is True
        kept = FormDraft.objects.get()
        assert (kept.user, kept.release, kept.version) == (editor, release, 1)
        assert "csrfmiddlewaretoken" not in kept.typed

        opened = client.get(address("change", release)).content.decode()
        assert "You have unsaved words" in opened
        assert 'value="Typed"' not in opened
        response = client.post(address("change", release), {"_take_up": "1"})
        page = response.content.decode()
        assert "Your words of" in page
        assert "Choose again: figure.png." in page
        form = response.context["adminform"].form
        assert form["headline"].value() == "Typed"
        sections = response.context["inline_admin_formsets"][0].formset
        assert [row["heading"].value() for row in sections.forms] == ["A", "B"]
        release.refresh_from_db()
        assert release.headline == "Marrow Bay Waits"
        assert release.sections.get() == section

        saved = client.post(address("change", release), {k: v for k, v in values.items() if k != "_files"})
        assert saved.status_code == 302
        release.refresh_from_db()
        assert (release.headline, release.sections.count()) == ("Typed", 2)
        assert not FormDraft.objects.exists()

    def test_a_new_release(self, client, editor):
        factories.company()
        values = form_values(client, address("add")) | {"headline": "Unsaved News"}
        assert client.post(address("add_draft"), values).json()["kept"] is True
        assert "You have unsaved words" in client.get(address("add")).content.decode()
        taken_up = client.post(address("add"), {"_take_up": "1"})
        assert taken_up.context["adminform"].form["headline"].value() == "Unsaved News"
        assert not Release.objects.exists()
        assert client.post(address("add"), values).status_code == 302
        assert not FormDraft.objects.exists()

    def test_discard(self, client, editor):
        release = factories.release()
        client.post(address("draft", release), {"headline": "x", "seen_version": "1"})
        response = client.post(address("draft", release), {"_discard": "1"})
        assert response.headers["Location"] == address("change", release)
        assert not FormDraft.objects.exists()
        assert "unsaved words" not in client.get(address("change", release)).content.decode()

    def test_it_is_private(self, client, editor):
        release = factories.release()
        other = factories.user("otto", is_superuser=True)
        client.post(address("draft", release), {"headline": "Irene's secret", "seen_version": "1"})
        client.force_login(other)
        page = client.get(address("change", release)).content.decode()
        assert "unsaved words" not in page
        assert client.post(address("change", release), {"_take_up": "1"}).status_code == 302
        client.post(address("draft", release), {"_discard": "1"})
        assert FormDraft.objects.get().user == editor
        assert FormDraft not in site._registry

    def test_the_scripts_last_message_does_not_revive_what_was_saved(self, client, editor):
        release = factories.release()
        values = form_values(client, address("change", release)) | {"headline": "Saved"}
        client.post(address("change", release), values)
        assert client.post(address("draft", release), values).json() == {"kept": False}
        assert not FormDraft.objects.exists()

    def test_a_release_that_moved_on_keeps_the_words(self, client, editor):
        release = factories.release(headline="Marrow Bay Waits")
        values = form_values(client, address("change", release)) | {"headline": "Too late"}
        editions.seal(release, by=None)
        Release.objects.filter(pk=release.pk).update(state="sealed")
        response = client.post(address("change", release), values, follow=True)
        assert "your words are kept as your draft" in response.content.decode()
        assert FormDraft.objects.get().typed["headline"] == ["Too late"]
        release.refresh_from_db()
        assert release.headline == "Marrow Bay Waits"


class TestTwoEditors:
    @pytest.fixture
    def late(self, client, editor):
        """The values of an editor who opened the form before a colleague saved it."""
        colleague = factories.user("otto", is_superuser=True)
        release = factories.release(headline="Marrow Bay Waits", body="<p>One two three.</p>")
        gone = ReleaseSection.objects.create(release=release, kind="other", heading="About A", text="<p>A.</p>")
        values = form_values(client, address("change", release)) | {
            "headline": "Marrow Bay Was Slower",
            "sections-0-text": "<p>A, as I say.</p>",
        }
        release.headline, release.version, release.updated_by = "Marrow Bay Was Quicker", 2, colleague
        release.save()
        gone.delete()
        return release, values

    def test_both_versions_are_shown_and_neither_is_lost(self, client, late):
        release, values = late
        response = client.post(address("change", release), values)
        page = response.content.decode()
        assert "otto saved this release after you had opened it" in page
        assert "Two versions of this release" in page
        shown = re.sub(r'<span class="redline-told">.*?</span>', "", page)
        assert "<del>Quicker</del> <ins>Slower</ins>" in shown
        assert "<ins>A, as I say.</ins>" in shown
        assert response.context["adminform"].form["headline"].value() == "Marrow Bay Was Slower"
        release.refresh_from_db()
        assert (release.headline, release.version) == ("Marrow Bay Was Quicker", 2)
        assert not release.sections.exists()
        assert FormDraft.objects.get().typed["headline"] == ["Marrow Bay Was Slower"]

    def test_mine_over_it_after_having_seen_it(self, client, late):
        release, values = late
        assert client.post(address("change", release), values | {"_overwrite": "1"}).status_code == 200
        assert client.post(address("change", release), values | {"_overwrite": "2"}).status_code == 302
        release.refresh_from_db()
        assert (release.headline, release.version) == ("Marrow Bay Was Slower", 3)
        assert release.sections.get().text == "<p>A, as I say.</p>"
        assert not FormDraft.objects.exists()

    def test_a_third_save_in_between_is_refused_again(self, client, late):
        release, values = late
        Release.objects.filter(pk=release.pk).update(version=3)
        response = client.post(address("change", release), values | {"_overwrite": "2"})
        assert response.context["conflict"]["saved"].version == 3

    def test_theirs_keeps_mine_as_a_draft(self, client, late):
        release, values = late
        client.post(address("change", release), values)
        page = client.get(address("change", release)).content.decode()
        assert "You have unsaved words" in page
        assert "when you save, you will see both versions first" in page
        taken_up = client.post(address("change", release), {"_take_up": "1"})
        assert taken_up.context["conflict"]["saved"].headline == "Marrow Bay Was Quicker"


class TestRedline:
    def test_nothing_to_compare_with(self, client, editor):
        page = client.get(address("redline", factories.release())).content.decode()
        assert "There is nothing to compare with yet" in page

    def test_against_the_public_and_the_approved_text(self, client, editor):
        release = factories.release(headline="One", category="corporate")
        published(release)
        release.headline = "Two"
        release.save()
        page = client.get(address("redline", release)).content.decode()
        assert "against edition 1, which is public" in page
        assert ">One<" in page
        assert "the date" not in page.partition("<b>Changed:</b>")[2].partition("</p>")[0]
        release.approvals.create(
            sign_off="legal",
            by=editor,
            at=editions.database_now(),
            digest="0" * 64,
            document_json=compose(release).canonical_bytes().decode(),
        )
        page = client.get(address("redline", release)).content.decode()
        assert "against the text that irene approved (legal)" in page
        assert "The two texts are the same." in page
        page = client.get(address("redline", release) + "?against=public").content.decode()
        assert "against edition 1, which is public" in page


@pytest.mark.parametrize("who", ["nobody", "stranger", "auditor"])
def test_who_may_not_change_a_release(client, who):
    release = factories.release(headline="Secret Headline")
    if who != "nobody":
        user = factories.user(who)
        if who == "auditor":
            user.user_permissions.add(Permission.objects.get(codename="view_release"))
        client.force_login(user)
    refused = 302 if who == "nobody" else 403
    for name in ("draft", "live"):
        answer = client.post(address(name, release), {"headline": "x"})
        assert answer.status_code == refused, name
        assert b"Secret" not in answer.content
        assert client.post(address(f"add_{name}"), {"headline": "x"}).status_code == refused
    assert client.get(address("redline", release)).status_code == (200 if who == "auditor" else refused)
    if who == "auditor":
        assert client.get(address("redline", release)).context["bases"] == []
    assert not FormDraft.objects.exists()


def test_the_form_is_in_the_order_of_the_document(client, editor):
    page = client.get(address("add")).content.decode()
    places = [page.index(f'name="{name}"') for name in (
        "headline", "dateline_city", "body", "sections-TOTAL_FORMS", "trademark_notes", "footnotes-TOTAL_FORMS",
        "safe_harbor", "contact_links-TOTAL_FORMS", "source", "drug_links-TOTAL_FORMS", "trial_links-TOTAL_FORMS",
        "media-TOTAL_FORMS", "issuer_legal_name",
    )]  # fmt: skip
    assert places == sorted(places)
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S", page.replace(' type="application/json"', " src="))


WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-parent:""}</style>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body>
<h1>Results<o:p></o:p></h1>
<p class=MsoNormal style='margin-bottom:0in'><span style='font-family:Calibri;mso-fareast-language:EN-US'>A dose of 75
mg/m<sup>2</sup> of <b style='mso-bidi-font-weight:normal'>MBY-001</b> and H<sub>2</sub>O.<o:p></o:p></span></p>
<ul type=disc><li class=MsoNormal style='mso-list:l0 level1 lfo1'>First<o:p></o:p></li><li class=MsoNormal>Second</li></ul>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'>
<td width=200 valign=top><p class=MsoNormal>Arm<o:p></o:p></p></td><td><p class=MsoNormal>N</p></td></tr></table>
</body></html>"""


def test_what_word_leaves_behind_is_gone():
    assert richtext.sanitise(WORD) == (
        "<h2>Results</h2><p>A dose of 75 mg/m<sup>2</sup> of <strong>MBY-001</strong> and H<sub>2</sub>O.</p>"
        "<ul><li>First</li><li>Second</li></ul>"
        "<table><tbody><tr><td>Arm</td><td>N</td></tr></tbody></table>"
    )


def test_words_that_are_struck_out_are_refused_and_nothing_is_saved(client, editor):
    release = factories.release(headline="Marrow Bay Counts", body="<p>Ten words.</p>")
    values = form_values(client, address("change", release))
    answer = client.post(address("change", release), values | {"body": "<p>The price is <s>12</s> 14.</p>"})
    assert answer.context["adminform"].form.errors == {
        "body": ["These words are struck out: “12”. Take them out, or take the line off them."]
    }
    release.refresh_from_db()
    assert release.body == "<p>Ten words.</p>"


def test_no_browser_cuts_a_headline_that_is_pasted(client, editor):
    """A browser cuts what is longer than the field says, in silence; the desk refuses it and keeps the words."""
    release = factories.release()
    long = "Marrow Bay " * 40
    page = client.post(address("change", release), form_values(client, address("change", release)) | {"headline": long})
    html = page.content.decode()
    assert "maxlength" not in re.search(r'<textarea name="headline"[^>]*>', html)[0]
    assert "Ensure this value has at most 400 characters (it has 439)." in html
    assert long.strip() in html
