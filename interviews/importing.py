"""What the rows of an imported file mean: applications to make, or what is wrong with them, by line."""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from interviews import pipeline, spreadsheet
from interviews.actions.applications import FirstStep, start_application
from interviews.models import Application, Stage
from interviews.pipeline import Event, NotAllowedError
from interviews.process import Process, current
from roles import guidance

TEXTS = {
    "company": "company", "post": "post", "link": "link", "source": "source", "résumé": "resume_label",
    "résumé text": "resume_text", "notes": "notes", "company says": "company_outcome", "own decision": "own_decision",
}  # fmt: skip
LONGEST = {"notes": 10_000, "résumé text": 20_000}
NAMES = ("name_en", "name_zh_hans", "short_name_en", "short_name_zh_hans")
"""A stage may be written in either language, whichever one the page is in."""
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")


@dataclass(slots=True)
class ImportedRow:
    """One row of the file: what it would make, and what is wrong with it."""

    line: int
    application: Application
    steps: list[FirstStep] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    known: bool = False

    @property
    def stage(self) -> Stage | None:
        """Where the application would stand."""
        return self.steps[-1].stage if self.steps else None

    @property
    def key(self) -> tuple[str, str, date | None]:
        """What makes two rows the same application."""
        first = self.steps[0].day if self.steps else None
        return self.application.company.casefold(), self.application.post.casefold(), first


def reason(error: NotAllowedError) -> str:
    """Why a step is refused, in words."""
    return {
        "empty": _("At least one step must remain."),
        "stage": _("This stage does not exist."),
        "future": _("The day lies ahead. Plan an interview or a task for it; a stage is noted once it is reached."),
        "backwards": _("The day is before that of the step before it."),
        "move": _("The process does not allow this step."),
    }[error.code]


def read_rows(rows: Iterable[tuple[int, Mapping[str, str]]], owner: User, *, today: date) -> list[ImportedRow]:
    """Every row judged; one that the learner has already, or that the file holds twice, is marked as known."""
    reader = _Reader(current(), today)
    imported = [reader.read(line, row) for line, row in rows]
    seen = _keys_of(owner)
    for row in imported:
        row.known = not row.problems and row.key in seen
        seen.add(row.key)
    return imported


def _keys_of(owner: User) -> set[tuple[str, str, date | None]]:
    """The applications that the learner has, by company, post and first day."""
    keys: set[tuple[str, str, date | None]] = set()
    firsts: set[int] = set()
    rows = Application.objects.owned_by(owner).filter(events__kind="normal").order_by("events__pk")
    for pk, company, post, day in rows.values_list("pk", "company", "post", "events__happened_on"):
        if pk not in firsts:
            firsts.add(pk)
            keys.add((company.casefold(), post.casefold(), day))
    return keys


class _Reader:
    """Knows the process, the roles and the day, once for all rows."""

    def __init__(self, process: Process, today: date) -> None:
        self.process, self.today = process, today
        self.roles = {role.slug: role for role in guidance.current().roles.values()}
        self.stages = dict(process.stages)
        for stage in process.stages.values():
            for name in NAMES:
                self.stages.setdefault(str(getattr(stage, name)).casefold(), stage)

    def read(self, line: int, row: Mapping[str, str]) -> ImportedRow:
        """One row."""
        application = Application(**{name: row.get(column, "") for column, name in TEXTS.items()})
        imported = ImportedRow(line, application)
        try:
            application.clean_fields(exclude=["owner", "stage", "stage_on", "form_key", "role", "silent_after"])
        except ValidationError as error:
            for name, texts in error.message_dict.items():
                column = next(column for column, field_name in TEXTS.items() if field_name == name)
                imported.problems += [f"{column}: {text}" for text in texts]
        for column, most in LONGEST.items():
            if len(row.get(column, "")) > most:
                imported.problems.append(_("%(column)s: at most %(most)s characters") % {"column": column, "most": most})
        self._set_role(imported, row)
        self._set_silence(imported, row)
        self._set_steps(imported, row)
        return imported

    def _set_role(self, imported: ImportedRow, row: Mapping[str, str]) -> None:
        if slug := row.get("role", ""):
            imported.application.role = self.roles.get(slug)
            if imported.application.role is None:
                imported.problems.append(_("role: there is no “%(value)s”") % {"value": slug[:80]})

    def _set_silence(self, imported: ImportedRow, row: Mapping[str, str]) -> None:
        if text := row.get("silent after", ""):
            if re.fullmatch(r"[0-9]{1,3}", text) and 1 <= int(text) <= 365:
                imported.application.silent_after = int(text)
            else:
                imported.problems.append(_("silent after: a number from 1 to 365"))

    def _set_steps(self, imported: ImportedRow, row: Mapping[str, str]) -> None:
        try:
            steps = self._steps(row)
            chain = [Event(number, stage.slug, day) for number, (stage, day) in enumerate(steps)]
            pipeline.check_chain(self.process.machine, chain, today=self.today)
        except NotAllowedError as error:
            imported.problems.append(reason(error))
        except ValueError as error:
            imported.problems.append(str(error))
        else:
            imported.steps = [FirstStep(stage, day) for stage, day in steps]

    def _steps(self, row: Mapping[str, str]) -> Sequence[tuple[Stage, date]]:
        if history := row.get("history", ""):
            try:
                return [(self._stage(slug), day) for slug, day in spreadsheet.read_history(history)]
            except ValueError as error:
                raise ValueError(_("history: “%(value)s” is not a step") % {"value": str(error)[:80]}) from error
        stage = self._stage(row.get("stage", "") or "applied")
        since = self._day(row.get("since", ""), "since") or self.today
        applied = self._day(row.get("applied", ""), "applied")
        start = self.process.stages.get("applied")
        if applied and start and stage != start and self.process.machine.allows(start.slug, stage.slug):
            return [(start, applied), (stage, since)]
        return [(stage, since)]

    def _stage(self, text: str) -> Stage:
        stage = self.stages.get(text.strip().casefold())
        if stage is None:
            raise ValueError(_("stage: there is no “%(value)s”") % {"value": text[:80]})
        return stage

    def _day(self, text: str, column: str) -> date | None:
        if not text:
            return None
        try:
            found = _DAY.fullmatch(text)
            return date(*(int(part) for part in found.groups())) if found else date.fromisoformat(text)
        except ValueError:
            raise ValueError(
                _("%(column)s: “%(value)s” is not a day such as 2026-03-31") % {"column": column, "value": text[:40]}
            ) from None


@transaction.atomic
def import_rows(rows: Sequence[ImportedRow], owner: User, *, form_key: uuid.UUID, today: date) -> int:
    """Make all new applications, or none; the same file sent twice with one key makes them once. Tells how many."""
    new = [row for row in rows if not row.known]
    for row in new:
        start_application(
            application=row.application, owner=owner, steps=row.steps, form_key=uuid.uuid5(form_key, str(row.line)), today=today
        )
    return len(new)
