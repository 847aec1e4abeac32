"""The question bank with 1,000,000 question rows against 10,000, and a question's page after 10,000 answers against 100.

`python -m bench.bank` makes two fresh SQLite files with production's settings: in both, one learner has 2,000 private questions
and as many cards; all other rows are other people's. Both are asked for the same pages in turn, and the ratio of the medians
is printed for each: the list, a search for a word, a page deep inside, a filtered one, and one question.
`python -m bench.bank 200000` compares with another number of rows; `ROUNDS=10` asks less often.
"""

import os
import statistics
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from bench.__main__ import BLOCK, ROUNDS, Worker, interval
from bench.wire import Environ, environ, query_counter, serve

if TYPE_CHECKING:
    from accounts.models import User

FEW, MANY = 10_000, 1_000_000
OWN, OTHERS = 2_000, 50
QUESTION = "algo-hash-table"
TARGETS = {"list": 1.3, "a word": 1.3, "deep": 1.3, "filtered": 1.3, "question": 1.2}
SIZE = "BENCH_BANK"


def main() -> int:
    """Measure both, print the ratios, and tell by the exit status whether every target is met."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    small, large = _worker(FEW, 100), _worker(many, 10_000)
    seconds: dict[tuple[str, str], list[float]] = {}
    details = {page: large.ask(page, 3, detail=True) for page in TARGETS}
    for page in TARGETS:
        small.ask(page, 3)
    for turn in range(ROUNDS):
        for page in TARGETS:
            # In turn and in changing order, so that neither profits from what ran before it.
            for name, worker in (("small", small), ("large", large))[:: 1 if turn % 2 else -1]:
                seconds.setdefault((page, name), []).append(worker.ask(page, BLOCK)["seconds"])
    print(f"{many:,} question rows and 10,000 answers against {FEW:,} and 100")
    print(f"{'page':10}{'ratio':>7}{'95 %':>14}{'target':>8}{'queries':>9}")
    missed = 0
    for page, target in TARGETS.items():
        few, much = seconds[page, "small"], seconds[page, "large"]
        ratio, (low, high) = statistics.median(much) / statistics.median(few), interval(much, few)
        wrong = ratio > target or details[page]["status"] != 200
        missed += wrong
        queries = details[page]["queries"]
        print(f"{page:10}{ratio:7.2f}{low:8.2f}-{high:.2f}{target:8.2f}{queries:9.0f}  {'MISSED' if wrong else 'met'}")
    return 1 if missed else 0


def _worker(rows: int, answers: int) -> Worker:
    """A process with its own database; it learns from its environment how large that is to be."""
    os.environ[SIZE] = f"{rows} {answers}"
    return Worker("bench.bank")


def serve_pages() -> None:
    """Set up, make the rows, then answer orders."""
    from bench import ours

    rows, answers = (int(number) for number in os.environ[SIZE].split())
    ours.set_up()
    from django.core.handlers.wsgi import WSGIHandler

    learner, middle = fill(rows, answers)
    cookies, bank = ours.cookies_of(learner), "/interviews/questions/"
    addresses = {
        "list": bank,
        "a word": f"{bank}?q=latency",
        "deep": f"{bank}?after=own-{middle}",
        "filtered": f"{bank}?topic=coding&difficulty=2&state=new",
        "question": f"{bank}{QUESTION}/",
    }
    serve(WSGIHandler(), {name: _request(address, cookies) for name, address in addresses.items()}, query_counter())


def _request(address: str, cookies: str) -> Callable[[], Environ]:
    return lambda: environ("GET", address, cookies)


def fill(rows: int, answers: int) -> tuple["User", int]:
    """The starter content, a learner who has practised, and other people's questions up to that many rows.

    Half of the answers are to one question. Tells the learner and the key of a question in the middle of their own.
    """
    from bench import practice_data
    from bench.ours import prepare_content
    from interviews.models import Answer, Question

    learner = prepare_content()
    practice_data.fill(learner, answers=answers, private=OWN)
    asked = Question.objects.get(slug=QUESTION)
    half = list(Answer.objects.owned_by(learner).values_list("pk", flat=True)[: answers // 2])
    for start in range(0, len(half), 500):
        Answer.objects.filter(pk__in=half[start : start + 500]).update(question=asked)
    _fill_with_others(rows - Question.objects.count())
    middle = Question.objects.owned_by(learner).order_by("pk")[OWN // 2]
    return learner, middle.pk


def _fill_with_others(wanted: int) -> None:
    """Ten thousand rows by way of the model, and copies of them made by the database: seconds instead of minutes."""
    from django.db import connection

    from accounts.models import User
    from interviews.models import Question, Topic

    topics = list(Topic.objects.values_list("pk", flat=True))
    User.objects.bulk_create(User(email=f"other{number}@example.org") for number in range(OTHERS))
    owners = list(User.objects.filter(email__startswith="other"))
    first = min(wanted, FEW)
    Question.objects.bulk_create(
        [
            Question(
                owner=owners[number % OTHERS], slug=f"other-{number}", status=Question.Status.DRAFT,
                topic_id=topics[number % len(topics)], difficulty=1 + number % 3,
                prompt_en=f"What would you do about latency of service number {number}?",
            )
            for number in range(first)
        ],
        batch_size=500,
    )  # fmt: skip
    names = [str(field.column) for field in Question._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    values = ", ".join("slug || '-' || %s" if name == "slug" else connection.ops.quote_name(name) for name in names)
    table = connection.ops.quote_name(Question._meta.db_table)
    others = "slug >= 'other-' AND slug < 'other.'"
    copy = f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE {others} LIMIT %s"
    made = first
    with connection.cursor() as cursor:
        while made < wanted:
            cursor.execute(copy, [str(made), min(made, wanted - made)])
            made += min(made, wanted - made)


if __name__ == "__main__":
    if SIZE in os.environ:
        serve_pages()
    else:
        sys.exit(main())
