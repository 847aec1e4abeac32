"""Deleting a fact."""

from django.test import Client

from accounts.models import User
from portfolio.models import ResumeEntry, ResumeItem
from tests.portfolio import resumes


def test_asks_once_then_takes_it_out_of_every_resume(signed_in: Client, learner: User) -> None:
    version = resumes.imported(learner, {"work": [{"name": "Example", "position": "Engineer"}]})
    entry = ResumeEntry.objects.get()
    url = f"/portfolio/resume/entries/{entry.pk}/delete/"
    assert "It is also taken out of 1 résumé." in signed_in.get(url).content.decode()
    assert ResumeEntry.objects.exists()
    assert signed_in.post(url).url == "/portfolio/resume/"
    assert not ResumeEntry.objects.exists()
    assert not ResumeItem.objects.exists()
    assert signed_in.get(f"/portfolio/resume/{version.pk}/").status_code == 200


def test_a_stranger_gets_404(client: Client, learner: User, stranger: User) -> None:
    entry = resumes.entry(learner)
    client.force_login(stranger)
    assert client.post(f"/portfolio/resume/entries/{entry.pk}/delete/").status_code == 404
    assert ResumeEntry.objects.exists()
