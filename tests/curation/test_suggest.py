"""A learner suggests, a curator answers, both know."""

import re
import uuid

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import notifications
from accounts.models import Notification, User
from careerguide.lib.curation.history import records_of
from careerguide.personal_data import erasing
from curation import credit, targets, telling
from curation.models import Suggestion
from interviews.models import Question
from roles.models import GuidanceVersion, Role, Skill, SkillArea
from tests.conftest import make_staff, make_user
from tests.interviews.conftest import make_private

URL = "/suggestions/roles.skill/model-serving/"


def form(**changes: str) -> dict[str, str]:
    return {
        "field": "name", "proposed": "Serving of models", "why": "It reads better.", "form_key": str(uuid.uuid4()), **changes,
    }  # fmt: skip


def waiting(client: Client, **changes: str) -> Suggestion:
    assert client.post(URL, form(**changes)).status_code == 302
    return Suggestion.objects.latest("pk")


def address(suggestion: Suggestion) -> str:
    return f"/admin/curation/suggestion/{suggestion.pk}/change/"


def test_the_pages_lead_to_it(client: Client, role: Role, skill: Skill) -> None:
    assert URL in client.get("/skills/model-serving/").content.decode()
    assert "/suggestions/roles.role/machine-learning-engineer/" in client.get(role.get_absolute_url()).content.decode()


def test_the_text_as_it_is_stands_in_the_form(signed_in: Client, skill: Skill) -> None:
    text = signed_in.get(URL, {"field": "evidence"}).content.decode()
    assert skill.evidence_en[:30] in text


def test_sent_twice_is_one(signed_in: Client, learner: User, skill: Skill) -> None:
    sent = form()
    for _attempt in range(3):
        assert signed_in.post(URL, sent).status_code == 302
    suggestion = Suggestion.objects.get(owner=learner)
    assert (suggestion.current, suggestion.language) == (skill.name_en, "en")
    assert "Serving of models" in signed_in.get("/suggestions/").content.decode()


@pytest.mark.parametrize(
    "changes", [{"proposed": ""}, {"proposed": "x" * 5001}, {"why": ""}, {"proposed": "a\0b"}, {"form_key": "x"}]
)
def test_bad_input_is_explained_and_kept(signed_in: Client, skill: Skill, changes: dict[str, str]) -> None:
    response = signed_in.post(URL, form(**changes))
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not Suggestion.objects.exists()


def test_the_same_text_again_is_no_suggestion(signed_in: Client, skill: Skill) -> None:
    assert signed_in.post(URL, form(proposed=f"  {skill.name_en}\r\n")).status_code == 422


@pytest.mark.parametrize(
    "path", ["roles.skill/none/", "roles.skillrating/1/", "accounts.user/1/", "no.model/x/", "roles.requirement/1/"]
)
def test_only_published_guidance_can_be_talked_about(signed_in: Client, db: None, path: str) -> None:
    assert signed_in.get(f"/suggestions/{path}").status_code == 404
    Skill.objects.filter(slug="model-serving").update(status="draft")
    assert signed_in.get(URL).status_code == 404


def test_accepted_it_is_taken_over_with_credit_and_the_other_language_is_marked(
    signed_in: Client, learner: User, curating: Client, curator: User, skill: Skill
) -> None:
    told = []
    telling.add_teller(lambda user, kind, **facts: told.append((user, kind, facts["reason"])))
    suggestion = waiting(signed_in, wants_credit="on")
    text = curating.get(address(suggestion)).content.decode()
    assert "Serving of models" in text
    assert learner.email not in text
    response = curating.post(address(suggestion), {"verdict": "accept", "reason": "Thank you."})
    assert response.url == f"/admin/roles/skill/{skill.pk}/change/"
    skill.refresh_from_db()
    assert (skill.name_en, skill.credit, skill.behind) == ("Serving of models", learner.name, "name:zh_hans")
    assert skill.history.first().history_user == curator
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.decided_by) == ("accepted", curator)
    assert LogEntry.objects.filter(user=curator, change_message="Accepted.").exists()
    assert "Thank you." in signed_in.get("/suggestions/").content.decode()


def test_the_learner_is_told_in_the_app_and_by_mail(
    signed_in: Client, learner: User, curating: Client, skill: Skill, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    for verdict in ("accept", "decline"):
        suggestion = waiting(signed_in)
        with django_capture_on_commit_callbacks(execute=True):
            curating.post(address(suggestion), {"verdict": verdict, "reason": "True for 2023."})
        Skill.objects.filter(pk=skill.pk).update(name_en="Model serving")
    kinds = list(Notification.objects.owned_by(learner).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["suggestion-accepted", "suggestion-declined"]
    told = [notifications.sentence(row) for row in Notification.objects.owned_by(learner)]
    assert all("Serving of models" in text and "True for 2023." in text for text in told)
    assert [mail.to for mail in mailoutbox] == [[learner.email]] * 2


def test_an_answer_that_fails_tells_nobody(learner: User, curating: Client, db: None) -> None:
    suggestion = Suggestion.objects.create(
        owner=learner, target_model="roles.skill", target_slug="gone", field="name", language="en", proposed="x", why="-",
        form_key=uuid.uuid4(),
    )  # fmt: skip
    curating.post(address(suggestion), {"verdict": "accept"})
    assert not Notification.objects.exists()


def test_it_is_declined_only_with_a_reason_that_the_learner_reads(signed_in: Client, curating: Client, skill: Skill) -> None:
    suggestion = waiting(signed_in)
    assert curating.post(address(suggestion), {"verdict": "decline", "reason": " "}).status_code == 422
    assert curating.post(address(suggestion), {"verdict": "decline", "reason": "The standard says so."}).status_code == 302
    skill.refresh_from_db()
    assert skill.name_en != "Serving of models"
    assert "The standard says so." in signed_in.get("/suggestions/").content.decode()


def test_without_the_wish_to_be_named_nobody_learns_the_name(
    signed_in: Client, learner: User, curating: Client, skill: Skill
) -> None:
    suggestion = waiting(signed_in)
    assert learner.name not in curating.get(address(suggestion)).content.decode()
    assert learner.name not in curating.get("/admin/curation/suggestion/").content.decode()
    curating.post(address(suggestion), {"verdict": "accept"})
    skill.refresh_from_db()
    assert skill.credit == ""


def test_the_second_of_two_curators_changes_nothing(signed_in: Client, curating: Client, skill: Skill) -> None:
    suggestion = waiting(signed_in)
    curating.post(address(suggestion), {"verdict": "decline", "reason": "No."})
    curating.post(address(suggestion), {"verdict": "accept"})
    skill.refresh_from_db()
    assert skill.name_en != "Serving of models"


def test_something_offered_becomes_a_draft(signed_in: Client, learner: User, curating: Client, db: None, monkeypatch) -> None:
    monkeypatch.setitem(
        targets._makers, "roles.skillarea",
        lambda s: SkillArea(slug="offered", name_en=s.proposed, short_name_en="x", description_en="x"),
    )  # fmt: skip
    suggestion = Suggestion.objects.create(
        owner=learner, target_model="roles.skillarea", field="name", language="en", proposed="Robotics", why="-",
        form_key=uuid.uuid4(),
    )  # fmt: skip
    assert curating.post(address(suggestion), {"verdict": "accept"}).status_code == 302
    assert SkillArea.objects.get(slug="offered").status == "draft"


def test_what_cannot_be_taken_over_stays_waiting(learner: User, curating: Client, db: None) -> None:
    suggestion = Suggestion.objects.create(
        owner=learner, target_model="roles.skill", target_slug="gone", field="name", language="en", proposed="x", why="-",
        form_key=uuid.uuid4(),
    )  # fmt: skip
    assert curating.post(address(suggestion), {"verdict": "accept"}).status_code == 422
    suggestion.refresh_from_db()
    assert suggestion.status == "waiting"


def test_community_managers_decline_but_do_not_change_the_guidance(signed_in: Client, skill: Skill) -> None:
    suggestion = waiting(signed_in)
    community = Client()
    community.force_login(make_staff("community@example.org", "Community managers"))
    assert community.post(address(suggestion), {"verdict": "accept"}).status_code == 403
    assert community.post(address(suggestion), {"verdict": "decline", "reason": "No."}).status_code == 302


def test_others_do_not_see_it(signed_in: Client, stranger: User, skill: Skill) -> None:
    waiting(signed_in, proposed="CANARY")
    signed_in.force_login(stranger)
    assert "CANARY" not in signed_in.get("/suggestions/").content.decode()


def test_many_suggestions_are_slowed_and_the_text_is_kept(signed_in: Client, skill: Skill) -> None:
    for _number in range(20):
        assert signed_in.post(URL, form()).status_code == 302
    response = signed_in.post(URL, form(proposed="One too many"))
    assert response.status_code == 422
    assert "One too many" in response.content.decode()


def test_a_private_question_is_offered_and_becomes_a_draft(
    signed_in: Client, learner: User, curating: Client, db: None
) -> None:
    prompt = "How would you test a recommender? " + "怎么测？" * 400
    own = make_private(learner, prompt)
    text = signed_in.get(own.get_absolute_url()).content.decode()
    way = re.search(r'href="(/suggestions/offer/interviews.question/[^"]*)"', text).group(1)
    assert len(way) < 300
    page = signed_in.get(way)
    assert prompt in page.content.decode()  # the whole of it
    sent = {"proposed": prompt, "why": "Asked twice.", "form_key": str(uuid.uuid4()), "wants_credit": "on"}
    assert signed_in.post(way, sent).status_code == 302
    suggestion = Suggestion.objects.get()
    assert curating.post(address(suggestion), {"verdict": "accept"}).status_code == 302
    question = Question.objects.get(slug=f"offered-{suggestion.pk}")
    assert (question.status, question.owner, question.prompt_en) == ("draft", None, prompt)
    assert question.credit == learner.name
    suggestion.refresh_from_db()
    assert (suggestion.became, suggestion.credited_as) == (question.slug, learner.name)
    question.prompt_zh_hans = prompt
    question.save()
    state = f"/admin/interviews/question/state/publish/?pk={question.pk}"
    assert "names no skill" in curating.get(state).content.decode()
    curating.post(state)
    question.refresh_from_db()
    assert question.status == "draft"
    assert signed_in.get("/suggestions/offer/roles.requirement/").status_code == 404
    assert signed_in.get("/suggestions/offer/roles.role/").status_code == 404


@pytest.mark.parametrize("own", ["of-a-stranger", "none", "x" * 500])
def test_what_is_not_ones_own_cannot_be_offered(signed_in: Client, stranger: User, own: str) -> None:
    theirs = make_private(stranger)
    Question.objects.filter(pk=theirs.pk).update(slug="of-a-stranger")
    response = signed_in.get("/suggestions/offer/interviews.question/", {"own": own})
    assert response.status_code == 404
    assert "CANARY" not in response.content.decode()


@pytest.mark.parametrize(
    ("path", "longest"), [("/suggestions/roles.skill/model-serving/", 120), ("/suggestions/offer/interviews.question/", 2000)]
)
def test_what_would_not_fit_is_said_before_it_is_sent(signed_in: Client, skill: Skill, path: str, longest: int) -> None:
    assert f'maxlength="{longest}"' in signed_in.get(path).content.decode()
    long = form(proposed="x" * (longest + 1))
    response = signed_in.post(path, long)
    assert response.status_code == 422
    assert long["proposed"] in response.content.decode()
    assert signed_in.post(path, form(proposed="x" * longest)).status_code == 302


def test_what_does_not_fit_is_not_taken_over(learner: User, curating: Client, skill: Skill) -> None:
    suggestion = Suggestion.objects.create(
        owner=learner, target_model="roles.skill", target_slug=skill.slug, field="name", language="en", proposed="x" * 121,
        why="-", form_key=uuid.uuid4(),
    )  # fmt: skip
    page = curating.post(address(suggestion), {"verdict": "accept"})
    assert page.status_code == 422
    assert "at most 120 characters" in page.content.decode()
    suggestion.refresh_from_db()
    assert suggestion.status == "waiting"


# --- Names beside texts --------------------------------------------------------------------------------------------------


def credited(client: Client, curating: Client, owner: User, slug: str, text: str) -> Skill:
    """A skill whose English name was suggested by `owner`, who is named beside it."""
    client.force_login(owner)
    assert client.post(f"/suggestions/roles.skill/{slug}/", form(proposed=text, wants_credit="on")).status_code == 302
    curating.post(address(Suggestion.objects.latest("pk")), {"verdict": "accept"})
    skill = Skill.objects.get(slug=slug)
    assert skill.credit == owner.name
    return skill


def credits_of(skill: Skill) -> set[str]:
    """Every name beside the text, now and in its versions."""
    skill.refresh_from_db()
    return {skill.credit, *records_of(Skill, id=skill.pk).values_list("credit", flat=True)}


def test_with_the_account_goes_the_name_but_not_a_namesakes(
    client: Client, curating: Client, learner: User, skill: Skill
) -> None:
    name = learner.name
    namesake = make_user("namesake@example.org", name=name)
    second, third = Skill.objects.exclude(pk=skill.pk)[:2]
    own = credited(client, curating, learner, skill.slug, "Serving")
    theirs = credited(client, curating, namesake, second.slug, "Other")
    Skill.objects.filter(pk=third.pk).update(credit=name)  # from the content files
    User.objects.filter(pk=learner.pk).update(name="Married Since")  # the name beside the text is the old one
    erasing.erase(User.objects.get(pk=learner.pk))
    assert credits_of(own) == {""}
    assert own.name_en == "Serving"
    assert name in credits_of(theirs)
    assert theirs.credit == name
    assert Skill.objects.get(pk=third.pk).credit == name


@pytest.mark.parametrize("first_leaves", [True, False])
def test_two_of_one_name_beside_one_text(
    client: Client, curating: Client, learner: User, skill: Skill, first_leaves: bool
) -> None:
    namesake = make_user("namesake@example.org", name=learner.name)
    credited(client, curating, learner, skill.slug, "Serving one")
    row = credited(client, curating, namesake, skill.slug, "Serving two")
    first, second = records_of(Skill, id=skill.pk).filter(credit=learner.name).order_by("history_id")
    erasing.erase(learner if first_leaves else namesake)
    for each in (row, first, second):
        each.refresh_from_db()
    kept = (first.credit, second.credit, row.credit)
    assert kept == (("", learner.name, learner.name) if first_leaves else (learner.name, "", ""))


def test_a_name_that_a_curator_added_to_goes_as_well(client: Client, curating: Client, learner: User, skill: Skill) -> None:
    row = credited(client, curating, learner, skill.slug, "Serving")
    row.credit = f"{learner.name}, Wuhan"
    row.save()
    credit.forget(learner)
    assert credits_of(row) == {""}


def test_the_name_goes_from_the_pages_too(client: Client, curating: Client, learner: User, skill: Skill) -> None:
    credited(client, curating, learner, skill.slug, "Serving")
    before = GuidanceVersion.objects.get(pk=1).token
    erasing.erase(learner)
    assert GuidanceVersion.objects.get(pk=1).token != before  # processes read the guidance anew


def test_the_list_names_what_it_is_about(signed_in: Client, learner: User, django_assert_num_queries) -> None:
    def suggest(slug: str) -> None:
        Suggestion.objects.create(
            owner=learner, target_model="roles.skill", target_slug=slug, field="name", language="en", proposed="Better",
            form_key=uuid.uuid4(),
        )  # fmt: skip

    suggest("model-serving")
    text = signed_in.get("/suggestions/").content.decode()
    assert "<h2>Model serving &amp; release</h2>" in text
    with CaptureQueriesContext(connection) as few:
        signed_in.get("/suggestions/")
    for skill in Skill.objects.exclude(slug="model-serving")[:5]:
        suggest(skill.slug)
    suggest("gone-since")
    with django_assert_num_queries(len(few)):
        assert "<h2>gone-since</h2>" in signed_in.get("/suggestions/").content.decode()
