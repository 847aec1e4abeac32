"""Starting a résumé."""

import uuid

from django.test import Client
from django.utils import timezone

from accounts.models import Profile, User
from portfolio.models import Project, ResumeVersion
from roles import actions as roles_actions
from roles.models import Role, Skill
from tests.portfolio import resumes

URL = "/portfolio/resume/new/"


def data(role: Role | None = None, **more: object) -> dict[str, object]:
    return {"name": "For Example", "language": "en", "target_role": role.pk if role else "", "form_key": resumes.KEY, **more}


def test_it_starts_with_everything_that_fits(signed_in: Client, learner: User, role: Role, skill: Skill) -> None:
    Profile.objects.create(user=learner, headline="Engineer", code_link="https://example.org/code")
    now, old = (
        resumes.entry(learner, title="Now", current=True, start="2022"),
        resumes.entry(learner, title="Old", start="2019", end="2020"),
    )
    resumes.entry(learner, title="现在", language="zh-hans")
    done = Project.objects.create(owner=learner, title="Done", finished_at=timezone.now())
    Project.objects.create(owner=learner, title="Draft")
    roles_actions.rate_skill(owner=learner, skill=skill, level=3)
    roles_actions.rate_skill(owner=learner, skill=Skill.objects.get(slug="sql-querying"), level=1)
    response = signed_in.post(URL, data(role))
    version = ResumeVersion.objects.get()
    assert response.url == f"/portfolio/resume/{version.pk}/"
    assert [item.key for item in version.items.all()] == [
        f"entry-{now.pk}", f"entry-{old.pk}", f"project-{done.pk}", f"skill-{skill.pk}"
    ]  # fmt: skip
    assert (version.full_name, version.headline, version.email) == ("Lea Learner", "Engineer", learner.email)
    assert version.website == "https://example.org/code"


def test_a_skill_that_the_role_does_not_ask_stays_out(signed_in: Client, learner: User, role: Role) -> None:
    foreign = Skill.objects.exclude(pk__in=role.requirements.values("skill")).first()
    roles_actions.rate_skill(owner=learner, skill=foreign, level=4)
    signed_in.post(URL, data(role))
    assert not ResumeVersion.objects.get().items.exists()
    signed_in.post(URL, data(None, form_key=str(uuid.uuid4())))
    assert ResumeVersion.objects.first().items.get().skill == foreign


def test_sent_twice_it_is_one(signed_in: Client, learner: User) -> None:
    resumes.entry(learner)
    for _time in range(2):
        assert signed_in.post(URL, data()).status_code == 302
    assert ResumeVersion.objects.get().items.count() == 1


def test_bad_input(signed_in: Client) -> None:
    response = signed_in.post(URL, data(name="", language="fr", target_role="99999"))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"name", "language", "target_role"}
    assert not ResumeVersion.objects.exists()
