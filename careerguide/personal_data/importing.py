"""Taking over an archive: all that was shown, in one transaction, or nothing.

The preview is the same work rolled back, so it cannot promise anything else than the confirmation does.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import Profile, User
from careerguide.lib.markdown import render
from careerguide.personal_data import kinds, reading, rules
from careerguide.personal_data.archive import open_archive
from careerguide.personal_data.reading import Draft, Reading
from careerguide.personal_data.report import Report
from interviews.models import Answer, KeyPoint, MockItem, ReviewLog, Task
from portfolio import addresses
from portfolio.actions.pictures import MOST_BYTES, MOST_FILES
from portfolio.models import BrandPlan, ProjectImage, ProjectSkill, PublicItem, PublicPage, ResumeEntry, address_key
from roles.models import TargetRole


def preview(owner: User, upload: IO[bytes], size: int, *, now: datetime) -> Report:
    """What an import would do; nothing of it stays. Raises ArchiveError."""
    read = reading.read(open_archive(upload, size), owner, now=now)
    with transaction.atomic():
        report = _Importer(owner, read, keep=False).run()
        transaction.set_rollback(True)
    return report


def import_archive(owner: User, upload: IO[bytes], size: int, *, now: datetime) -> Report:
    """Add everything that the preview told of; raises ArchiveError, and then adds nothing."""
    read = reading.read(open_archive(upload, size), owner, now=now)
    for found in read.drafts.values():
        for draft in found:
            if hasattr(draft.row, "html"):
                draft.row.html = render(draft.row.text)  # before the transaction: it takes time, and locks nobody out
    importer = _Importer(owner, read, keep=True)
    try:
        with transaction.atomic():
            return importer.run()
    except BaseException:
        for file in importer.stored:
            file.storage.delete(file.name)
        raise


class _Importer:
    """One run inside a transaction. `here` finds the row that stands here for a row of the archive."""

    def __init__(self, owner: User, read: Reading, *, keep: bool) -> None:
        self.owner, self.read, self.report, self.keep = owner, read, read.report, keep
        self.here: dict[tuple[type[Model], int], Any] = {}
        self.new: set[tuple[type[Model], int]] = set()
        self.parts: Counter[tuple[type[Model], int]] = Counter()
        self.stored: list[Any] = []

    def run(self) -> Report:
        """Add what is new, those first that others refer to."""
        self.owner = User.objects.select_for_update().get(pk=self.owner.pk)  # two imports at once take turns
        self._clear_the_way()
        for model, found in self.read.drafts.items():
            known = self._known(model)
            for draft in found:
                self._add(model, draft, known)
        self._fill_in()
        return self.report

    # --- What is here already ------------------------------------------------------------------------------------------

    def _clear_the_way(self) -> None:
        """An empty plan or page, made by only looking at it, must not stand in the way of a written one."""
        for model, blank in ((BrandPlan, ("positioning", "audience", "proof")), (PublicPage, ("headline", "intro"))):
            written = [d for d in self.read.drafts[model] if d.row.version > 1 or any(getattr(d.row, name) for name in blank)]
            empty: Any = kinds.rows_of(self.owner, model).filter(version=1, **dict.fromkeys(blank, ""))
            if written:
                (empty.filter(published_at=None) if model is PublicPage else empty).delete()
        images = ProjectImage.objects.owned_by(self.owner)
        self.pictures = images.count()
        self.bytes = sum(images.values_list("size", flat=True))
        self.has_primary = TargetRole.objects.owned_by(self.owner).filter(is_primary=True).exists()

    def _known(self, model: type[Model]) -> dict[tuple[Any, ...], Any]:
        """The person's rows by what they are known by."""
        columns = rules.identity(model)
        if columns is None or not self.read.drafts[model]:
            return {}
        long = [each.name for each in kinds.fields_of(model) if isinstance(each, models.TextField) and each.name != "prompt"]
        return {_key_of(row, columns): row for row in kinds.rows_of(self.owner, model).defer(*long)}

    # --- One row -------------------------------------------------------------------------------------------------------

    def _add(self, model: type[Model], draft: Draft, known: dict[tuple[Any, ...], Any]) -> None:
        missing = self._link(model, draft)
        if missing is not None:
            self.report.skip(rules.name_of(model), missing)
            return
        parent = rules.PARENTS.get(model)
        columns = rules.identity(model)
        if parent and (type(getattr(draft.row, parent)), draft.links[parent]) not in self.new:
            self.report.known += 1
            return
        if columns is not None and (row := known.get(_key_of(draft.row, columns))):
            self.here[model, draft.key] = row
            self.report.known += 1
            return
        if self._is_refused(model, draft, parent):
            return
        self._prepare(model, draft)
        if self._save(model, draft):
            self.here[model, draft.key] = draft.row
            self.new.add((model, draft.key))
            self.report.added[model] += 1
            if columns is not None:
                known[_key_of(draft.row, columns)] = draft.row

    def _link(self, model: type[Model], draft: Draft) -> str | None:
        """Let the row refer to what stands here for what it named; why it cannot be added, if it cannot."""
        for name, value in draft.links.items():
            each: Any = model._meta.get_field(name)
            target = None
            if isinstance(value, str):
                target = self.read.guidance.get((each.related_model, value))
            elif isinstance(value, int):
                target = self.here.get((each.related_model, value))
            if target is None and not each.null:
                return _("it belongs to something that is skipped")
            setattr(draft.row, name, target)
        return self._disagreement(model, draft)

    def _disagreement(self, model: type[Model], draft: Draft) -> str | None:
        """References that each are somebody's own, and yet do not belong together, are not kept."""
        row = draft.row
        if model in {MockItem, ReviewLog} and row.answer and row.answer.question_id != row.question_id:
            row.answer = None
        if model is ProjectSkill and row.evidence and row.evidence.skill_id != row.skill_id:
            row.evidence = None
        if model is Task and row.interview and row.interview.application_id != row.application_id:
            row.interview = None
        if model is PublicItem:
            return self._point_at_shown(row)
        return None

    def _point_at_shown(self, row: PublicItem) -> str | None:
        """An item of a public page names what it shows by number."""
        if row.section == "skills":
            shown = self.read.skills.get(row.item_id)
        else:
            target = self.here.get((rules.SHOWN_KINDS.get(row.section, ResumeEntry), row.item_id))
            shown = target.pk if target else None
        if shown is None:
            return _("it belongs to something that is skipped")
        row.item_id = shown
        return None

    def _is_refused(self, model: type[Model], draft: Draft, parent: str | None) -> bool:
        """Whether a limit of the site stands against it."""
        if parent and model in rules.MOST_OF_A_PARENT:
            place = (model, draft.links[parent])
            self.parts[place] += 1
            if self.parts[place] > rules.MOST_OF_A_PARENT[model]:
                self.report.skip(rules.name_of(model), _("there are more parts than one may have"))
                return True
        if model is ProjectImage and draft.picture:
            if self.pictures >= MOST_FILES or self.bytes + draft.picture.size > MOST_BYTES:
                words = _("You have reached the limit of %(files)s pictures or 50 MB. Delete one first.") % {
                    "files": MOST_FILES
                }
                self.report.skip(rules.name_of(model), words, name=draft.row.alt)
                return True
            self.pictures, self.bytes = self.pictures + 1, self.bytes + draft.picture.size
        return False

    def _prepare(self, model: type[Model], draft: Draft) -> None:
        """What depends on what is here."""
        row = draft.row
        if model is TargetRole:
            row.is_primary, self.has_primary = row.is_primary and not self.has_primary, row.is_primary or self.has_primary
        elif model is PublicPage:
            row.published_at, row.slug = None, _free_address(row.slug, self.owner)
            row.slug_key = address_key(row.slug)
        elif model is Answer:
            ticked = [self._key_point(key, row.question_id) for key in row.ticked]
            row.ticked = [key for key in ticked if key]
            if lost := len(ticked) - len(row.ticked):
                self.report.skip(_("Ticked key points"), _("this site has them in other words"), count=lost)
        elif model is ProjectImage and draft.picture:
            row.size = draft.picture.size

    def _key_point(self, key: int, question: int) -> int | None:
        own = self.here.get((KeyPoint, key))
        if own is not None:
            return int(own.pk) if own.question_id == question else None
        return self.read.key_points.get(key)

    def _save(self, model: type[Model], draft: Draft) -> bool:
        """Store the row as it is, its dates too; False where the database knows a rule that stands against it."""
        row = draft.row
        if model is ProjectImage and draft.picture and self.keep:
            row.file.save("picture.webp", draft.picture, save=False)
            self.stored.append(row.file)
        try:
            with transaction.atomic():
                row.save_base(raw=True, force_insert=True)  # a plain save would set the dates anew
                for name, values in draft.lists.items():
                    self._set_list(model, row, name, values)
        except (IntegrityError, DataError):
            self.report.skip(rules.name_of(model), _("it contradicts an entry that is here already"))
            if model is ProjectImage and self.keep:
                row.file.storage.delete(row.file.name)
            return False
        return True

    def _set_list(self, model: type[Model], row: Any, name: str, values: list[Any]) -> None:
        target: Any = model._meta.get_field(name).related_model
        found = {
            self.read.guidance.get((target, value)) if isinstance(value, str) else self.here.get((target, value))
            for value in values
            if isinstance(value, str | int)
        }
        if found := found - {None}:
            getattr(row, name).set(found)

    # --- The person ----------------------------------------------------------------------------------------------------

    def _fill_in(self) -> None:
        """Details and the picture, where there is nothing yet: what somebody wrote here is never replaced."""
        blank = {"name": "", "language": "", "time_zone": "UTC", "welcomed_at": None}
        settings = {
            name: value for name, value in self.read.person.items() if getattr(self.owner, name) == blank[name] != value
        }
        if settings:
            User.objects.filter(pk=self.owner.pk).update(**settings)
        self.report.details += len(settings.keys() - {"welcomed_at"})
        own = Profile.objects.filter(user=self.owner).first() or Profile(user=self.owner)
        details = {name: value for name, value in self.read.profile.items() if getattr(own, name) in ("", None)}
        for name, value in details.items():
            setattr(own, name, value)
        picture = self.read.avatar if not own.avatar else None
        if picture and self.keep:
            own.avatar.save("avatar.webp", picture, save=False)
            self.stored.append(own.avatar)
        self.report.details += len(details) + bool(picture)
        if details or picture:
            own.save()


def _key_of(row: Any, columns: tuple[str, ...]) -> tuple[Any, ...]:
    """What a row is known by. Moments to the millisecond: older archives hold no more of them."""
    values = [getattr(row, name) for name in columns]
    return tuple(
        value.replace(microsecond=value.microsecond // 1000 * 1000) if isinstance(value, datetime) else value
        for value in values
    )


def _free_address(slug: str, owner: User) -> str:
    """The page's own address if nobody has it, else one like it."""
    for candidate in (slug, *(f"{slug[:37]}-{number}" for number in range(2, 20))):
        try:
            checked = addresses.check_form(candidate)
        except ValidationError:
            continue
        if addresses.is_free(checked, owner):
            return checked
    return ""
