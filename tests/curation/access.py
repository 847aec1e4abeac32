"""Who may see which address; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "curation"
ARGUMENTS: dict[str, list[object]] = {}
ACCESS: dict[str, tuple[str, int, int]] = {}
