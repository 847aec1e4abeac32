"""The front page of the portfolio."""

from django.test import Client

from accounts.models import User
from portfolio.models import ProjectKind
from tests.portfolio.conftest import start


def test_everybody_reads_what_makes_a_project_good(client: Client, db: None) -> None:
    text = client.get("/portfolio/").content.decode()
    for name in ("Model tuning", "Feature engineering", "Model deployment", "Project retrospective"):
        assert f"<h2>{name}</h2>" in text
    assert "The test set was used to choose" in text
    assert "Which data or slice fails" in text
    assert 'href="/skills/error-analysis-ablation/"' in text


def test_in_chinese(client: Client, db: None) -> None:
    text = client.get("/portfolio/", headers={"accept-language": "zh-CN"}).content.decode()
    assert "哪部分数据表现差" in text
    assert "用测试集做选择" in text


def test_a_learner_sees_the_own_latest_projects_and_the_state_of_the_page(signed_in: Client, learner: User) -> None:
    assert "Start a project" in signed_in.get("/portfolio/").content.decode()
    start(learner, "Rain radar")
    text = signed_in.get("/portfolio/").content.decode()
    assert "Rain radar" in text
    assert "Off. Nobody sees anything of yours" in text


def test_others_do_not(signed_in: Client, learner: User, stranger: User) -> None:
    start(stranger, "CANARY")
    assert "CANARY" not in signed_in.get("/portfolio/").content.decode()


def test_a_guest_who_has_the_page_gets_304(client: Client, db: None) -> None:
    client.get("/portfolio/")  # sets the cookie of the forms, which is part of the page
    etag = client.get("/portfolio/").headers["ETag"]
    assert client.get("/portfolio/", headers={"if-none-match": etag}).status_code == 304


def test_a_kind_that_a_curator_changes_or_retires_shows_at_once(client: Client, db: None) -> None:
    client.get("/portfolio/")
    kind = ProjectKind.objects.get(slug="model-tuning")
    kind.name_en = "Taming models"
    kind.save()
    assert "Taming models" in client.get("/portfolio/").content.decode()
    prompt = kind.prompts.first()
    prompt.prompt_en = "Which slice limps?"
    prompt.save()
    assert "Which slice limps?" in client.get("/portfolio/").content.decode()
    kind.status = "retired"
    kind.save()
    assert "Taming models" not in client.get("/portfolio/").content.decode()


def test_queries(client: Client, signed_in: Client, django_assert_max_num_queries) -> None:
    Client().get("/portfolio/")
    with django_assert_max_num_queries(3):  # the version of the guidance, for the validator, the skills, the kinds
        Client().get("/portfolio/")
    with django_assert_max_num_queries(6):
        signed_in.get("/portfolio/")
