"""Who may see which address of portfolio; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "portfolio"
ARGUMENTS: dict[str, list[object]] = {
    "brand_quarter": ["2026-1"],
    "planned_action": [1],
    "action_done": [1],
    "move_action": [1],
    "stop_action": [1],
}
ACCESS: dict[str, tuple[str, int, int]] = {
    "brand_plan": ("GET", 302, 200),
    "brand_strategy": ("GET POST", 302, 200),
    "brand_actions": ("GET", 200, 200),
    "brand_calendar": ("GET", 302, 200),
    "brand_calendar_file": ("GET", 302, 200),
    "brand_quarter": ("GET POST", 302, 200),
    "planned_action_new": ("GET POST", 302, 200),
    "planned_action": ("GET POST", 302, 404),
    "action_done": ("GET POST", 302, 404),
    "move_action": ("POST", 302, 404),
    "stop_action": ("POST", 302, 404),
}
