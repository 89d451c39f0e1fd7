"""At least forty clean releases: what rules may not cry wolf about, and what errors are planted in.

They are the corpus of the readers, mended where a document of the corpus truly breaks a rule that is not about its layout
(old safe harbors without all components, trials without a registry number, datelines of other times), and beside it releases
full of numbers, with whatever looks wrong in a number and is right.
"""

import dataclasses
import functools
import textwrap
from pathlib import Path

from releases import readers
from releases.document import Document, SafeHarbor, find_quotations
from tests.corpus import SAMPLES

FOLDER = Path(__file__).parent

_SAFE_HARBOR = """<p>This press release contains forward-looking statements within the meaning of the Private Securities Litigation
Reform Act of 1995, among them statements about {subject}. These statements are subject to risks and uncertainties that could
cause actual results to differ materially from those expressed, including the risk that data of early studies are not repeated
in later ones, delays in enrolling patients, the decisions of regulators, and the need for further capital. These and other risks
are described under “Risk Factors” in the company’s most recent annual report and in its other reports filed with the Securities
and Exchange Commission. The company undertakes no obligation to update any forward-looking statement.</p>"""


@functools.cache
def clean_releases() -> tuple[tuple[str, Document], ...]:
    """Each clean release with its name, in a fixed order."""
    corpus = [(sample.name, mended(sample.reading().document)) for sample in SAMPLES]
    own = [
        (path.name, readers.read(path.read_bytes(), name=path.name).document) for path in sorted(FOLDER.glob("*.txt"))
    ]
    return (*own, *corpus)


def mended(document: Document) -> Document:
    """The document with a whole safe harbor, a registry number for each trial, a dateline of today's form and a headline of
    today's length."""
    trials = tuple(
        dataclasses.replace(trial, nct_number=trial.nct_number or f"NCT0{1234500 + index}")
        for index, trial in enumerate(document.trials)
    )
    numbers = " and ".join(
        new.nct_number for old, new in zip(document.trials, trials, strict=True) if not old.nct_number
    )
    body = document.body_html
    if numbers or not trials:
        body += f"<p>More is at ClinicalTrials.gov under {numbers or 'NCT01234500'}.</p>"
    names = [drug.name for drug in document.drugs]
    subject = f"{' and '.join(names) or 'the events described'} and the plans of {document.company.short_name or 'the company'}"
    return dataclasses.replace(
        document,
        headline=textwrap.shorten(document.headline, 120, placeholder=""),
        body_html=body,
        quotations=find_quotations(body),
        trials=trials,
        dateline=dataclasses.replace(document.dateline, city="BOSTON", region="", wire="BUSINESS WIRE"),
        safe_harbor=SafeHarbor(
            heading="Forward-Looking Statements", html=_SAFE_HARBOR.format(subject=subject).replace("\n", " ")
        ),
    )
