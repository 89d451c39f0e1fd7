"""irsite: press releases of a listed company, from draft to sealed edition.

Staff edit records; the public reads editions; between the two stands one Document. The rooms and
their floors are described in docs/architecture.md and checked by import-linter.
"""
