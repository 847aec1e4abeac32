"""Who may see which address; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "curation"
ARGUMENTS: dict[str, list[object]] = {"suggest": ["roles.skill", "model-serving"], "offer": ["interviews.question"]}
ACCESS: dict[str, tuple[str, int, int]] = {
    "suggestion_list": ("GET", 302, 200),
    "offer": ("GET POST", 302, 200),
    "suggest": ("GET POST", 302, 200),
}
