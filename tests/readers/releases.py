"""Releases of an invented company, as the wires print them."""

BUSINESS_WIRE = """March 4, 2025

Tern Hollow Completes Enrollment in the HEADLAND Trial

412 adults with chronic cough enrolled

PORTLAND, Maine--(BUSINESS WIRE)-- Tern Hollow Therapeutics, Inc. (Nasdaq: TERN) ("Tern Hollow" or the "Company") has \
enrolled 412 patients in HEADLAND (NCT01234567), a Phase 3 trial of THX-204 (ivolasen) in adults with chronic cough.¹

“We thank every person who took part,” said Ana Ruiz, Ph.D., Chief Medical Officer of Tern Hollow.

## What Comes Next

- Results come in fall.
  1. First the **primary** ones.
  2. Then the *others*.
- The area is 20 m².

Table 1. Groups
| Group | n |
|---|---|
| THX-204 | 206 |
| Placebo | 206 |

About THX-204

THX-204 (ivolasen) is a P2X3 antagonist. It was granted fast track designation by the FDA for chronic cough.

About Tern Hollow

Tern Hollow makes medicines for the lung. See [our site](https://www.ternhollow.example.com) for more.

Airlet® is a registered trademark of Tern Hollow Therapeutics, Inc.

¹Oat et al. *Lung Notes*. 2024

Forward-Looking Statements

This press release contains forward-looking statements within the meaning of the law.

Words such as “expect” mark them.

Investors:

Tern Hollow Therapeutics, Inc.

Jo Park, 207-555-0101

Director, Investor Relations

ir@ternhollow.example.com

or

Media Contact:

Gull Communications

Max Oat, 207-555-0199

Source: Tern Hollow Therapeutics, Inc.

News Provided by Gull Feed
"""

PR_NEWSWIRE = BUSINESS_WIRE.replace(
    "PORTLAND, Maine--(BUSINESS WIRE)-- ", "PORTLAND, Maine, March 4, 2025 /PRNewswire/ -- "
)
GLOBE_NEWSWIRE = BUSINESS_WIRE.replace(
    "PORTLAND, Maine--(BUSINESS WIRE)-- ", "PORTLAND, Maine, March 4, 2025 (GLOBE NEWSWIRE) -- "
)
