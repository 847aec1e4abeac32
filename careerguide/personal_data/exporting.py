"""One archive with everything: `data.json`, the files it names, and a page that explains it."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import Profile, User
from careerguide.personal_data import kinds
from interviews.models import Answer, KeyPoint, MockScore, Question
from mentoring.models import (
    CheckIn,
    Endorsement,
    Feedback,
    Goal,
    Mentorship,
    MockInvitation,
    MockSheet,
    PassageComment,
    PrivateNote,
    ReviewMessage,
)
from mentoring.models import ReviewRequest as Request
from portfolio.models import PublicItem
from roles.models import Skill

FORMAT, VERSION = "careerguide", 1
SETTINGS = ("name", "language", "time_zone")
PROFILE = ("headline", "background", "current_role", "years", "website", "code_link", "network_link")
KEPT_IN_MEMORY = 4_000_000
Row = dict[str, Any]
Files = dict[str, Any]


class Encoder(DjangoJSONEncoder):
    """Writes moments whole; Django's own encoder cuts them to milliseconds."""

    def default(self, o: Any) -> Any:
        """A moment as it is stored, all else as Django does."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def export(owner: User, *, now: datetime) -> IO[bytes]:
    """The archive, complete and read back, at its beginning; larger ones wait on the disk."""
    files: Files = {}
    with transaction.atomic():
        document = document_of(owner, files, now=now)
    # Closed by the answer that streams it.
    archive = tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115
    text = json.dumps(document, cls=Encoder, ensure_ascii=False, indent=1)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("data.json", text)
        packed.writestr("README.txt", readme(owner, document))
        for name, file in files.items():
            with file.storage.open(file.name) as stored:
                packed.writestr(name, stored.read())
    with zipfile.ZipFile(archive) as packed:
        broken = packed.testzip()
        if broken or json.loads(packed.read("data.json"))["format"] != FORMAT:
            raise OSError(f"The archive cannot be read back: {broken or 'data.json'}")
    archive.seek(0)
    return archive


def document_of(owner: User, files: Files, *, now: datetime) -> Row:
    """All of a person's record as plain values; `files` receives the uploaded files by their name in the archive."""
    profile = Profile.objects.filter(user=owner).first()
    person: Row = {"email": owner.email, "date_joined": owner.date_joined, "welcomed_at": owner.welcomed_at}
    about: Row = {name: getattr(profile, name) for name in PROFILE} if profile else {}
    if profile and profile.avatar:
        about["avatar"] = _pack(files, "avatar.webp", profile.avatar)
    rows = {kinds.label(model): found for model in kinds.kinds() if (found := _rows(owner, model, files))}
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now,
        "person": person | {name: getattr(owner, name) for name in SETTINGS},
        "profile": about,
        "rows": rows,
        "guidance": numbered_guidance(owner),
        "mentoring": mentoring_of(owner),
    }


def _pack(files: Files, name: str, file: Any) -> str | None:
    if not file.storage.exists(file.name):
        return None  # lost on the disk: the rest of the record must not be held back for it
    files[f"files/{name}"] = file
    return f"files/{name}"


def _rows(owner: User, model: type[Model], files: Files) -> list[Row]:
    fields, many = list(kinds.fields_of(model)), kinds.plain_many(model)
    related = [each.name for each in fields if kinds.is_guidance(each.related_model)]
    rows = kinds.readable_rows_of(owner, model).select_related(*related).prefetch_related(*(each.name for each in many))
    return [
        {"id": row.pk}
        | {each.name: _value(row, each) for each in fields}
        | {each.name: [reference(item) for item in getattr(row, each.name).all()] for each in many}
        | {
            each.name: _pack(files, f"{model._meta.model_name}-{row.pk}.webp", getattr(row, each.name))
            for each in kinds.files_of(model)
            if getattr(row, each.name)
        }
        for row in rows
    ]


def _value(row: Model, each: kinds.Field) -> Any:
    if kinds.is_guidance(each.related_model):
        return reference(getattr(row, each.name))
    return getattr(row, each.attname) if each.is_relation else each.value_from_object(row)


def reference(target: Any) -> Any:
    """Guidance by its slug, which is the same everywhere; own rows by their key in this file."""
    if target is None:
        return None
    private = isinstance(target, Question) and target.is_private
    return target.slug if kinds.is_guidance(type(target)) and not private else target.pk


def numbered_guidance(owner: User) -> Row:
    """What some columns name by its number, which is another one elsewhere: by question and text, or by slug."""
    ticked = {key for keys in Answer.objects.owned_by(owner).values_list("ticked", flat=True) for key in keys}
    points = KeyPoint.objects.filter(question__owner=None, pk__in=ticked)
    shown = PublicItem.objects.filter(owner=owner, section="skills").values_list("item_id", flat=True)
    return {
        "key_points": _plain(points, "id question__slug text_en text_zh_hans"),
        "skills": _plain(Skill.objects.filter(pk__in=shown), "id slug"),
    }


def mentoring_of(owner: User) -> Row:
    """What mentors and this person wrote to each other, to be read: never another learner's, never a mentor's drafts."""
    own = {"mentorship__learner": owner}
    judged = MockScore.objects.owned_by(owner).filter(scorer=MockScore.Scorer.LEARNER).values("item__mock")
    sent = {"request__mentorship__learner": owner, "sent_at__isnull": False}
    return {
        "mentorships": _plain(
            Mentorship.objects.filter(learner=owner), "mentor__name state scopes until created_at ended_at thanks"
        ),
        "endorsements": _plain(Endorsement.objects.filter(**own), "mentor__name skill__slug level note created_at"),
        "check_ins": _plain(CheckIn.objects.filter(**own), "mentorship__mentor__name starts_at agenda notes done_at"),
        "goals": _plain(Goal.objects.filter(**own), "title due done_at created_at"),
        "requests": _plain(Request.objects.filter(**own), "id kind label text question own_scores state created_at"),
        "messages": _plain(
            ReviewMessage.objects.filter(request__mentorship__learner=owner), "request_id by_mentor text created_at"
        ),
        "reviews": _plain(
            Feedback.objects.filter(**sent),
            "request_id author__name text correctness reasoning limits clarity sent_at",
        ),
        "passages": _plain(
            PassageComment.objects.filter(feedback__request__mentorship__learner=owner, feedback__sent_at__isnull=False),
            "feedback__request_id quote text created_at",
        ),
        "interviews": _plain(
            # As on the pages: what the interviewer says is read once one has judged for oneself.
            MockInvitation.objects.filter(**own, state=MockInvitation.State.HANDED_IN, mock__in=judged),
            "mock_id mentorship__mentor__name comment closed_at",
        ),
        "written_as_mentor": _plain(Feedback.objects.filter(author=owner), "text sent_at"),
        "notes_as_mentor": _plain(PrivateNote.objects.filter(author=owner), "text created_at"),
        "interview_notes_as_mentor": _plain(
            MockSheet.objects.filter(author=owner).exclude(notes=""), "invitation_id notes updated_at"
        ),
    }


def _plain(rows: Any, names: str) -> list[Row]:
    return list(rows.order_by("pk").values(*names.split()))


def readme(owner: User, document: Row) -> str:
    """What the archive holds, in words."""
    lines: Iterable[str] = (f"  {name}: {len(rows)}" for name, rows in document["rows"].items())
    return "\n".join(
        (
            _("Your data from Careerguide, %(email)s") % {"email": owner.email},
            str(document["exported_at"]),
            "",
            _("data.json holds your whole record. files/ holds your pictures. Nothing in it is shortened or rounded."),
            _("What mentors wrote to you is included, and what you wrote as a mentor; nothing else of other people is."),
            "",
            *lines,
            "",
        )
    )
