"""Facts of the résumé on the public page: only those that were picked, and nothing of the rest of them."""

from django.test import Client

from accounts.models import User
from portfolio.models import PublicItem, PublicPage, ResumeEntry
from portfolio.showcase import SECTIONS
from tests.portfolio import resumes

FORM = {"display_name": "Lea", "headline": "", "intro": "", "slug": "lea", "version": "1"}


def test_only_what_was_picked_is_shown(signed_in: Client, learner: User, stranger: User) -> None:
    shown = resumes.entry(learner, title="CHOSEN job", highlights="CHOSEN claim", current=True, start="2022")
    resumes.entry(learner, title="CANARY job")
    resumes.entry(learner, kind="award", title="CANARY award")
    resumes.entry(learner, kind="reference", title="CANARY reference", summary="CANARY")
    theirs = resumes.entry(stranger, title="CANARY theirs")
    picked = {f"item-experience-{shown.pk}": "on", f"item-experience-{theirs.pk}": "on", "section-experience": "1"}
    assert signed_in.post("/portfolio/public/", FORM | picked).status_code == 302
    PublicItem.objects.create(owner=learner, page=PublicPage.objects.get(), section="experience", item_id=theirs.pk)
    assert signed_in.post("/portfolio/public/publish/").status_code == 302
    text = Client().get("/p/lea/").content.decode()
    assert "CHOSEN job" in text
    assert "CHOSEN claim" in text
    assert "2022 – present" in text
    assert "CANARY" not in text
    ResumeEntry.objects.filter(pk=shown.pk).delete()
    assert "CHOSEN" not in Client().get("/p/lea/").content.decode()


def test_references_and_links_are_not_offered() -> None:
    assert {"experience", "education", "award"} <= SECTIONS.keys()
    assert not {"reference", "link", "interest"} & SECTIONS.keys()
