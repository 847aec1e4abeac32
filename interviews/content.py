"""Starter content of interviews: what the files in `content/interviews/` mean."""

from collections.abc import Iterator
from pathlib import Path

from careerguide.lib.content import Entry, Located, Outcome, apply_entries, read_records
from interviews.content_process import process_entries, tip_entries
from interviews.models import Question, Round, Topic
from roles.models import Skill


def load(folder: Path, outcome: Outcome, *, overwrite: bool) -> None:
    """Write topics, rounds, questions, the process and the tips; raises ContentError and expects the caller's transaction."""
    files = folder / "interviews"
    entries = [*topic_entries(files), *round_entries(files), *question_entries(files)]
    apply_entries([*entries, *process_entries(files), *tip_entries(files)], outcome, overwrite=overwrite)


def topic_entries(folder: Path) -> Iterator[Entry]:
    """Every topic."""
    for order, topic in enumerate(read_records(folder / "topics.yaml"), start=1):
        values = {"order": order, **topic.translated("name"), **topic.translated("description")}
        yield Entry(Topic, topic.take("slug", str), values, topic)


def round_entries(folder: Path) -> Iterator[Entry]:
    """Every round with what a rehearsal of it holds."""
    for order, round_ in enumerate(read_records(folder / "rounds.yaml"), start=1):
        composition = [dict(part) for part in round_.take("composition", list)]
        texts = {**round_.translated("name"), **round_.translated("description")}
        yield Entry(Round, round_.take("slug", str), {"order": order, "composition": composition, **texts}, round_)


def question_entries(folder: Path) -> Iterator[Entry]:
    """Every question with its key points; files are read in the order of the topics, which makes the order of the bank."""
    order = 0
    for topic in read_records(folder / "topics.yaml"):
        topic_slug = topic.take("slug", str)
        for question in read_records(folder / "questions" / f"{topic_slug}.yaml"):
            order += 1
            values = {"order": order, "difficulty": question.take("difficulty", int), **question.translated("prompt")}
            yield Entry(
                Question,
                question.take("slug", str),
                values,
                question,
                links={"topic": (Topic, topic_slug), "round": (Round, question.take("round", str))},
                many={"skills": (Skill, _slugs(question))},
                parts={"key_points": _key_points(question)},
            )


def _slugs(question: Located) -> list[str]:
    slugs = question.take("skills", list)
    if not all(isinstance(slug, str) for slug in slugs) or len(set(slugs)) < len(slugs):
        raise question.error("“skills” is a list of different slugs")
    return list(slugs)


def _key_points(question: Located) -> list[dict[str, str]]:
    texts = question.translated("key_points")
    columns = [[(name.replace("key_points", "text"), line) for line in lines.split("\n")] for name, lines in texts.items()]
    points = [dict(pair) for pair in zip(*columns, strict=True)]
    if len(points) < 2:
        raise question.error("a question has at least two key points")
    return points
