"""The parts of a release's form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from releases.admin.release_parts import MediaForm
from releases.vocabulary import MediaKind
from tests import factories
from tests.newsroom.sealed import figure, pdf, png

pytestmark = pytest.mark.django_db


def form(kind: str, **files) -> MediaForm:
    """The form of a figure that is there already, sent back with another kind."""
    media = figure(factories.release())
    facts = {"position": 0, "kind": kind, "title": media.title, "alternative_text": media.alternative_text}
    return MediaForm(facts, files, instance=media)


def test_another_kind_needs_another_file():
    sent = form(MediaKind.ATTACHMENT)
    assert sent.errors == {"file": ["Choose the file anew: a figure is a picture, an attachment a PDF."]}


def test_another_kind_with_its_file_is_taken():
    sent = form(MediaKind.ATTACHMENT, file=SimpleUploadedFile("x.pdf", pdf()))
    assert sent.errors == {}
    assert sent.save().content_type == "application/pdf"


def test_the_same_kind_keeps_its_file():
    sent = form(MediaKind.FIGURE)
    assert sent.errors == {}
    assert sent.save().content_type == "image/png"


def test_a_figure_that_is_no_picture_is_refused_once():
    sent = form(MediaKind.FIGURE, file=SimpleUploadedFile("x.png", png()[:20]))
    assert sent.errors == {"file": ["This is no PNG, JPEG or WebP picture that can be read. Export it anew as PNG."]}
