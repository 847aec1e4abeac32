"""Who may see which address; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "roles"
ARGUMENTS: dict[str, list[object]] = {
    "role_detail": ["machine-learning-engineer"],
    "target_role": ["machine-learning-engineer"],
    "role_move": ["machine-learning-engineer", "data-scientist"],
    "skill_detail": ["model-serving"],
    "rate_skill": ["model-serving"],
    "trend_feed": ["en"],
    "report_resource": ["pytorch-docs"],
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
    "change_list": ("GET", 200, 200),
    "changes_seen": ("POST", 302, 302),
    "trend_list": ("GET", 200, 200),
    "trend_feed": ("GET", 200, 200),
    "report_resource": ("POST", 302, 404),
    "withdraw_evidence": ("POST", 302, 404),
}
