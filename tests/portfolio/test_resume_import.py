"""Taking over a file: shown first, stored at once or not at all."""

import copy
import json
import os
import random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from accounts.models import User
from portfolio.models import ResumeEntry, ResumeItem, ResumeVersion
from portfolio.resume import actions
from tests.portfolio import resumes

URL, CONFIRM = "/portfolio/resume/import/", "/portfolio/resume/import/confirm/"


def upload(content: object, name: str = "resume.json") -> dict[str, object]:
    raw = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    return {"file": SimpleUploadedFile(name, raw, "application/json"), "language": "en", "text": ""}


def confirm_data(response: Any) -> dict[str, Any]:
    form = response.context["form"]
    return {name: form[name].value() for name in ("text", "name", "language", "form_key")}


def nothing_stored() -> bool:
    return not (ResumeVersion.objects.exists() or ResumeEntry.objects.exists() or ResumeItem.objects.exists())


def test_a_file_is_shown_first_and_stored_on_confirmation(signed_in: Client, learner: User) -> None:
    response = signed_in.post(URL, upload(resumes.FULL))
    page = response.content.decode()
    assert response.status_code == 200
    assert "13 new entries" in page
    assert "Machine-learning engineer · Example Shop" in page
    assert nothing_stored()
    done = signed_in.post(CONFIRM, confirm_data(response))
    version = ResumeVersion.objects.get()
    assert done.url == f"/portfolio/resume/{version.pk}/"
    assert ResumeEntry.objects.owned_by(learner).count() == version.items.count() == 13


def test_it_says_what_becomes_of_projects_and_skills(signed_in: Client) -> None:
    page = signed_in.post(URL, upload({"projects": [{"name": "P"}], "work": [{"name": "W"}]})).content.decode()
    projects = page.index("They become entries of your résumé, without a write-up.")
    assert page.index(">Projects</h2>") < projects
    assert "The levels you rated stay as they are." not in page
    page = signed_in.post(URL, upload({"skills": [{"name": "S"}]})).content.decode()
    assert "The levels you rated stay as they are." in page
    assert "without a write-up" not in page


def test_the_text_can_be_pasted(signed_in: Client) -> None:
    response = signed_in.post(URL, {"text": json.dumps(resumes.FULL), "language": "zh-hans"})
    signed_in.post(CONFIRM, confirm_data(response))
    assert set(ResumeEntry.objects.values_list("language", flat=True)) == {"zh-hans"}


def test_what_is_there_already_is_not_added_again(signed_in: Client, learner: User) -> None:
    resumes.imported(learner)
    document = resumes.full()
    document["work"][1]["position"] = "Senior analyst"
    document["skills"] *= 2
    response = signed_in.post(URL, upload(document))
    page = response.content.decode()
    assert "2 new entries" in page
    assert "12 that you have already" in page
    signed_in.post(CONFIRM, confirm_data(response))
    assert ResumeEntry.objects.count() == 15
    assert ResumeVersion.objects.first().items.count() == 14


def test_sent_twice_it_is_one(signed_in: Client) -> None:
    data = confirm_data(signed_in.post(URL, upload(resumes.FULL)))
    assert signed_in.post(CONFIRM, data).url == signed_in.post(CONFIRM, data).url
    assert ResumeVersion.objects.count() == 1
    assert ResumeEntry.objects.count() == 13


def test_what_is_wrong_is_named_and_what_was_pasted_is_kept(signed_in: Client) -> None:
    document = resumes.full()
    document["work"][0]["url"] = "javascript:alert(1)"
    document["work"][1]["startDate"] = "soon"
    response = signed_in.post(URL, {"text": json.dumps(document), "language": "en"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<code>work[0].url</code>" in page
    assert "<code>work[1].startDate</code>" in page
    assert "javascript:alert(1)" in page  # still in the field
    assert nothing_stored()


def test_the_confirmation_is_checked_again(signed_in: Client) -> None:
    data = confirm_data(signed_in.post(URL, upload(resumes.FULL)))
    document = resumes.full()
    document["projects"][0]["url"] = "javascript:alert(1)"
    for text in (json.dumps(document), "", "[]", "{"):
        assert signed_in.post(CONFIRM, data | {"text": text}).status_code == 422
    assert signed_in.post(CONFIRM, data | {"name": ""}).status_code == 422
    assert signed_in.post(CONFIRM, data | {"language": "fr"}).status_code == 422
    assert nothing_stored()


def test_nothing_is_half_imported(signed_in: Client, learner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    data = confirm_data(signed_in.post(URL, upload(resumes.FULL)))

    def fails(_items: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "_number", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        signed_in.post(CONFIRM, data)
    assert nothing_stored()


@pytest.mark.parametrize("data", [{"language": "en"}, {"text": " ", "language": "en"}, {"text": "{}", "language": "fr"}])
def test_an_empty_form(signed_in: Client, data: dict[str, str]) -> None:
    assert signed_in.post(URL, data).status_code == 422


def test_a_file_that_is_too_large(signed_in: Client) -> None:
    big = b'{"basics": {"summary": "' + b"x" * 1_000_000 + b'"}}'
    assert "larger than 1 MB" in signed_in.post(URL, upload(big)).content.decode()
    assert nothing_stored()


def test_nearly_a_megabyte_of_chinese_passes_both_steps(signed_in: Client) -> None:
    document = {"work": [{"name": "公司", "highlights": ["降低" * 250] * 5} for _number in range(120)]}
    response = signed_in.post(URL, upload(document))
    assert len(confirm_data(response)["text"].encode()) > 900_000
    assert signed_in.post(CONFIRM, confirm_data(response)).status_code == 302
    assert ResumeEntry.objects.count() == 120


HOSTILE: list[Any] = [
    None, True, -1, 2**63, 10**400, 1e308, "", "x" * 30_000, "\0", "\ud800", "\u202e", "javascript:alert(1)", "9999-99-99", [],
    {},
    [[]], [None], {"a": {"b": {}}}, [1, "x"], "http://[::1", "https://" + "a" * 600, "http://\u202e.org", "=1+1",
]  # fmt: skip


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(path for key, item in inner for path in paths(item, (*here, key)))]


def mutated(chance: random.Random) -> bytes:
    """The full résumé with a few of its values, keys or bytes spoilt."""
    document = copy.deepcopy(resumes.FULL)
    for _time in range(chance.randint(1, 4)):
        place = chance.choice(paths(document)[1:])
        target: Any = document
        for step in place[:-1]:
            target = target[step]
        match chance.randrange(4):
            case 0 if isinstance(target, dict):
                target[chance.choice(["x", "\0", "__proto__", "work", "", "é" * 90])] = target.pop(place[-1])
            case 1:
                del target[place[-1]]
            case _:
                target[place[-1]] = chance.choice(HOSTILE)
    raw = bytearray(json.dumps(document).encode())
    if chance.random() < 0.25:
        for _time in range(chance.randint(1, 5)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
    if chance.random() < 0.05:
        del raw[chance.randrange(len(raw)) :]
    return bytes(raw)


def test_spoilt_files_are_refused_or_taken_over_whole(signed_in: Client, learner: User) -> None:
    """500 files on every change, 5,000 with MANY_MUTATIONS set."""
    taken = refused = 0
    for seed in range(5_000 if os.environ.get("MANY_MUTATIONS") else 500):
        response = signed_in.post(URL, upload(mutated(random.Random(seed))))
        assert response.status_code in {200, 422}, seed
        assert nothing_stored(), seed
        if response.status_code == 422:
            refused += 1
            continue
        taken += 1
        if taken % 5 == 0:
            done = signed_in.post(CONFIRM, confirm_data(response))
            assert done.status_code == 302, seed
            assert signed_in.get(done.url).status_code == 200, seed
            assert ResumeItem.objects.count() == ResumeEntry.objects.count(), seed
            ResumeVersion.objects.all().delete()
            ResumeEntry.objects.all().delete()
    assert taken > 20
    assert refused > 20
