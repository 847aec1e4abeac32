"""What the Markdown editor asks for."""

from django.test import Client

PREVIEW = "/editor/preview/"


def test_the_preview_is_what_will_be_stored(signed_in: Client) -> None:
    text = signed_in.post(PREVIEW, {"text": "**bold**, $x^2$\n\n<script>alert(1)</script>"}).content.decode()
    assert "<strong>bold</strong>" in text
    assert "<math" in text
    assert "<script" not in text


def test_nothing_and_too_much(signed_in: Client) -> None:
    assert signed_in.post(PREVIEW).content == b""
    assert signed_in.post(PREVIEW, {"text": "\0" * 3}).status_code == 200
    assert signed_in.post(PREVIEW, {"text": "x" * 50_001}).status_code == 413


def test_a_fresh_token_lets_an_old_page_go_on(learner, db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    client.get("/profile/")
    assert client.post(PREVIEW, {"text": "x"}, headers={"x-csrftoken": "stale" * 8}).status_code == 403
    token = client.get("/editor/token/").content.decode()
    assert client.post(PREVIEW, {"text": "x"}, headers={"x-csrftoken": token}).status_code == 200


def test_both_are_for_the_signed_in(client: Client, db: None) -> None:
    assert client.post(PREVIEW, {"text": "x"}).status_code == 302
    assert client.get("/editor/token/").status_code == 302
