"""The guards of curation: what is staged, what comes back, whose name stands where."""

SHEET, HISTORY, SUGGEST = "tests/roles/test_matrix_sheet.py", "tests/curation/test_history.py", "tests/curation/test_suggest.py"
RELEASES, REQUIREMENTS = "tests/roles/test_releases.py", "tests/curation/test_requirements_of_role.py"
STATES, QUESTIONS = "tests/curation/test_states.py", "tests/curation/test_question_sheet.py"

MUTANTS = [
    ("roles/matrix_sheet.py", "if len(known) < len(told) or len(changes) < len(known) or not same:", "if False:", SHEET),
    (
        "roles/matrix_sheet.py",
        "    if not reading.problems:\n        reading.changes",
        "    if True:\n        reading.changes",
        SHEET,
    ),
    ("careerguide/lib/curation/admin.py", 'if request.POST.get("seen") == seen:', "if True:", HISTORY),
    (
        "careerguide/lib/curation/admin.py",
        "if row.status == Curated.Status.PUBLISHED and (problem",
        "if False and (problem",
        HISTORY,
    ),
    (
        "careerguide/lib/curation/going_back.py",
        "        self._put_parts_back([step for step in self.steps if step not in without], by=by, at=at)\n",
        "",
        HISTORY,
    ),
    ("roles/admin.py", "        if not _is_public(back.row):\n", "        if True:\n", HISTORY),
    ("roles/admin.py", "not _is_public(obj) and super().has_add_permission(request, obj)", "True", REQUIREMENTS),
    (
        "roles/admin.py",
        "not _is_public(obj) and super().has_change_permission(request, obj)",
        "super().has_change_permission(request, obj)",
        REQUIREMENTS,
    ),
    (
        "roles/admin.py",
        "not _is_public(obj) and super().has_delete_permission(request, obj)",
        "super().has_delete_permission(request, obj)",
        REQUIREMENTS,
    ),
    ("roles/admin.py", ' and request.user.has_perm("roles.view_stagedrequirement"):', ":", REQUIREMENTS),
    ("roles/releases.py", "    return _cells(_PUBLIC)\n", "    return _cells(Q())\n", RELEASES),
    ("roles/releases.py", "filter(_PUBLIC).delete()", "all().delete()", RELEASES),
    ("roles/releases.py", "filter(_PUBLIC).count()", "count()", RELEASES),
    ("roles/admin_matrix.py", 'if one in roles else f"area', 'if one else f"area', RELEASES),
    ("careerguide/lib/content.py", "    outcome.gone += _gone(entries)\n", "", "tests/careerguide/test_load_content.py"),
    ("careerguide/lib/content.py", '        .exclude(loaded_digest="")\n', "", "tests/careerguide/test_load_content.py"),
    ("roles/admin.py", "return [step for step in steps if _skill_of(step) in public]", "return steps", HISTORY),
    ("roles/admin.py", "steps = back.differing(back.steps)", "steps = back.steps", HISTORY),
    ("curation/credit.py", "        if namesakes.exists():", "        if False:", SUGGEST),
    ("curation/credit.py", "and not later.exists()", "", SUGGEST),
    ("interviews/offers.py", "Question.objects.owned_by(owner).filter", "Question.objects.filter", SUGGEST),
    ("interviews/admin.py", '            (without_skills(), gettext("names no skill")),\n', "", STATES),
    ("interviews/question_sheet.py", '        if not _parts(str(row["skills"] or "")):', "        if False:", QUESTIONS),
]
