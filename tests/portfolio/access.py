"""Who may see which address of portfolio; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "portfolio"
ARGUMENTS: dict[str, list[object]] = {}
ACCESS: dict[str, tuple[str, int, int]] = {}
