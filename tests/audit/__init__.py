"""What independent programs say of the newsroom: ``script/audit``. Each is skipped where it is missing, but for CI."""
