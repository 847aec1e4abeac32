"""Deleting one's account: all of it goes, or nothing."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import Notification, Profile, User
from careerguide.personal_data import erasing
from curation import credit
from mentoring.models import Mentorship
from tests.careerguide.maximal import CANARY, maximal, references
from tests.conftest import PASSWORD, make_user

GOES, STAYS, VERSION = models.CASCADE, models.SET_NULL, models.DO_NOTHING
# What stays without the person. All else that names somebody goes with them.
STAYING = {
    "curation.Suggestion.decided_by", "roles.StagedRequirement.staged_by", "mentoring.Mentorship.mentor",
    "mentoring.Mentorship.ended_by", "mentoring.Endorsement.mentor", "mentoring.Feedback.author",
    "portfolio.HeldAddress.former_owner",
}  # fmt: skip
GOING = {
    "accounts.Profile.user", "accounts.Notification.owner", "accounts.Notification.about",
    "accounts.NotificationChoice.owner", "curation.Suggestion.owner", "roles.ResourceReport.owner",
    "accounts.CalendarFeed.owner",
    "roles.ReleasesSeen.owner", "roles.TargetRole.owner", "roles.SkillRating.owner", "roles.RatingChange.owner",
    "roles.Evidence.owner", "roles.ConfirmedLevel.owner", "interviews.Question.owner", "interviews.Answer.owner",
    "interviews.MockRound.owner", "interviews.MockItem.owner", "interviews.MockScore.owner", "interviews.ReviewCard.owner",
    "interviews.ReviewLog.owner", "interviews.Application.owner", "interviews.StageEvent.owner",
    "interviews.Interview.owner", "interviews.Task.owner", "portfolio.BrandPlan.owner", "portfolio.PlannedAction.owner",
    "portfolio.ActionDone.owner", "portfolio.QuarterReview.owner", "portfolio.Project.owner",
    "portfolio.ProjectSection.owner", "portfolio.SectionRevision.owner", "portfolio.ProjectSkill.owner",
    "portfolio.Metric.owner", "portfolio.Lesson.owner", "portfolio.ProjectImage.owner", "portfolio.PublicPage.owner",
    "portfolio.PublicItem.owner", "portfolio.ResumeEntry.owner", "portfolio.ResumeVersion.owner",
    "portfolio.ResumeItem.owner", "mentoring.Mentorship.learner", "mentoring.MentorSettings.user",
    "mentoring.PrivateNote.author", "mentoring.MockSheet.author",
    "admin.LogEntry.user", "account.EmailAddress.user", "mfa.Authenticator.user",
    "usersessions.UserSession.user", "socialaccount.SocialAccount.user",
}  # fmt: skip


def policy_of(name: str) -> object:
    if name.endswith(".history_user"):
        return STAYS
    return (
        GOES
        if name in GOING
        else STAYS
        if name in STAYING
        else VERSION
        if name == "interviews.HistoricalQuestion.owner"
        else None
    )


def test_every_reference_to_a_person_has_a_policy() -> None:
    found = {f"{model._meta.label}.{field.name}": field.remote_field.on_delete for model, field in references()}
    assert {name: rule for name, rule in found.items() if policy_of(name) != rule} == {}


def reauthenticated(client: Client) -> Client:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def delete(client: Client, email: str):
    return client.post(reverse("own_data_delete"), {"email": email})


def canaries() -> list[str]:
    """Where a canary still is, in any text column of any table."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        if model._base_manager.filter(**{f"{field.attname}__icontains": CANARY}).exists()
    ]


def test_nothing_is_left_of_a_maximal_account(client: Client, learner: User, django_capture_on_commit_callbacks) -> None:
    rows = maximal(learner)
    named = {f"{row._meta.label}.{name}" for row, name in rows}
    assert named >= GOING - {"socialaccount.SocialAccount.user", "account.EmailAddress.user"}
    Profile.objects.filter(user=learner).first().avatar.save("x", ContentFile(b"CANARY"))
    path = Profile.objects.get(user=learner).avatar.name
    client.force_login(learner)
    reauthenticated(client)
    others = {f"{row._meta.label}:{row.pk}" for row, name in rows if policy_of(f"{row._meta.label}.{name}") == STAYS}
    assert canaries()
    with django_capture_on_commit_callbacks(execute=True):
        assert delete(client, "LEARNER@example.org ").status_code == 302
    assert not User.objects.filter(email="learner@example.org").exists()
    # The digest of a held address tells nothing of its owner; only here it was filled with a text.
    staying = {"HeldAddress"} | {each.split(":")[0].split(".")[1] for each in others}
    assert [name for name in canaries() if name.split(".")[1] not in staying] == []
    assert not default_storage.exists(path)
    assert [each.to for each in mail.outbox if "deleted" in each.subject] == [["learner@example.org"]]
    assert all("_auth_user_id" not in session.get_decoded() for session in Session.objects.all())


@pytest.mark.parametrize("email", ["", "other@example.org", "x" * 10_000, "learner@example.org\0"])
def test_another_address_deletes_nothing(signed_in: Client, learner: User, email: str) -> None:
    assert delete(reauthenticated(signed_in), email).status_code == 422
    assert User.objects.filter(pk=learner.pk).exists()


def test_a_session_alone_deletes_nothing(signed_in: Client, learner: User) -> None:
    response = delete(signed_in, learner.email)
    assert "reauthenticate" in response.url
    assert User.objects.filter(pk=learner.pk).exists()


def test_the_page_says_what_goes_and_what_stays(signed_in: Client) -> None:
    text = reauthenticated(signed_in).get(reverse("own_data_delete")).content.decode()
    assert "What will go" in text
    assert "former mentor" in text


def test_the_last_superuser_stays(client: Client, db: None) -> None:
    boss = make_user("boss@example.org", is_superuser=True)
    client.force_login(boss)
    assert delete(reauthenticated(client), boss.email).status_code == 422
    assert User.objects.filter(pk=boss.pk).exists()
    make_user("second@example.org", is_superuser=True)
    assert delete(client, boss.email).status_code == 302
    assert not User.objects.filter(pk=boss.pk).exists()


@pytest.mark.parametrize("step", range(3))
def test_a_deletion_that_fails_on_the_way_leaves_everything(learner: User, monkeypatch, step: int) -> None:
    Notification.objects.create(owner=learner, kind="x", url="/")
    before = {model: model._base_manager.count() for model in apps.get_models()}
    target = [(erasing, "_forget_traces"), (credit, "forget"), (User, "delete")][step]

    def fails(*_args: object, **_kwargs: object) -> None:
        Notification.objects.all().delete()
        raise OSError("power cut")

    monkeypatch.setattr(*target, fails)
    with pytest.raises(OSError, match="power cut"):
        erasing.erase(learner)
    assert {model: model._base_manager.count() for model in apps.get_models()} == before


def test_invitations_to_the_address_are_void_and_forget_it(learner: User, stranger: User) -> None:
    row = Mentorship.objects.create(learner=stranger, invited_email="Learner@example.org", token_hash="x")
    erasing.erase(learner)
    row.refresh_from_db()
    assert (row.invited_email, row.token_hash, row.can_be_accepted) == ("", None, False)
