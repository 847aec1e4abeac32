"""The process and the tips."""

import datetime
import gzip

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from interviews import process
from interviews.guidance import frame
from interviews.models import Stage, StageMove, Tip, Topic
from roles import guidance
from tests.conftest import CONTENT
from tests.interviews.search import apply, interview

URL = "/interviews/"


def test_shows_every_stage_move_and_tip(client: Client, db: None) -> None:
    text = client.get(URL).content.decode()
    assert text.count('class="guide"') == 19
    assert text.count('<tr><th scope="row">') == 42
    assert text.count("To be fair") == 16
    for kind, count in (("general", 6), ("deep-learning", 8), ("material", 2)):
        assert Tip.objects.filter(kind=kind).count() == count
    assert "the article" not in text.lower()


def test_the_drawing_follows_the_usual_path_of_the_data(client: Client, db: None) -> None:
    path = [stage.slug for stage in process.current().main_path()]
    assert path == ["preparing", "applied", "screening", "technical-1", "technical-2", "hr", "decision", "offer", "accepted"]
    # The order of rounds is data: swap the two technical rounds and the picture follows.
    StageMove.objects.filter(slug__in=["screening--technical-1", "technical-1--technical-2", "technical-2--hr"]).update(
        is_main=False
    )
    one, two = Stage.objects.get(slug="technical-1"), Stage.objects.get(slug="technical-2")
    screening, hr = Stage.objects.get(slug="screening"), Stage.objects.get(slug="hr")
    for start, goal in ((screening, two), (two, one), (one, hr)):
        StageMove.objects.update_or_create(
            from_stage=start,
            to_stage=goal,
            defaults={
                "slug": f"x-{start.slug}-{goal.slug}"[:80],
                "is_main": True,
                "outcome": "pass",
                "label": "Passed",
                "guard": "x",
            },
        )
    Stage.objects.get(slug="hr").save()  # signals the change that bulk updates above do not
    swapped = [stage.slug for stage in process.current().main_path()]
    assert swapped[2:6] == ["screening", "technical-2", "technical-1", "hr"]


def test_a_guest_who_has_the_page_gets_304_until_a_curator_changes_something(client: Client, db: None) -> None:
    client.get("/roles/")
    etag = client.get(URL).headers["ETag"]
    assert client.get(URL, headers={"if-none-match": etag}).status_code == 304
    tip = Tip.objects.get(slug="draw-it")
    tip.headline_en = "Draw!"
    tip.save()
    assert client.get(URL, headers={"if-none-match": etag}).status_code == 200
    etag = client.get(URL).headers["ETag"]
    tip.topics.add(Topic.objects.get(slug="mlops"))
    assert client.get(URL, headers={"if-none-match": etag}).status_code == 200


def test_a_draft_is_not_shown(client: Client, db: None) -> None:
    tip, stage = Tip.objects.get(slug="draw-it"), Stage.objects.get(slug="verification")
    for row in (tip, stage):
        row.status = "draft"
        row.save()
    text = client.get(URL).content.decode()
    assert tip.headline not in text
    assert text.count('class="guide"') == 18
    assert text.count('<tr><th scope="row">') == 39  # three moves lead to it or from it


def test_signed_in_it_says_what_is_next(signed_in: Client, learner: User) -> None:
    assert "No application is active" in signed_in.get(URL).content.decode()
    application = apply(learner, "applied", company="Deepfield")
    interview(application, timezone.now() + datetime.timedelta(days=2))
    silent = apply(learner, "applied", company="Void", day=datetime.date.today() - datetime.timedelta(days=40))
    text = signed_in.get(URL).content.decode()
    assert "2 active applications" in text
    assert "Deepfield" in text
    assert "40 days" in text
    assert silent.get_absolute_url() in text


def test_tips_by_topic(db: None) -> None:
    topic, tips = Topic.objects.get(slug="model-tuning"), frame(guidance.current()).tips
    slugs = {tip.slug for tip in tips[topic.pk]}
    assert {"read-the-curve", "three-curves", "question-bank"} <= slugs
    assert "close-the-loop" not in slugs
    for topic in Topic.objects.all():
        assert tips[topic.pk], topic


def test_cost(client: Client, signed_in: Client, learner: User, django_assert_max_num_queries) -> None:
    apply(learner, "applied")
    signed_in.get(URL)
    with django_assert_max_num_queries(9):
        response = signed_in.get(URL)
    assert len(gzip.compress(response.content)) < 14_000


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("process.yaml", "kind: open", "kind: ajar", "kind"),
        ("process.yaml", "to: applied", "to: moon", "there is no stage “moon”"),
        ("process.yaml", "guard:", "gard:", "“guard” is missing"),
        ("tips.yaml", "topics: [algorithm-basics", "topics: [astrology", "astrology"),
        ("tips.yaml", "kind: general", "kind: odd", "kind"),
    ],
)
def test_broken_content_says_where(tmp_path, db: None, file: str, old: str, new: str, problem: str) -> None:
    import shutil

    copy = shutil.copytree(CONTENT, tmp_path / "content")
    path = copy / "interviews" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CommandError) as raised:
        call_command("load_content", folder=copy)
    assert problem in str(raised.value)
    assert f"{file}:" in str(raised.value)
