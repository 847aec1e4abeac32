"""Deleting a version."""

from django.test import Client

from accounts.models import User
from portfolio.models import ResumeEntry, ResumeVersion
from tests.portfolio import resumes


def test_asks_once_and_keeps_the_materials(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner)
    url = f"/portfolio/resume/{version.pk}/delete/"
    assert "Delete this résumé?" in signed_in.get(url).content.decode()
    assert ResumeVersion.objects.exists()
    assert signed_in.post(url).url == "/portfolio/resume/"
    assert not ResumeVersion.objects.exists()
    assert ResumeEntry.objects.exists()


def test_everything_goes_with_the_account(learner: User, stranger: User) -> None:
    resumes.imported(learner)
    theirs = resumes.imported(stranger)
    learner.delete()
    assert list(ResumeVersion.objects.all()) == [theirs]
    assert set(ResumeEntry.objects.values_list("owner", flat=True)) == {stranger.pk}
