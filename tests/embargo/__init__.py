"""The machine that proves that nothing leaks, nothing is late and nothing is lost: ``script/embargo``, docs/embargo.md."""
