"""Writing an answer: a draft that is saved again and again, and is handed in once."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import User
from careerguide.lib import markdown
from careerguide.lib.written import WrittenRows
from interviews.models import Answer, KeyPoint, Question
from interviews.page_stamp import PageStamp, worked


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page of practice sends; `turn` counts its own saves, so that a late one is known to be older."""

    text: str
    version: int
    form_key: uuid.UUID
    stamp: PageStamp
    turn: int = 0


class ConflictError(Exception):
    """The draft was changed elsewhere since this page last saw it; carries the stored one."""

    def __init__(self, stored: Answer) -> None:
        super().__init__()
        self.stored = stored


class AlreadySubmittedError(Exception):
    """This page's answer was handed in before."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


_draft = WrittenRows[Answer](lambda owner, question: Answer.objects.drafts().filter(owner=owner, question=question), -1, -2)


def draft_of(owner: User, question: Question) -> Answer | None:
    """The unfinished answer to a question; there is at most one."""
    return _draft.row(owner.pk, question.pk)


def save_draft(*, owner: User, question: Question, sent: Sent, now: datetime) -> Answer:
    """Store what was typed; raises ConflictError or AlreadySubmittedError, and then stores nothing."""
    draft = draft_of(owner, question)
    if draft is None:
        return _begin(owner, question, sent, now)
    try:
        return _continue(draft, sent, now)
    except Answer.DoesNotExist:  # discarded in another tab meanwhile: the text begins a new draft
        return _begin(owner, question, sent, now)


def _begin(owner: User, question: Question, sent: Sent, now: datetime) -> Answer:
    _refuse_what_was_handed_in(owner, question, sent)
    answer = Answer(
        owner=owner,
        question=question,
        text=sent.text,
        seconds=worked(sent.stamp.opened_at, now),
        started_at=sent.stamp.opened_at,
        touched_at=now,
        form_key=sent.form_key,
        written_by=sent.form_key,
        turn=sent.turn,
    )
    try:
        with transaction.atomic():
            answer.save()
    except IntegrityError:  # another tab, or another save of this page, was quicker by a moment
        _refuse_what_was_handed_in(owner, question, sent)
        return _continue(Answer.objects.owned_by(owner).drafts().get(question=question), sent, now)
    return answer


def _refuse_what_was_handed_in(owner: User, question: Question, sent: Sent) -> None:
    same_page = Q(form_key=sent.form_key) | Q(written_by=sent.form_key)
    submitted = Answer.objects.owned_by(owner).filter(same_page, question=question).exclude(submitted_at=None).first()
    if submitted:
        raise AlreadySubmittedError(submitted)


def _continue(draft: Answer, sent: Sent, now: datetime) -> Answer:
    stored_version, by_this_page = draft.version, sent.form_key == draft.written_by
    if by_this_page and sent.turn < draft.turn:
        return draft  # held up on its way: what this page saved later is stored already
    if sent.version != stored_version and not by_this_page and sent.text != draft.text:
        raise ConflictError(draft)
    since = max(draft.touched_at, sent.stamp.opened_at)
    if draft.text != sent.text:
        draft.text, draft.html = sent.text, ""
    draft.seconds += worked(since, now)
    draft.touched_at, draft.written_by, draft.turn = now, sent.form_key, sent.turn
    fields = ("text", "html", "seconds", "touched_at", "written_by", "turn")
    if not draft.save_edit(fields, expected=stored_version):
        stored = draft.stored()
        if not stored.is_draft:
            raise AlreadySubmittedError(stored)
        return _continue(stored, sent, now)  # where another page wrote, this raises ConflictError
    return draft


def submit_answer(*, owner: User, question: Question, sent: Sent, now: datetime) -> Answer:
    """Store the text and hand it in; the same page sent twice makes one answer.

    Two writes and no transaction around them: rendering a long text must not hold the lock of the database. Killed between
    them, the text is a draft like any other.
    """
    answer = save_draft(owner=owner, question=question, sent=sent, now=now)
    total, html = KeyPoint.objects.filter(question=question).count(), markdown.render(answer.text)
    same = Answer.objects.owned_by(owner).filter(pk=answer.pk, submitted_at=None, version=answer.version)
    if not same.update(submitted_at=now, total=total, html=html):
        raise ConflictError(answer.stored())
    answer.submitted_at, answer.total, answer.html = now, total, html
    return answer


@transaction.atomic
def delete_answer(*, owner: User, answer: Answer) -> None:
    """Remove one attempt for good; what its grade did to the schedule stays."""
    Answer.objects.owned_by(owner).filter(pk=answer.pk).delete()
