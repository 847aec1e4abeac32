"""What stands around every page: kept, and yet each person's own."""

import pytest
from django.test import Client

from accounts.models import User
from tests.conftest import make_user


def test_a_name_is_shown_as_text_and_to_its_owner_alone(client: Client, db: None) -> None:
    for email, name in (("a@example.org", "<b>Ann</b> & Co"), ("b@example.org", "Bo")):
        client.force_login(make_user(email, name=name))
        text = client.get("/roles/").content.decode()
        assert ("&lt;b&gt;Ann&lt;/b&gt; &amp; Co" in text) == (name != "Bo")
        assert ("<bdi>Bo</bdi>" in text) == (name == "Bo")
        assert "<b>Ann" not in text
    client.logout()
    assert "Bo<" not in client.get("/roles/").content.decode()


def test_the_way_back_after_a_choice_of_language_is_this_page(client: Client, db: None) -> None:
    text = client.get('/roles/compare/?a=cto&b="><script>').content.decode()
    assert 'name="next" value="/roles/compare/?a=cto&amp;b=%22%3E%3Cscript%3E"' in text
    assert "/accounts/login/?next=/roles/compare/" in text
    assert "<script>" not in text


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/", "Today"),
        ("/roles/cto/", "Roles"),
        ("/skills/", "Skills"),
        ("/roles/match/", "Roles"),
        ("/interviews/", "Interviews"),
        ("/portfolio/", "Portfolio"),
    ],
)
def test_the_bar_says_where_one_is(signed_in: Client, learner: User, path: str, label: str) -> None:
    User.objects.update(welcomed_at="2026-01-01T00:00:00Z")
    text = signed_in.get(path).content.decode()
    assert f'aria-current="page">{label}</a>' in text
    assert text.split("</nav>")[0].count("aria-current") == 1  # the sections of a part have a bar of their own


def test_every_form_of_a_page_carries_a_token_that_is_accepted(learner: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(learner)
    text = strict.get("/skills/?role=cto").content.decode()
    tokens = {part.split('"', 1)[0] for part in text.split('name="csrfmiddlewaretoken" value="')[1:]}
    assert text.count('name="csrfmiddlewaretoken"') == text.count('method="post"')
    assert len(tokens) == 1
    sent = {"csrfmiddlewaretoken": tokens.pop(), "level": "2", "theme": "dark", "language": "en"}
    for address in ("/skills/technical-strategy/rate/", "/theme/", "/language/"):
        assert strict.post(address, sent).status_code == 302
        assert strict.post(address, {**sent, "csrfmiddlewaretoken": "x" * 64}).status_code == 403


def test_curation_is_offered_to_staff_alone(client: Client, db: None) -> None:
    for number, (email, staff) in enumerate((("learner@example.org", False), ("staff@example.org", True))):
        client.force_login(make_user(email, is_staff=staff, name=str(number)))
        assert ('href="/admin/"' in client.get("/roles/").content.decode()) is staff
