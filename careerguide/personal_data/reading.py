"""The rows of an archive, judged one by one: what could be added here, and what cannot be and why.

Nothing is written, and nothing of the person who imports is read: that waits for the transaction (`importing`).
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.forms import AVATAR_SIDE
from accounts.models import Profile, User
from careerguide.lib.curated import Curated
from careerguide.lib.images import reencode_square, reencode_within
from careerguide.personal_data import checking, kinds, rules
from careerguide.personal_data.archive import Archive, ArchiveError, Row, is_storable
from careerguide.personal_data.exporting import PROFILE, SETTINGS
from careerguide.personal_data.report import Report
from interviews import pipeline
from interviews.importing import reason
from interviews.models import Application, KeyPoint, MockRound, MockScore, Question, Stage, StageEvent
from interviews.pipeline import Event, NotAllowedError
from interviews.process import current
from portfolio.forms.projects import PICTURE_SIDE
from portfolio.models import ProjectImage
from roles.models import Skill

MAX_PROSE = 3_000_000
"""Characters whose Markdown is rendered anew; more would take longer than a request may."""


@dataclass(slots=True)
class Draft:
    """A row that could be added: a model instance without its relations, and what those name."""

    row: Any
    key: int
    links: dict[str, Any]
    lists: dict[str, list[Any]]
    picture: ContentFile[bytes] | None = None


@dataclass(slots=True)
class Reading:
    """All of an archive that could be added, by kind."""

    drafts: dict[type[Model], list[Draft]]
    guidance: dict[tuple[type[Model], str], Model]
    person: dict[str, Any]
    profile: dict[str, Any]
    avatar: ContentFile[bytes] | None
    key_points: dict[int, int]
    skills: dict[int, int]
    report: Report


def read(archive: Archive, owner: User, *, now: datetime) -> Reading:
    """Judge every row; raises ArchiveError when the whole is more than can be taken over at once."""
    report = Report()
    for model, (what, why) in rules.LEFT_BEHIND.items():
        if count := len(archive.rows.get(kinds.label(model), ())):
            report.skip(what, why, count=count)
    _report_mentoring(archive.document.get("mentoring"), report)
    guidance = _guidance_of(archive)
    reader = _Reader(archive, guidance, owner, report, now)
    drafts = {model: list(reader.drafts(model)) for model in rules.imported()}
    prose = sum(len(draft.row.text) for found in drafts.values() for draft in found if hasattr(draft.row, "html"))
    if prose > MAX_PROSE:
        raise ArchiveError(_("The archive holds more text than can be taken over at once."))
    _settle_applications(drafts, guidance, report)
    person, profile = archive.document.get("person"), archive.document.get("profile")
    return Reading(
        drafts=drafts,
        guidance=guidance,
        person=_details(User, (*SETTINGS, "welcomed_at"), person, now),
        profile=_details(Profile, PROFILE, profile, now),
        avatar=_avatar(archive, profile, report),
        key_points=_key_points(archive),
        skills=_skills(archive, guidance),
        report=report,
    )


def _report_mentoring(said: object, report: Report) -> None:
    counts = [len(rows) for rows in said.values() if isinstance(rows, list)] if isinstance(said, dict) else []
    if count := sum(counts):
        report.skip(_("What mentors and you wrote to each other"), _("it stays readable in the archive"), count=count)


# --- Guidance, by slug ----------------------------------------------------------------------------------------------


def _guidance_of(archive: Archive) -> dict[tuple[type[Model], str], Model]:
    """The guidance that the archive names and this site has: never a draft, and never a question of somebody else's."""
    named: dict[type[Model], set[str]] = defaultdict(set)
    for model in rules.imported():
        relations = [
            each for each in (*kinds.fields_of(model), *kinds.plain_many(model)) if kinds.is_guidance(each.related_model)
        ]
        for raw in archive.rows.get(kinds.label(model), ()):
            for each in relations:
                value = raw.get(each.name)
                for slug in value if isinstance(value, list) else [value]:
                    if isinstance(slug, str) and _is_slug(slug):
                        named[each.related_model].add(slug)
    named[Skill].update(slug for _key, slug in _numbered(archive, "skills", "slug"))
    return {(model, row.slug): row for model, slugs in named.items() for row in _with_slugs(model, slugs)}


def _is_slug(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 80 and is_storable(value)


def _with_slugs(model: Any, slugs: Iterable[str]) -> Iterator[Any]:
    readable = model._base_manager.exclude(status=Curated.Status.DRAFT)
    if model is Question:
        readable = readable.filter(owner=None)
    for some in _batches(sorted(slugs)):
        yield from readable.filter(slug__in=some)


def _batches(slugs: list[str], size: int = 500) -> Iterator[list[str]]:
    """As many at a time as every database takes in one query."""
    for start in range(0, len(slugs), size):
        yield slugs[start : start + size]


def _numbered(archive: Archive, part: str, column: str) -> Iterator[tuple[int, str]]:
    """Rows of guidance that some columns name by number, as the archive explains them."""
    explained = archive.document.get("guidance")
    rows = explained.get(part) if isinstance(explained, dict) else None
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("id"), int) and _is_slug(row.get(column)):
            yield row["id"], row[column]


def _skills(archive: Archive, guidance: dict[tuple[type[Model], str], Model]) -> dict[int, int]:
    found = ((key, guidance.get((Skill, slug))) for key, slug in _numbered(archive, "skills", "slug"))
    return {key: skill.pk for key, skill in found if skill}


def _key_points(archive: Archive) -> dict[int, int]:
    """Ticked key points of the bank: the one of the same question that says the same, in either language."""
    named = dict(_numbered(archive, "key_points", "question__slug"))
    here: dict[tuple[str, str], int] = {}
    for some in _batches(sorted(set(named.values()))):
        points = KeyPoint.objects.filter(question__slug__in=some, question__owner=None)
        for pk, slug, *texts in points.values_list("pk", "question__slug", "text_en", "text_zh_hans"):
            here.update({(slug, text): pk for text in texts if text})
    explained = archive.document.get("guidance")
    rows = explained["key_points"] if named and isinstance(explained, dict) else []
    found: dict[int, int] = {}
    for row in rows:
        if isinstance(row, dict) and isinstance(row.get("id"), int) and row["id"] in named:
            texts = [text for name in ("text_en", "text_zh_hans") if isinstance(text := row.get(name), str)]
            same = [here[named[row["id"]], text] for text in texts if (named[row["id"]], text) in here]
            found |= {row["id"]: same[0]} if same else {}
    return found


# --- Rows -------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Judges the rows of one archive, and notes what stays behind."""

    archive: Archive
    guidance: dict[tuple[type[Model], str], Model]
    owner: User
    report: Report
    now: datetime

    def drafts(self, model: type[Model]) -> Iterator[Draft]:
        """The rows of one kind that could be added, the oldest first."""
        for raw in sorted(self.archive.rows.get(kinds.label(model), ()), key=lambda row: int(row["id"])):
            if model is MockScore and raw.get("scorer") != MockScore.Scorer.LEARNER:
                self.report.skip(_("Scores that an interviewer gave"), _("somebody else vouches for them"))
            elif model is MockRound and raw.get("finished_at") is None:
                self.report.skip(rules.name_of(model), _("it was still under way, and its clock has run out"))
            elif draft := self._draft(model, raw):
                yield draft

    def _draft(self, model: type[Model], raw: Row) -> Draft | None:
        try:
            row = self._instance(model, raw)
        except ValidationError as error:
            words = _("it could not have been written here")
            self.report.skip(rules.name_of(model), words, name="; ".join(error.messages))
            return None
        links = {each.name: raw.get(each.name) for each in kinds.fields_of(model) if each.is_relation}
        lists = {each.name: found for each in kinds.plain_many(model) if isinstance(found := raw.get(each.name), list)}
        draft = Draft(row, raw["id"], links, lists)
        if not self._is_complete(draft) or (model is ProjectImage and not self._take_picture(draft, raw)):
            return None
        return draft

    def _instance(self, model: type[Model], raw: Row) -> Model:
        """The row with its plain columns; its relations are found later. Raises ValidationError."""
        values = checking.cleaned_row(model, raw, now=self.now)
        row = model(**values | _given_anew(model, values))
        if model is not KeyPoint:
            row.owner = self.owner  # type: ignore[attr-defined]
        if hasattr(row, "html"):
            row.html = ""  # rendered from the text when it is confirmed, never taken from the file
        # `cleaned_row` has judged what may be empty; the model's own rules are about what a form would offer.
        judged = {name for name, value in values.items() if value is not None}
        others = [each.name for each in model._meta.fields if each.name not in judged]
        row.full_clean(exclude=[*others, "html"], validate_unique=False, validate_constraints=False)
        return row

    def _is_complete(self, draft: Draft) -> bool:
        """Whether this site has the guidance that the row cannot do without; what it can do without is left out."""
        model = type(draft.row)
        for name, value in draft.links.items():
            each: Any = model._meta.get_field(name)
            needed = kinds.is_guidance(each.related_model) and isinstance(value, str) and not each.null
            if needed and (each.related_model, value) not in self.guidance:
                self.report.skip(rules.name_of(model), _("this site has nothing of that name"), name=value)
                return False
        return True

    def _take_picture(self, draft: Draft, raw: Row) -> bool:
        content = self.archive.picture(raw.get("file"))
        try:
            if content is None:
                raise ValidationError(_("The picture is missing in the archive, or too large."))
            draft.picture = reencode_within(SimpleUploadedFile("picture.webp", content), longest=PICTURE_SIDE)
        except ValidationError as error:
            self.report.skip(rules.name_of(ProjectImage), error.messages[0], name=draft.row.alt)
            return False
        return True


def _given_anew(model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
    """What is never taken from a file: states and names that belong to this site."""
    if model is not Question:
        return {}
    said = f"{values['prompt_en']}\n{values['prompt_zh_hans']}"
    return {
        "slug": f"own-{uuid.uuid4().hex[:20]}",
        "status": Question.Status.DRAFT,
        "credit": "",
        "loaded_digest": "",
        "behind": "",
        # A question without a key is known again by its words.
        "form_key": values["form_key"] or uuid.uuid5(uuid.NAMESPACE_URL, said),
    }


def _avatar(archive: Archive, profile: object, report: Report) -> ContentFile[bytes] | None:
    name = profile.get("avatar") if isinstance(profile, dict) else None
    if name is None:
        return None
    content = archive.picture(name)
    try:
        if content is None:
            raise ValidationError(_("The picture is missing in the archive, or too large."))
        return reencode_square(SimpleUploadedFile("avatar.webp", content), side=AVATAR_SIDE)
    except ValidationError as error:
        report.skip(_("Your picture"), error.messages[0])
        return None


def _details(model: type[Model], names: Iterable[str], raw: object, now: datetime) -> dict[str, Any]:
    """Details about the person that could be taken over; one that could not is left out."""
    found = {}
    for name in names:
        each: Any = model._meta.get_field(name)
        value = raw.get(name) if isinstance(raw, dict) else None
        try:
            found[name] = checking.cleaned(model, each, value, now=now)
        except ValidationError:
            continue
    return {name: value for name, value in found.items() if value not in (None, "")}


# --- Applications: the events are the truth ---------------------------------------------------------------------------


def _settle_applications(
    drafts: dict[type[Model], list[Draft]], guidance: dict[tuple[type[Model], str], Model], report: Report
) -> None:
    """Keep the applications whose events the process allows; where each stands is worked out anew from its events."""
    process, today = current(), timezone.localdate() + timedelta(days=1)
    events: dict[Any, list[Draft]] = defaultdict(list)
    for draft in drafts[StageEvent]:
        if isinstance(draft.links["application"], int):
            events[draft.links["application"]].append(draft)
    kept = []
    for draft in drafts[Application]:
        try:
            chain = _chain(events[draft.key], guidance)
            pipeline.check_chain(process.machine, chain, today=today)
        except NotAllowedError as error:
            report.skip(rules.name_of(Application), reason(error), name=str(draft.row))
            continue
        draft.links["stage"], draft.row.stage_on = chain[-1].stage, chain[-1].day
        sent = (event.day for event in chain if process.stages[event.stage or ""].group != Stage.Group.PREPARING)
        draft.row.applied_on = next(sent, None)
        kept.append(draft)
    drafts[Application] = kept


def _chain(events: list[Draft], guidance: dict[tuple[type[Model], str], Model]) -> list[Event]:
    """The effective events of one application; raises NotAllowedError when they could not stand side by side."""
    found: list[Event] = []
    for draft in events:
        stage, replaces = draft.links["stage"], draft.links["replaces"]
        if stage is not None and not (_is_slug(stage) and (Stage, stage) in guidance):
            raise NotAllowedError("stage")
        is_correction = draft.row.kind == StageEvent.Kind.CORRECTION
        if (replaces is not None) != is_correction or (stage is None and not is_correction):
            raise NotAllowedError("move")
        if is_correction and (replaces not in [event.pk for event in found] or replaces in [event.replaces for event in found]):
            raise NotAllowedError("move")
        found.append(Event(draft.key, stage, draft.row.happened_on, replaces))
    if len({draft.row.form_key for draft in events}) < len(events):
        raise NotAllowedError("move")
    return pipeline.effective(found)
