"""Who may see which address of portfolio; read by `tests/test_access.py`, whose docstring tells the form."""

from tests.portfolio import resume_access

NAMESPACE = "portfolio"
ONE, TEXT = [1], [1, 1]
ARGUMENTS: dict[str, list[object]] = {
    **dict.fromkeys(
        ("project_detail", "project_details", "project_delete", "project_retrospective", "project_edit", "project_metrics",
         "project_lessons", "project_skills", "project_finish", "project_images", "project_exports", "project_md",
         "project_star_txt", "project_bullets_txt", "image", "image_change"),
        ONE,
    ),
    **dict.fromkeys(("section_save", "section_move", "section_delete", "section_versions", "lesson_take_up"), TEXT),
    "section_restore": [1, 1, 1],
}  # fmt: skip
ACCESS: dict[str, tuple[str, int, int]] = {
    "portfolio": ("GET", 200, 200),
    "project_list": ("GET", 302, 200),
    "project_new": ("GET POST", 302, 200),
    **dict.fromkeys(
        ("project_details", "project_delete", "project_edit", "project_metrics", "project_lessons", "project_skills",
         "project_finish", "project_images", "section_delete"),
        ("GET POST", 302, 404),
    ),
    **dict.fromkeys(
        ("project_detail", "project_exports", "project_md", "project_star_txt", "project_bullets_txt", "image",
         "section_versions"),
        ("GET", 302, 404),
    ),
    **dict.fromkeys(
        ("project_retrospective", "section_save", "section_move", "section_restore", "lesson_take_up", "image_change",
         "public_take_down"),
        ("POST", 302, 404),
    ),
    "public_edit": ("GET POST", 302, 200),
    "public_preview": ("GET", 302, 302),
    "public_publish": ("GET POST", 302, 302),
}  # fmt: skip
ARGUMENTS |= resume_access.ARGUMENTS
ACCESS |= resume_access.ACCESS
