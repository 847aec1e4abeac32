"""Seeded mistakes in saving an answer and in the board: `make mutants ARGS=interviews`. What the lists mean: `tests/mutants.py`."""

SAVING, PRACTICE = "interviews/actions/practice.py", "tests/interviews/test_practice.py"
MUTANTS = [
    (SAVING, "if by_this_page and sent.turn < draft.turn:", "if False:", PRACTICE),
    (SAVING, "if by_this_page and sent.turn", "if sent.turn", PRACTICE),
    (SAVING, "return _continue(stored, sent, now)  #", "raise ConflictError(stored)  #", PRACTICE),
    (SAVING, "        _refuse_what_was_handed_in(owner, question, sent)\n        return", "        return", PRACTICE),
    (SAVING, "and not by_this_page and sent.text", "and sent.text", PRACTICE),
    (SAVING, ', "written_by", "turn")', ', "written_by")', PRACTICE),
    (
        "interviews/views/applications.py",
        'process.current().by_pk.get(given["seen"])',
        'process.current().by_pk[given["seen"]]',
        "tests/interviews/test_application_move.py",
    ),
    ("interviews/forms/fields.py", "tzinfo=zone, fold=0)", "tzinfo=zone, fold=1)", "tests/interviews/test_local_time.py"),
]
