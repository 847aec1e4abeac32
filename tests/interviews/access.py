"""Who may see which address of interviews; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "interviews"
OWN = ("application_detail", "application_edit", "application_move", "application_delete", "interview_add", "task_add",
       "interview_edit", "interview_file", "interview_delete", "task_edit", "task_done", "task_delete")  # fmt: skip
ARGUMENTS: dict[str, list[object]] = {**{name: [1] for name in OWN}, "event_correct": [1, 1]}
ACCESS: dict[str, tuple[str, int, int]] = {
    "interview_process": ("GET", 200, 200),
    "application_board": ("GET", 302, 200),
    "application_list": ("GET", 302, 200),
    "application_funnel": ("GET", 302, 200),
    "application_add": ("GET POST", 302, 200),
    "application_export": ("GET", 302, 200),
    "application_import": ("GET POST", 302, 200),
    "application_detail": ("GET", 302, 404),
    "application_edit": ("GET POST", 302, 404),
    "application_move": ("POST", 302, 404),
    "application_delete": ("GET POST", 302, 404),
    "event_correct": ("GET POST", 302, 404),
    "interview_calendar": ("GET", 302, 200),
    "interview_add": ("GET POST", 302, 404),
    "interview_edit": ("GET POST", 302, 404),
    "interview_file": ("GET", 302, 404),
    "interview_delete": ("GET POST", 302, 404),
    "task_list": ("GET POST", 302, 200),
    "task_add": ("POST", 302, 404),
    "task_edit": ("GET POST", 302, 404),
    "task_done": ("POST", 302, 404),
    "task_delete": ("POST", 302, 404),
}
