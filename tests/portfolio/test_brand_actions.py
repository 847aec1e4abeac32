"""The catalogue of actions."""

from django.test import Client

from accounts.models import User
from portfolio.models import BrandAction
from tests.portfolio.brand_cast import planned, template

URL = "/portfolio/brand/actions/"


def test_shows_all_pillars_and_actions_to_guests_in_both_languages(client: Client, db: None) -> None:
    text = client.get(URL).content.decode()
    assert text.count("brand-action") == BrandAction.objects.published().count() == 29
    assert text.count('<section id="') == 3
    assert "让人找得到" in client.get(URL, headers={"accept-language": "zh-CN"}).content.decode()


def test_marks_what_is_planned(signed_in: Client, learner: User) -> None:
    planned(learner, template=template())
    assert signed_in.get(URL).content.decode().count("in your plan") == 1


def test_a_retired_action_is_not_offered(client: Client, db: None) -> None:
    action = template()
    action.status = "retired"
    action.save()
    assert client.get(URL).content.decode().count("brand-action") == 28
    assert client.get("/portfolio/brand/planned/new/?action=deep-blog").status_code == 302


def test_queries(client: Client, db: None, django_assert_max_num_queries) -> None:
    client.get(URL)  # the catalogue is read once per process
    with django_assert_max_num_queries(1):
        client.get(URL)


def test_a_guest_gets_no_304_after_the_catalogue_was_changed(client: Client, db: None) -> None:
    client.get(URL)  # sets the cookie of forms, which the validator covers
    tag = client.get(URL).headers["ETag"]
    assert client.get(URL, headers={"if-none-match": tag}).status_code == 304
    action = template()
    action.title_en = "Another title"
    action.save()
    response = client.get(URL, headers={"if-none-match": tag})
    assert response.status_code == 200
    assert b"Another title" in response.content
