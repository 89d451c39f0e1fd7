"""Releases in other languages and scripts: cards and PDFs that can be read, or none; never boxes."""

import dataclasses
import io
import shutil

import pdfua
import pikepdf
import pytest
from PIL import Image, ImageChops

from releases import checks
from releases.document import Document, richtext
from releases.rendering import article_html, lettering
from releases.rendering import card as cards
from releases.rendering import pdf as pdfs
from releases.rendering.head_tags import og_locale
from releases.text import direction, is_left_to_right, likely_language
from tests.rendering.edition import DOCUMENT, FACTS

#: Of each script two headlines of the same length: as boxes they would be one picture.
READABLE = {
    "he": ("תוצאות שלב שלוש", "הודעה על מינויי"),
    "ar": ("نتائج المرحلة", "تعيين المديرة"),
    "fa": ("نتایج پژوهش گ", "گزارش سالانه پ"),
    "ru": ("Результаты фазы", "Назначение главы"),
    "el": ("Αποτελέσματα", "Ανακοινώσεις"),
    "uk": ("Результати ґанку", "Призначення їжі"),
}
UNREADABLE = {
    "ja": "第二相試験の結果",
    "zh-Hans": "公布二期试验结果",
    "ko": "임상 이상 결과",
    "zh-Hant": "公佈二期試驗結果",
}


def written(language: str, headline: str, body: str = "") -> Document:
    return dataclasses.replace(
        DOCUMENT, language=language, headline=headline, body_html=f"<p>{body or headline}</p>", files=()
    )


def card(document: Document) -> Image.Image:
    return Image.open(io.BytesIO(cards.card(document, accent_color="#1f4e79"))).convert("RGB")


def omitted(document: Document) -> frozenset[str]:
    return lettering.omitted(document, plain_text=document.headline + richtext.plain(document.body_html))


@pytest.mark.parametrize("language", READABLE)
def test_a_card_shows_the_letters(language):
    one, other = (card(written(language, headline)) for headline in READABLE[language])
    assert omitted(written(language, READABLE[language][0])) == frozenset()
    assert one.size == (1200, 630)
    assert ImageChops.difference(one, other).crop((0, 120, 1200, 480)).getbbox() is not None


@pytest.mark.parametrize("language", READABLE)
def test_a_pdf_has_the_letters_and_their_font(language):
    headline = READABLE[language][0]
    made = pdfs.pdf(written(language, headline), facts=FACTS, pictures={})
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == headline
        assert str(pdf.Root.Lang) == language
        fonts = {
            str(thing.FontName)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing
        }
    wanted = {"he": "NotoSansHebrew", "ar": "NotoNaskhArabic", "fa": "NotoNaskhArabic"}.get(language, "SourceSerif4")
    assert any(wanted in font for font in fonts)


def test_a_checker_of_pdf_ua_finds_nothing_in_a_pdf_from_right_to_left(tmp_path):
    body = "הודעה</p><table><thead><tr><th>שנה</th></tr></thead><tbody><tr><td>2025</td></tr></tbody></table><p>Safe harbor."
    (tmp_path / "release.pdf").write_bytes(pdfs.pdf(written("he", "תוצאות", body), facts=FACTS, pictures={}))
    assert list(pdfua.validate(tmp_path / "release.pdf").findings) == []


def test_a_headline_from_right_to_left_begins_at_the_right():
    picture = card(written("he", "תוצאות")).crop((0, 130, 1200, 400))
    left, _, right, _ = (
        ImageChops.difference(picture, Image.new("RGB", picture.size, "#fffefb"))
        .point(lambda value: 255 * (value > 40))
        .getbbox()
    )
    assert (left > 700, right > 1110) == (True, True)


@pytest.mark.parametrize("language", UNREADABLE)
def test_without_letters_there_is_neither_card_nor_pdf(language):
    document = written(language, UNREADABLE[language])
    assert omitted(document) == {"pdf", "png"}
    with pytest.raises(lettering.NoLetters, match="IRSITE_FONTS"):
        card(document)


def test_a_name_in_other_letters_leaves_the_pdf():
    assert omitted(written("en", "Kelpline (開発) Reports", "Kelpline reported today on its program. " * 9)) == {"png"}
    assert (
        omitted(
            written("en", "Kelpline Reports", "Kelpline and 開発 reported today on its program. " + "A sentence. " * 20)
        )
        == frozenset()
    )


def test_fonts_of_the_setting_are_used(settings, tmp_path, monkeypatch):
    """Here the Hebrew ones, taken out of the house's own."""
    own, added = tmp_path / "own", tmp_path / "added" / "below"
    own.mkdir()
    added.mkdir(parents=True)
    for path in lettering.files(lettering.OWN):
        shutil.copy(path, added if "Hebrew" in path.name else own)
    (added / "broken.ttf").write_bytes(b"\0\1\0\0\0\5")
    monkeypatch.setattr(lettering, "OWN", own)
    document = written("he", "תוצאות")
    caches = (lettering.characters, lettering._fonts, lettering._omitted)
    try:
        [cache.cache_clear() for cache in caches]
        assert omitted(document) == {"pdf", "png"}
        assert lettering.added(document, plain_text="") == ""
        settings.IRSITE_FONTS = [str(tmp_path / "added")]
        assert omitted(document) == frozenset()
        assert "NotoSansHebrew-Bold.ttf" in lettering.added(document, plain_text="")
        assert lettering.added(written("en", "Results"), plain_text="") == ""
        assert "Noto Sans Hebrew" in lettering.families("he")
        assert card(document).size == (1200, 630)
    finally:
        [cache.cache_clear() for cache in caches]


def test_an_article_from_right_to_left_says_so_and_keeps_english_in_order():
    html = article_html(
        written(
            "he",
            "תוצאות",
            "MRB-2 הוא נוגדן</p><p>Results may differ.</p><ul><li>נקודה</li><li>One point.</li></ul><p>2025",
        )
    )
    assert html.startswith('<article class="release" lang="he" dir="rtl">')
    assert '<p dir="ltr">Results may differ.</p>' in html
    assert '<p><span class="dateline" dir="rtl">' in html
    assert '<li dir="ltr">One point.</li>' in html
    assert "<li>נקודה</li>" in html
    assert "<p>2025</p>" in html
    assert '<a href="tel:+14015550142" dir="ltr">401-555-0142</a>' in html
    assert html.count('<div class="contact" dir="ltr">') == html.count('<div class="contact"') > 0
    assert " dir=" not in article_html(written("de", "Ergebnisse"))
    assert " dir=" not in article_html(DOCUMENT)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("he", "rtl"), ("ar-EG", "rtl"), ("fa", "rtl"), ("az-Arab", "rtl"), ("ur-Latn", "ltr"), ("zh-Hant-TW", "ltr"), ("HE-IL", "rtl")],
)  # fmt: skip
def test_the_direction_follows_from_the_language(language, expected):
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("תוצאות של MRB-2", "he"), ("نتائج", "ar"), ("結果", "zh-Hans"), ("試験の結果", "ja"), ("결과", "ko"), ("Итоги", "ru"),
     ("Νέα", "el"), ("Results from 結果 and more of it", ""), ("Résultats", ""), ("TNF-α in mice", ""), ("", "")],
)  # fmt: skip
def test_a_likely_language(words, expected):
    assert likely_language(words) == expected


def test_only_words_of_the_other_direction_are_turned():
    assert is_left_to_right("Results may differ.")
    assert not any(map(is_left_to_right, ("2025", "MRB-2 הוא", "", "(20)", "نتائج")))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "en_US"), ("en-GB", "en_GB"), ("he", "he_IL"), ("zh-Hant", "zh_TW"), ("zh-Hans", "zh_CN"), ("el", "el_GR"), ("de", "de_DE"), ("zh-Hant-HK", "zh_HK")],
)  # fmt: skip
def test_the_language_as_open_graph_writes_it(language, expected):
    assert og_locale(language) == expected


def test_a_folder_without_fonts_is_told_at_the_start(settings, tmp_path):
    settings.IRSITE_FONTS = [str(tmp_path / "nowhere")]
    (warning,) = checks.fonts_there(None)
    assert (warning.id, str(tmp_path / "nowhere") in warning.msg) == ("irsite.W003", True)
    settings.IRSITE_FONTS = [str(lettering.OWN)]
    assert checks.fonts_there(None) == []
