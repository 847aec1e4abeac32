"""One's own data as one archive."""

import io
import json
import zipfile

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import OwnedModel, Profile, User
from careerguide import calendar_feed
from careerguide.lib.secret_addresses import digest
from careerguide.personal_data import exporting, kinds
from tests.careerguide.maximal import CANARY, maximal
from tests.conftest import make_user
from tests.mentoring import mocks


def archive_of(client: Client) -> zipfile.ZipFile:
    response = client.post(reverse("own_data_export"))
    assert response["Content-Type"] == "application/zip"
    assert response.headers["Cache-Control"] == "private, no-store"
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_every_kind_of_a_maximal_account_is_in_it(signed_in: Client, learner: User) -> None:
    maximal(learner)
    document = json.loads(archive_of(signed_in).read("data.json"))
    assert (document["format"], document["version"]) == ("careerguide", 1)
    expected = {kinds.label(model): kinds.readable_rows_of(learner, model).count() for model in kinds.kinds()}
    assert {name: len(rows) for name, rows in document["rows"].items()} == {k: n for k, n in expected.items() if n}
    assert sum(issubclass(model, OwnedModel) and expected[kinds.label(model)] > 0 for model in kinds.kinds()) > 25


def test_pictures_are_in_it_and_one_that_is_lost_stops_nothing(signed_in: Client, learner: User) -> None:
    own = Profile.objects.create(user=learner)
    own.avatar.save("x", ContentFile(b"pixels"))
    assert archive_of(signed_in).read("files/avatar.webp") == b"pixels"
    own.avatar.storage.delete(own.avatar.name)
    assert "files/avatar.webp" not in archive_of(signed_in).namelist()


def test_nothing_of_another_person_is_in_it(signed_in: Client, stranger: User) -> None:
    maximal(stranger)
    packed = archive_of(signed_in)
    assert not any(CANARY.encode() in packed.read(name) for name in packed.namelist())


def test_the_page_explains_itself_in_the_persons_language(signed_in: Client, learner: User) -> None:
    User.objects.filter(pk=learner.pk).update(language="zh-hans")
    assert "data.json" in archive_of(signed_in).read("README.txt").decode()
    assert "你的数据" in signed_in.get(reverse("own_data")).content.decode()


def test_an_interviewers_judgement_is_in_it_only_after_ones_own(signed_in: Client, learner: User) -> None:
    row = mocks.prepared(learner, make_user("mentor@example.org", name="Mia Mentor"))
    mocks.finish(row)
    mocks.hand_in(row)

    def found() -> tuple[set[str], int]:
        document = json.loads(archive_of(signed_in).read("data.json"))
        scorers = {score["scorer"] for score in document["rows"].get("interviews.mockscore", [])}
        return scorers, sum("Nearly" in each["comment"] for each in document["mentoring"]["interviews"])

    assert found() == (set(), 0)
    mocks.judge(row)
    assert found() == ({"learner", "interviewer"}, 1)


def test_the_calendar_address_is_named_but_what_recognises_it_is_not(learner: User) -> None:
    token = calendar_feed.make(owner=learner, kinds=["goals"])
    document = json.dumps(exporting.document_of(learner, {}, now=timezone.now()), cls=exporting.Encoder)
    assert '"kinds": ["goals"]' in document
    assert token not in document
    assert digest(token) not in document
