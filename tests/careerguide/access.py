"""Who may see which address; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = ""
ARGUMENTS: dict[str, list[object]] = {
    "public_page": ["nobody-here"],
    "public_picture": ["nobody-here"],
    "public_image": ["nobody-here", 1],
    "attach_resume": [1],
    "calendar_feed_file": ["no-such-token"],
}
ACCESS: dict[str, tuple[str, int, int]] = {
    "home": ("GET", 200, 302),
    "agenda": ("GET", 302, 200),
    "profile": ("GET POST", 302, 200),
    "own_data": ("GET", 302, 200),
    "own_data_export": ("POST", 302, 200),
    "own_data_import": ("GET POST", 302, 200),
    "own_data_import_confirm": ("POST", 302, 302),
    "own_data_delete": ("GET POST", 302, 302),
    "calendar_feed": ("GET POST", 302, 200),
    "calendar_feed_renew": ("POST", 302, 422),
    "calendar_feed_off": ("POST", 302, 302),
    "calendar_feed_file": ("GET", 404, 404),
    "avatar": ("GET", 302, 404),
    "set_language": ("POST", 302, 302),
    "set_theme": ("POST", 302, 302),
    "welcome": ("GET POST", 302, 200),
    "welcome_roles": ("GET POST", 302, 200),
    "welcome_skills": ("GET POST", 302, 200),
    "markdown_preview": ("POST", 302, 200),
    "form_token": ("GET", 302, 200),
    "public_page": ("GET", 404, 404),
    "public_picture": ("GET", 404, 404),
    "public_image": ("GET", 404, 404),
    "attach_resume": ("GET POST", 302, 404),
    "healthz": ("GET", 200, 200),
}
