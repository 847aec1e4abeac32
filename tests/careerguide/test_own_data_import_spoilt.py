"""Archives that somebody spoilt, by accident or on purpose: never an exception, never half of one.

`SPOILT_ARCHIVES=2000` says how many; each number always makes the same archive.
"""

import json
import os
import random
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from accounts.models import Profile, User
from careerguide.personal_data import kinds
from careerguide.personal_data.archive import ArchiveError
from tests.careerguide.archives import opened, repacked, take_over
from tests.conftest import make_user

MANY = int(os.environ.get("SPOILT_ARCHIVES", "100"))
VALUES: list[Any] = [
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63), 10**30, 0.5, 1e308, "", " ", "x" * 400, "x" * 60_000, "nul\0",
    "\ud800", "javascript:alert(1)", "<script>alert(1)</script>", [], [1], ["a", None, {}], {}, {"a": {"b": []}}, "0001-01-01",
    "9999-12-31", "2026-02-30", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00-23:59", "2026-01-01T00:00:00", "NaN",
    "Infinity", "sNaN", "1e999999",
    "00000000-0000-0000-0000-000000000000", "../../etc/passwd", "draft", "published", "machine-learning-engineer",
]  # fmt: skip


def spoil_values(document: Any, chance: random.Random) -> None:
    """Some values become others; some rows are doubled, emptied, moved or dropped."""
    for _each in range(chance.randint(1, 12)):
        label = chance.choice([label for label, rows in document["rows"].items() if rows])
        rows = document["rows"][label]
        row = chance.choice(rows)
        match chance.randint(0, 6):
            case 0 if row:
                row.pop(chance.choice(list(row)))
            case 1:
                rows.append({**row, "id": chance.choice([row.get("id"), 10**6 + chance.randint(0, 99), "7"])})
            case 2:
                rows.remove(row)
            case 3 if row:  # a reference to another row, or to none
                row[chance.choice(list(row))] = chance.choice(rows).get("id")
            case 4:
                part = chance.choice(["person", "profile", "guidance", "mentoring", "format", "version", "rows"])
                document[part] = chance.choice([document[part], document[part], *VALUES])
                if part == "rows":
                    return
            case _ if row:
                row[chance.choice(list(row))] = chance.choice(VALUES)
        document["rows"] = {label: rows for label, rows in document["rows"].items() if rows}


def spoil_bytes(content: bytes, chance: random.Random) -> bytes:
    """Bytes change, go missing or are added."""
    found = bytearray(content)
    for _each in range(chance.randint(1, 8)):
        place = chance.randrange(len(found))
        match chance.randint(0, 3):
            case 0:
                found[place] = chance.randrange(256)
            case 1:
                del found[place : place + chance.randint(1, 50)]
            case 2:
                found[place:place] = chance.randbytes(chance.randint(1, 50))
            case _:
                found[place] ^= 1 << chance.randrange(8)
    return bytes(found)


def spoilt_archive(packed: bytes, number: int) -> bytes:
    chance = random.Random(number)
    if number % 4 == 0:
        return spoil_bytes(packed, chance)
    document, files = opened(packed)
    if number % 4 == 1:
        return repacked(spoil_bytes(json.dumps(document).encode(), chance), files)
    spoil_values(document, chance)
    return repacked(document, files)


def counts() -> dict[type[Model], int]:
    return {model: model._base_manager.count() for model in apps.get_models()}


def judge(person: User, content: bytes, before: dict[type[Model], int]) -> str:
    """What is wrong with the import of this archive; empty when nothing is."""
    try:
        report = take_over(person, content)
    except ArchiveError:
        return "" if counts() == before else "refused, and yet something was written"
    after = counts()
    changed = {model: after[model] - before[model] for model in before if after[model] != before[model]}
    changed.pop(Profile, None)
    if changed != {model: number for model, number in report.added.items() if number}:
        return f"told of {report.added}, and wrote {changed}"
    if sum(kinds.rows_of(person, model).count() for model in kinds.kinds()) != sum(changed.values()):
        return "something was written for somebody else"
    return "added something twice" if take_over(person, content).added.total() else ""


def test_nothing_is_raised_and_nothing_half_imported(packed: bytes) -> None:
    person = make_user("importer@example.org", name="", language="")
    before, found = counts(), {}
    for number in range(MANY):
        content = spoilt_archive(packed, number)
        with transaction.atomic():
            try:
                problem = judge(person, content, before)
            except Exception as error:  # whatever it is, it is what this test looks for
                problem = repr(error)
            if problem:
                found[number] = problem
            transaction.set_rollback(True)
    assert found == {}
