"""Who may see which address of interviews; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "interviews"
ARGUMENTS: dict[str, list[object]] = {}
ACCESS: dict[str, tuple[str, int, int]] = {}
