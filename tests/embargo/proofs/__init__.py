"""What is proven: each module has ``TITLE`` and ``run(full, database)``, which returns figures or raises AssertionError."""

#: In the order of the report.
NAMES = ("twin", "faults", "publications", "conditional", "kills", "restore")
