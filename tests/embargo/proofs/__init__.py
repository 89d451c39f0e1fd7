"""What is proven: each module has ``TITLE`` and ``run(full, database)``, which returns figures or raises AssertionError."""

#: In the order of the report.
NAMES = (
    "twin", "faults", "attacks", "publications", "conditional", "kills", "restore", "probes", "payloads", "connections",
)  # fmt: skip
#: Asks the browser, not the database, and has a test of its own: tests/embargo/test_payloads.py.
ON_SQLITE_ONLY = {"payloads"}
