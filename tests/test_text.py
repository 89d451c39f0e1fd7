"""Addresses made from headlines and names."""

import pytest

from releases.text import slug
from tests import factories
from tests.newsroom.sealed import address, corrected, published


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Plenova™ Slows Decline", "plenova-slows-decline"),
        ("Plenova®, Corvaxa℠ and Tideline© Data", "plenova-corvaxa-and-tideline-data"),
        ("Plenova(TM) and Corvaxa(R) in Practice", "plenova-and-corvaxa-in-practice"),
        ("Plenovaⓡ Ⓡ ℗ Data", "plenova-data"),
        ("(R)-Enantiomer Studied", "r-enantiomer-studied"),
        ("Infusion of 3 × 10⁸ Cells", "infusion-of-3-10-8-cells"),
        ("Dose of 75 mg/m²", "dose-of-75-mg-m2"),
        ("Phase 2–3 Trial—First Patient Dosed", "phase-2-3-trial-first-patient-dosed"),
        ("Anti-TNF‑α Antibody at 10 µg/mL", "anti-tnf-alpha-antibody-at-10-ug-ml"),
        ("Malmø and Łódź Sites Open", "malmo-and-lodz-sites-open"),
        ("Company’s Results and the Board's View", "companys-results-and-the-boards-view"),
        ("Re\u00adsults Are\u200b In", "results-are-in"),
        ("Νέα στοιχεία", "release"),
        ("תוצאות", "release"),
        ("™", "release"),
    ],
)
def test_an_address_has_the_words_and_figures_and_no_signs_of_protection(headline, expected):
    assert slug(headline) == expected


def test_an_address_is_cut_between_words():
    assert slug("Twelve " * 20, limit=30) == "twelve-twelve-twelve-twelve"


@pytest.mark.django_db
def test_addresses_given_before_stay_through_corrections(client, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(
            "releases.text.slug", lambda words, limit=100: words.lower().replace("™", "tm").replace(" ", "-")
        )
        drug = factories.drug(code_name="", brand_name="Plenova™")
        first = published(factories.release(headline="Plenova™ Data", drugs=[drug]))
    second = corrected(first, headline="Plenova™ Data, Corrected")
    assert address(first) == address(second) == "/releases/2021/03/04/plenovatm-data/"
    assert client.get(address(first)).status_code == client.get("/drugs/plenovatm/").status_code == 200
    other = published(factories.release(headline="Plenova™ News", drugs=[drug]))
    assert other.slug == "plenova-news"
    assert b'href="/drugs/plenovatm/"' in client.get(address(other)).content
