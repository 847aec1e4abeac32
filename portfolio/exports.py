"""A project as text to take away: Markdown, a draft for telling it in an interview, lines for a résumé."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from careerguide.lib.markdown import plain
from portfolio import charts, guidance, parts, queries
from portfolio.models import Project

SITUATION, ACTION, RESULT = ("problem", "baseline"), ("method", "metrics", "ablation"), ("result", "lessons")
MOST_OF_A_PART = 900


def as_markdown(project: Project) -> str:
    """The whole write-up."""
    lines = [f"# {_escape(project.title)}", ""]
    facts = [project.organisation, queries.period(project.started, project.ended)]
    if any(facts):
        lines += [" · ".join(_escape(fact) for fact in facts if fact), ""]
    for heading, text in ((None, project.summary), (_("My own part"), project.own_part)):
        if text:
            lines += [*([f"## {heading}", ""] if heading else []), text.strip(), ""]
    for section in _texts(project):
        lines += [f"## {_escape(section.title)}", "", section.row.text.strip(), ""]
    found = parts.of(project)
    lines += _metric_table(queries.metrics(found))
    lines += _list(_("Skills shown"), [f"{_escape(skill.name)} ({skill.level}/4)" for skill in queries.shown_skills(found)])
    lines += _list(_("Lessons"), [_escape(lesson.text) for lesson in found.lessons])
    lines += _list(_("Links"), [f"{label}: <{address}>" for label, address in project.links])
    return "\n".join(lines).rstrip() + "\n"


def _texts(project: Project) -> list[queries.Text]:
    return queries.texts(project, guidance.kinds().get(project.kind_id or 0), only_filled=True)


def _metric_table(rows: list[charts.Measured]) -> list[str]:
    if not rows:
        return []
    head = (_("Metric"), _("Before"), _("After"), _("Interval"), _("Direction"))
    cells = [(row.name, row.before, row.after, row.interval, row.direction) for row in rows]
    table = [head, tuple("---" for _cell in head), *cells]
    return [f"## {_('Numbers')}", "", *("| " + " | ".join(_escape(cell) for cell in row) + " |" for row in table), ""]


def _list(heading: str, items: list[str]) -> list[str]:
    return [f"## {heading}", "", *(f"- {item}" for item in items), ""] if items else []


def _escape(text: str) -> str:
    """A short text on one line, whose signs mean themselves."""
    flat = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in flat)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four parts of a story."""

    letter: str
    name: str
    ask: str
    text: str


def star(project: Project) -> list[Part]:
    """Situation, task, action, result, filled with what the write-up says; an empty part tells what to add."""
    found = _texts(project)
    named = {"situation": SITUATION, "action": ACTION, "result": RESULT}
    said = {part: [text for text in found if text.row.section in sections] for part, sections in named.items()}
    free = [text for text in found if not text.row.section]
    if free:  # a free form has no named sections: the first tells where it starts, the last how it ends
        said["situation"] += free[:1]
        said["action"] += free[1:-1]
        said["result"] += free[-1:] if len(free) > 1 else []
    numbers = [f"{row.name}: {row.before} → {row.after}" for row in queries.metrics(parts.of(project)) if row.verdict]
    result = "\n".join(filter(None, ["; ".join(numbers), _join(said["result"])]))
    return [
        Part("S", _("Situation"), _("Where things stood, and who was hurt by it."), _join(said["situation"])),
        Part("T", _("Task"), _("What was yours to do."), " ".join((project.own_part or project.summary).split())),
        Part(
            "A",
            pgettext("part of a story", "Action"),
            _("What you did, and why that and not something else."),
            _join(said["action"]),
        ),
        Part("R", _("Result"), _("What came out, with numbers, and what you learnt."), result),
    ]


def _join(found: list[queries.Text]) -> str:
    return "\n".join(plain(text.row.text, most=MOST_OF_A_PART) for text in found)


def star_text(project: Project) -> str:
    """The story as plain text."""
    parts = star(project)
    return "\n\n".join(f"{part.name}\n{part.text or '– ' + part.ask}" for part in parts)


def bullets_text(project: Project) -> str:
    """The lines for a résumé as plain text."""
    return "\n".join(f"• {line}" for line in queries.resume_bullets(project))
