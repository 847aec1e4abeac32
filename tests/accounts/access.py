"""Who may see which address of notifications; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = ""
ARGUMENTS: dict[str, list[object]] = {"notification": [1], "unsubscribe": ["broken"]}
ACCESS: dict[str, tuple[str, int, int]] = {
    "notifications": ("GET", 302, 200),
    "notification": ("POST", 302, 404),
    "notifications_read": ("POST", 302, 302),
    "notification_settings": ("GET POST", 302, 200),
    "unsubscribe": ("GET POST", 404, 404),
}
