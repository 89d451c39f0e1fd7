"""Public pages: they translate addresses into the newsroom's questions and its answers into bytes."""
