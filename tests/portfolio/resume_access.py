"""Who may see which address of the résumé; part of `access.py`."""

ARGUMENTS: dict[str, list[object]] = {
    "resume_entry_create": ["experience"],
    "resume_entry_edit": [1],
    "resume_entry_delete": [1],
    "resume_edit": [1],
    "resume_arrange": [1],
    "resume_preview": [1],
    "resume_job": [1],
    "resume_copy": [1],
    "resume_delete": [1],
    "resume_export": [1, "pdf"],
}
ACCESS: dict[str, tuple[str, int, int]] = {
    "resume_list": ("GET", 302, 200),
    "resume_create": ("GET POST", 302, 200),
    "resume_import": ("GET POST", 302, 200),
    "resume_import_confirm": ("POST", 302, 422),
    "resume_entry_create": ("GET POST", 302, 200),
    "resume_entry_edit": ("GET POST", 302, 404),
    "resume_entry_delete": ("GET POST", 302, 404),
    "resume_edit": ("GET POST", 302, 404),
    "resume_arrange": ("POST", 302, 404),
    "resume_preview": ("GET POST", 302, 404),
    "resume_job": ("GET POST", 302, 404),
    "resume_copy": ("GET POST", 302, 404),
    "resume_delete": ("GET POST", 302, 404),
    "resume_export": ("GET", 302, 404),
}
