"""What a release and its parts refuse: with a sentence in a form, and in the database whoever writes."""

import datetime

import pytest

from releases.models import (
    Boilerplate,
    BoilerplateVersion,
    Media,
    Release,
    ReleaseContact,
    ReleaseDrug,
    ReleaseFootnote,
    ReleaseSection,
    ReleaseTrial,
)
from tests import factories
from tests.models.refusal import refused

pytestmark = pytest.mark.django_db

DAY = datetime.date(2020, 1, 2)


def test_a_release_links_everything_once():
    release = factories.release()
    rows = [
        (ReleaseDrug, {"drug": factories.drug()}, "This drug is linked already."),
        (ReleaseTrial, {"trial": factories.trial()}, "This trial is linked already."),
        (ReleaseContact, {"contact": factories.contact()}, "This contact is linked already."),
        (ReleaseFootnote, {"mark": "1", "text": "Note"}, "Two footnotes have the same mark."),
    ]
    for model, facts, sentence in rows:
        model.objects.create(release=release, **facts)
        assert refused(model(release=release, **facts)) == [sentence]


def test_a_release_needs_a_headline_and_a_correction_its_note():
    assert refused(Release(headline="")) == ["This field cannot be blank."]
    sentence = "A correction needs its kind and a note of what was changed."
    assert refused(Release(headline="H", correction_kind="update")) == [sentence]
    assert refused(Release(headline="H", correction_note="Four.")) == [sentence]
    assert len(refused(Release(headline="H", state="gone"))) > 0


def test_a_section_has_one_text():
    release, boilerplate = factories.release(), Boilerplate.objects.create(kind="about-company", name="About")
    version = BoilerplateVersion.objects.create(boilerplate=boilerplate, text="<p>x</p>", effective_from=DAY)
    sentence = "Choose a boilerplate version, or write a heading and a text; not both."
    assert refused(ReleaseSection(release=release)) == [sentence]
    assert refused(ReleaseSection(release=release, heading="About")) == [sentence]
    assert refused(ReleaseSection(release=release, boilerplate_version=version, heading="About")) == [sentence]


def test_a_section_of_nothing_but_space_is_refused_in_the_form():
    """What the editor widget sends for an empty text."""
    section = ReleaseSection(release=factories.release(), heading="About", text="<p>&nbsp;</p>")
    assert refused(section) == ["Choose a boilerplate version, or write a heading and a text; not both."]


def test_boilerplate_is_named_once_and_its_versions_have_text():
    boilerplate = factories.safe_harbor().boilerplate
    assert refused(Boilerplate(kind=boilerplate.kind, name=boilerplate.name)) == [
        "There is a boilerplate of this kind and name already."
    ]
    version = BoilerplateVersion(boilerplate=boilerplate, effective_from=DAY, text="", number=9)
    assert refused(version) == ["This field cannot be blank."]


def test_a_version_of_nothing_but_space_is_refused_in_the_form():
    boilerplate = factories.safe_harbor().boilerplate
    version = BoilerplateVersion(boilerplate=boilerplate, effective_from=DAY, text="<p>&nbsp;</p>", number=9)
    assert refused(version) == ["A version needs its text."]


def test_a_figure_needs_alternative_text():
    media = Media(release=factories.release(), title="Chart", kind="figure")
    media.size = 1
    assert refused(media) == ["A figure needs alternative text: say what it shows."]
