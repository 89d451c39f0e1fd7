"""Cases of the rules about notes, marks, abbreviations, links, signs and repetition."""

import datetime

from releases.document import Dateline, Footnote
from releases.preflight.context import Context, KnownCompany, Mark, OlderRelease
from tests.preflight.cases import edge, finds, silent


def notes(*marks: str, **facts) -> dict:
    return {"footnotes": tuple(Footnote(mark=mark, html="Note.") for mark in marks)} | facts


FOOTNOTES = (
    finds("C9", "<p>Shown before.<sup>2</sup></p>", "²", "1", levels="BB", facts=notes("1")),
    finds("C9", "<p>Remission<sup>1</sup> was seen.</p>", "¹", evidence=("notes: none",)),
    edge(finds("C9", "<p>Remission<sup>1,3</sup> was seen.</p>", "2", facts=notes("1", "2", "3"))),
    edge(finds("C9", "<p>Remission<sup>1</sup> was seen.</p>", "1", evidence=("twice",), facts=notes("1", "1"))),
    silent("C9", "<p>Remission<sup>1</sup> and relapse.<sup>2</sup></p>", facts=notes("1", "2")),
    silent(
        "C9",
        "<p>75 mg/m<sup>2</sup>, 30 kg/m<sup>2</sup>, 10<sup>9</sup>/L, <sup>177</sup>Lu, <sup>225</sup>Ac, IC<sub>50</sub>, CD8<sup>+</sup>, 5 cm<sup>3</sup>, 1ª and 2º, R<sup>2</sup>.</p>",
    ),
    edge(silent("C9", "<p>Remission† was seen in 2*3 cells and reached.*</p>", facts=notes("†", "*"))),
    edge(silent("C9", "<p>Remission<sup>1-3</sup> was seen.</p>", facts=notes("1", "2", "3"))),
)

_REV = {"trademark_notes": ("Revlimid® is a registered trademark of Celgene Corporation.",)}
MARKS = (
    finds("C10", "Patients took Revlimid®.", "Revlimid®", evidence=("no note",), levels="Q"),
    finds("C10", "Words.", "Revlimid®", evidence=("not in the text",), facts=_REV),
    edge(finds("C10", "Revlimid® and Revlimid™ were taken.", "Revlimid™", evidence=("® ™",), facts=_REV)),
    edge(
        finds(
            "C10",
            "Dorvayo® is a registered trademark of Quillhaven. Take Dorvayo®.\n\nDorvayo® works.",
            "Dorvayo®",
            evidence=("not registered",),
            context=Context(company=KnownCompany(marks=(Mark(words="Dorvayo", is_own=True),))),
        )
    ),
    silent("C10", "Patients took Revlimid®’s dose (lenalidomide, Revlimid).", facts=_REV),
    silent("C10", "X4® and Why® were taken.\n\nX4® and Why® are registered trademarks of Zed Inc."),
    edge(silent("C10", "See www.revlimid®.example and https://a.example/Revlimid®.")),
)

ABBREVIATIONS = (
    finds("C11", "Three had a QZR and five had a QZR.", "QZR", evidence=("2 uses, no introduction",), levels="Q"),
    finds(
        "C11", "A partial response (PR) was seen. PR again.\n\nThe primary resistance (PR) was rare.", "PR", levels="B"
    ),
    finds("C11", "A complete response (CR) was seen.", "CR", evidence=("introduced, not used",), levels="N"),
    edge(
        finds(
            "C11",
            "IgAN is rare. IgA nephropathy (IgAN) is a disease.",
            "IgAN",
            evidence=("introduced later",),
            levels="Q",
        )
    ),
    silent(
        "C11",
        "INVESTORS ARE URGED TO READ IT BECAUSE THEY ARE OWNERS. INVESTORS ARE ASKED TO READ IT BECAUSE THEY ARE. It is.",
    ),
    edge(finds("C11", "A DM1 agent. The T-DM1 agent.", "DM1", evidence=("2 uses, no introduction",))),
    silent(
        "C11", "A minimal response (MR, or better) was seen; two had MRs. VGPR (very good partial response) is a VGPR."
    ),
    silent("C11", "Disease of the kidney (minimal response, MR, or better) and an MR."),
    silent(
        "C11", "The FDA, the SEC and the US; CD56 and CD56; Phase II and III; Jane Roe, MD, PhD; Mass. and NY and NY."
    ),
    silent(
        "C11",
        "On Monday, 8:00 AM – 2:00 PM CT, and on Tuesday, 9 a.m. CT. Given 20 mg QD or 40 mg QD for wet AMD and dry AMD.",
    ),
    finds("C11", "A CT of the chest and a CT of the brain.", "CT", evidence=("2 uses, no introduction",)),
    edge(silent("C11", "The NORTH trial began. NORTH, a Phase II trial, goes on.")),
    edge(silent("C11", "Quillhaven (NASDAQ: QZR) spoke. QLHV rose; QLHV fell. QHV-101 and QHV-204.")),
    edge(silent("C11", "<h2>QZR AND QZR</h2><p>Mutations such as D816V and D816V.</p>")),
)

PLACEHOLDERS = (
    finds("C12", "The response was XX% in TBD patients.", "XX", "TBD", levels="BB"),
    finds("C12", "It was [●] and $X and {{name}} and [insert date].", "[●]", "$X", "{{name}}", "[insert date]"),
    edge(finds("C12", "CONFIDENTIAL DRAFT", "CONFIDENTIAL", "DRAFT")),
    edge(
        silent(
            "C12",
            "See the package insert. A draft in confidence; a 46,XX karyotype; thymidine kinase (TK); TK inhibitors; track record.",
        )
    ),
)


def link(href: str, words: str = "here") -> str:
    return f'<p>See <a href="{href}">{words}</a>.</p>'


LINKS = (
    finds(
        "C13",
        "Quillhaven spoke.",
        "[Quillhaven](#)",
        evidence=("#",),
        levels="B",
        context=Context(dead_links=(("Quillhaven", "#"),)),
    ),
    finds("C13", link("http://localhost:8000/x"), "here"),
    finds("C13", link("https://192.168.1.4/x"), "here"),
    finds("C13", link("https://staging.quillhaven.com/x"), "here"),
    finds("C13", link("https://www.example.com"), "here"),
    finds("C13", link("mailto:investors"), "here"),
    finds("C13", link("https://www.other.com", "www.quillhaven.com"), "www.quillhaven.com"),
    edge(
        finds(
            "C13",
            link("http://ir.quillhaven.com/a"),
            "here",
            context=Context(company=KnownCompany(hosts=("ir.quillhaven.com",))),
        )
    ),
    edge(finds("C13", "See http://localhost/a, please.", "http://localhost/a")),
    edge(finds("C13", link("mailto:a@b.com", "b@b.com"), "b@b.com")),
    silent(
        "C13",
        link("mailto:ir@quillhaven.com?subject=x")
        + link("tel:+1-617-555-0143")
        + link("https://www.quillhaven.com/", "quillhaven.com"),
    ),
    silent("C13", "See www.quillhaven.example and https://clinicaltrials.gov/study/NCT99000001."),
    edge(silent("C13", link("http://archive.org/x", "an archived page"))),
    edge(silent("C13", link("https://devices.quillhaven.com/test-results"))),
)

SIGNS = (
    finds(
        "C14",
        "It is in Phase II for front-line\n\ntreatment of kidneys. It goes on.",
        "treatment of kidneys. It goes on.",
        levels="Q",
    ),
    edge(finds("C14", "<p>It is in Phase II for</p><p>treatment</p>", "treatment")),
    silent("C14", "It is for:\n\n- first items\n- second items\n\nmRNA is new.\n\neGFR fell\n\nor"),
    silent("C14", "Write to us\n\ninvestors@quillhaven.example\n\nIt ended.\n\nand then more."),
    edge(silent("C14", "<h2>Heading</h2><p>lower case.</p>")),
    finds("C15", "“We are glad, said Ada.", "“", levels="B"),
    finds("C15", "It was (open.", "("),
    finds("C15", "It was closed) again.", ")"),
    finds("C15", "Itâ€™s Ã© here.", "â€™", "Ã©"),
    edge(finds("C15", "Words.", "\u200b", evidence=("U+200B",), facts={"headline": "Quillhaven\u200b Speaks"})),
    edge(finds("C15", 'She said "no.', '"')),
    silent("C15", '“We are (very) glad,” said Ada [sic]. a) one, b) two; 5" long; São Paulo; SÃO PAULO.'),
    edge(silent("C15", "“We are glad.\n\n“And proud,” said Ada.")),
    finds("C16", "It was in the the trial.", "the the", levels="N"),
    finds("C16", "It occurred in > 25% patients.", "> 25% patients", evidence=("% without “of”",)),
    finds("C16", "The company raised it’s own funds.", "it’s"),
    edge(finds("C16", '“One,” said Ada. "Two," said Ben.', '"')),
    silent("C16", "He had had that that; 25% of patients; it’s good; very very good; IgA IgA1."),
    edge(silent("C16", "25% patient-years; is is-a.")),
)

_RUN = " ".join(f"word{number}" for number in range(40))
_OLD = Context(
    older=(
        OlderRelease(
            headline="Quillhaven Reports Progress",
            date=datetime.date(2025, 3, 4),
            paragraphs=(f"In the first quarter {_RUN}.",),
        ),
    )
)
REPEATED = (
    finds("C18", f"On May 3 {_RUN}.", " ".join(f"word{number}" for number in range(30)), levels="Q", context=_OLD),
    edge(silent("C18", f"On May 3 {' '.join(_RUN.split()[:29])} and then.", context=_OLD)),
    silent("C18", f"Then {_RUN}.", context=_OLD),
    finds(
        "C20",
        "Words.",
        "Quillhaven Reports  Progress",
        evidence=("the same headline",),
        levels="N",
        context=_OLD,
        facts={"headline": "Quillhaven Reports  Progress"},
    ),
    finds("C20", "Words.", "Quillhaven Speaks.", facts={"headline": "Quillhaven Speaks."}),
    edge(finds("C20", "Words.", "Q" * 121, evidence=("121 characters, at most 120",), facts={"headline": "Q" * 121})),
    edge(silent("C20", facts={"headline": "Q" * 120})),
    silent("C20", context=_OLD, facts={"headline": "Report of Quillhaven Therapeutics, Inc.", "dateline": Dateline()}),
)

CASES = (*FOOTNOTES, *MARKS, *ABBREVIATIONS, *PLACEHOLDERS, *LINKS, *SIGNS, *REPEATED)
