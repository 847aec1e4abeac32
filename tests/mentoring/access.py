"""Who may see which address of mentoring; read by `tests/test_access.py`, whose docstring tells the form."""

NAMESPACE = "mentoring"
NOBODY = "00000000-0000-4000-8000-000000000000"
ARGUMENTS: dict[str, list[object]] = {
    "invitation_link": ["x" * 43],
    **{
        name: [NOBODY]
        for name in (
            "mentorship", "new_link", "revoke", "pause", "hide", "end", "thank", "show_thanks", "check_ins", "set_goal",
            "mentee", "add_note", "review", "withdraw", "reply", "save_draft", "score", "add_passage", "ask_for_more",
            "pass_on",
        )
    },
    "check_in": [NOBODY, 1],
    "reach_goal": [NOBODY, 1],
    "remove_passage": [NOBODY, 1],
    "endorse": [NOBODY, "model-serving"],
    "mentee_picture": [NOBODY, 1, 1],
    "mentee_kind": [NOBODY, "skills"],
    "mentee_item": [NOBODY, "skills", "model-serving"],
    "ask": ["skills", "model-serving"],
    "mock_invite": [1],
    "mock_sheet": [NOBODY, 1],
    **{
        name: [NOBODY]
        for name in ("mock_withdraw", "mock_interview", "mock_watch", "mock_comment", "mock_hand_in", "mock_decline")
    },
}  # fmt: skip
ACCESS: dict[str, tuple[str, int, int]] = {
    "home": ("GET", 302, 200),
    "mentor_settings": ("GET POST", 302, 200),
    "own_words": ("GET", 302, 200),
    "invite": ("GET POST", 302, 200),
    "invitation": ("GET", 404, 404),
    "accept": ("POST", 302, 404),
    "decline": ("POST", 404, 404),
    "invitation_link": ("GET", 302, 302),
    "mentorship": ("GET POST", 302, 404),
    "new_link": ("POST", 302, 404),
    "revoke": ("POST", 302, 404),
    "pause": ("POST", 302, 404),
    "hide": ("POST", 302, 404),
    "end": ("GET POST", 302, 404),
    "thank": ("POST", 302, 404),
    "show_thanks": ("POST", 302, 404),
    "check_ins": ("GET POST", 302, 404),
    "check_in": ("GET POST", 302, 404),
    "set_goal": ("POST", 302, 404),
    "reach_goal": ("POST", 302, 404),
    "mentee": ("GET", 302, 404),
    "add_note": ("POST", 302, 404),
    "endorse": ("POST", 302, 404),
    "mentee_kind": ("GET", 302, 404),
    "mentee_item": ("GET", 302, 404),
    "mentee_picture": ("GET", 302, 404),
    "mock_start": ("GET POST", 302, 200),
    "mock_invite": ("GET POST", 302, 404),
    "mock_withdraw": ("POST", 302, 404),
    "mock_interview": ("GET", 302, 404),
    "mock_watch": ("GET", 302, 404),
    "mock_sheet": ("POST", 302, 404),
    "mock_comment": ("POST", 302, 404),
    "mock_hand_in": ("POST", 302, 404),
    "mock_decline": ("POST", 302, 404),
    "review_list": ("GET", 302, 200),
    "ask": ("GET POST", 302, 200),
    "review": ("GET", 302, 404),
    "withdraw": ("POST", 302, 404),
    "reply": ("POST", 302, 404),
    "save_draft": ("POST", 302, 404),
    "score": ("POST", 302, 404),
    "add_passage": ("POST", 302, 404),
    "remove_passage": ("POST", 302, 404),
    "ask_for_more": ("POST", 302, 404),
    "pass_on": ("POST", 302, 404),
}
