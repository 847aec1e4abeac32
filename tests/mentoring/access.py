"""Who may see which address of mentoring; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "mentoring"
ARGUMENTS: dict[str, list[object]] = {}
ACCESS: dict[str, tuple[str, int, int]] = {}
