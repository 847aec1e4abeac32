"""What was done for being known, on the public page: with a link, picked one by one, and nothing of the plan around it."""

import uuid
from datetime import date

from django.test import Client

from accounts.models import User
from portfolio.models import ActionDone, PublicItem, PublicPage
from tests.portfolio.brand_cast import planned

FORM = {"display_name": "Lea", "headline": "", "intro": "", "slug": "lea", "version": "1", "section-brand": "1"}


def done(owner: User, title: str, link: str) -> ActionDone:
    action = planned(owner, title=title, channel="CANARY channel", measure="CANARY measure")
    return ActionDone.objects.create(
        owner=owner, planned=action, done_on=date(2026, 3, 9), outcome="CANARY outcome", link=link, form_key=uuid.uuid4()
    )


def test_only_what_was_picked_and_can_be_looked_at(signed_in: Client, learner: User, stranger: User) -> None:
    shown = done(learner, "CHOSEN article", "https://example.org/CHOSEN")
    other, bare = done(learner, "CANARY other", "https://example.org/CANARY"), done(learner, "CANARY bare", "")
    theirs = done(stranger, "CANARY theirs", "https://example.org/CANARY")
    offered = signed_in.get("/portfolio/public/").content.decode()
    assert f"item-brand-{shown.pk}" in offered
    assert f"item-brand-{other.pk}" in offered
    assert f"item-brand-{bare.pk}" not in offered
    assert f"item-brand-{theirs.pk}" not in offered
    picked = {f"item-brand-{row.pk}": "on" for row in (shown, bare, theirs)}
    assert signed_in.post("/portfolio/public/", FORM | picked).status_code == 302
    page = PublicPage.objects.get()
    assert [item.item_id for item in page.items.all()] == [shown.pk]
    for row in (bare, theirs):  # even if a key got in, it is fetched among the owner's linked ones only
        PublicItem.objects.create(owner=learner, page=page, section="brand", item_id=row.pk)
    assert signed_in.post("/portfolio/public/publish/").status_code == 302
    text = Client().get("/p/lea/").content.decode()
    assert 'href="https://example.org/CHOSEN" rel="nofollow noopener">CHOSEN article</a>' in text
    assert "March 9, 2026" in text
    assert "CANARY" not in text
