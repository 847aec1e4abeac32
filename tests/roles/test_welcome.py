"""The three screens after sign-up."""

from django.test import Client

from accounts.models import Profile, User
from roles.models import TargetRole


def test_a_newcomer_is_led_through(signed_in: Client, learner: User) -> None:
    assert signed_in.get("/").url == "/welcome/"
    response = signed_in.post(
        "/welcome/", {"name": "Lea", "language": "en", "time_zone": "Asia/Shanghai", "background": "data"}
    )
    assert response.url == "/welcome/roles/"
    assert Profile.objects.get(user=learner).background == "data"
    assert signed_in.post("/welcome/roles/", {"role": ["cto", "data-scientist"]}).url == "/welcome/skills/"
    assert TargetRole.objects.get(owner=learner, is_primary=True).role.slug == "cto"
    assert signed_in.get("/welcome/skills/").content.decode().count('class="skill"') == 10
    assert signed_in.post("/welcome/skills/").url == "/"
    assert signed_in.get("/").status_code == 200


def test_not_sure_leads_to_the_match(signed_in: Client, learner: User) -> None:
    assert signed_in.post("/welcome/roles/", {"unsure": "1"}).url == "/welcome/skills/"
    assert signed_in.get("/welcome/skills/").content.decode().count('class="skill"') == 10
    assert signed_in.post("/welcome/skills/").url == "/roles/match/"


def test_none_or_three_roles_are_explained(signed_in: Client, learner: User) -> None:
    for chosen in ([], ["cto", "data-scientist", "web-developer"], ["astronaut"]):
        response = signed_in.post("/welcome/roles/", {"role": chosen})
        assert response.status_code == 422
        assert "Choose one or two roles" in response.content.decode()
    assert not TargetRole.objects.filter(owner=learner).exists()


def test_a_wrong_time_zone_is_explained_and_the_rest_is_kept(signed_in: Client) -> None:
    response = signed_in.post("/welcome/", {"name": "Typed", "language": "en", "time_zone": "Mars/Olympus"})
    assert response.status_code == 422
    assert 'value="Typed"' in response.content.decode()
