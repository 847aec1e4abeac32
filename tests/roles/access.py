"""Who may see which address; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "roles"
ARGUMENTS: dict[str, list[object]] = {
    "role_detail": ["machine-learning-engineer"],
    "target_role": ["machine-learning-engineer"],
    "role_move": ["machine-learning-engineer", "data-scientist"],
    "skill_detail": ["model-serving"],
    "rate_skill": ["model-serving"],
    "withdraw_evidence": [1_000_000],
}
ACCESS: dict[str, tuple[str, int, int]] = {
    "role_list": ("GET", 200, 200),
    "role_compare": ("GET", 200, 200),
    "role_match": ("GET", 200, 200),
    "role_detail": ("GET", 200, 200),
    "target_role": ("POST", 302, 302),
    "role_move": ("GET", 200, 200),
    "skill_list": ("GET", 200, 200),
    "progress": ("GET", 302, 404),
    "skill_detail": ("GET POST", 200, 200),
    "rate_skill": ("POST", 400, 400),
    "withdraw_evidence": ("POST", 302, 404),
}
