"""Who may see which address of interviews; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "interviews"
ARGUMENTS: dict[str, list[object]] = {
    "question_detail": ["algo-hash-table"],
    "question_edit": ["algo-hash-table"],
    "question_delete": ["algo-hash-table"],
    "practice": ["algo-hash-table"],
    "practice_draft": ["algo-hash-table"],
    "answer_detail": [1],
    "reveal": [1],
    "answer_delete": [1],
}
ACCESS: dict[str, tuple[str, int, int]] = {
    "question_list": ("GET", 200, 200),
    "question_new": ("GET POST", 302, 200),
    "question_detail": ("GET", 200, 200),
    "question_edit": ("GET POST", 302, 404),
    "question_delete": ("GET POST", 302, 404),
    "practice": ("GET POST", 302, 200),
    "practice_draft": ("POST", 302, 422),
    "answer_list": ("GET", 302, 200),
    "answer_compare": ("GET", 302, 404),
    "answer_detail": ("GET POST", 302, 404),
    "reveal": ("GET POST", 302, 404),
    "answer_delete": ("GET POST", 302, 404),
}
