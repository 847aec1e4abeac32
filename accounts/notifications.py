"""What people are told, and how they want to be told.

An app registers its kinds when it starts and calls `notify` inside the transaction of the cause. The sentence is made when it
is read, so it speaks the reader's language, whoever caused it, and names only what the reader may know at that moment.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import Notification, NotificationChoice, User


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing to be told: its name in the settings and its sentence with named gaps (both lazy translations).

    Words that another person may take back are not kept with the notification: `details` reads them, for many rows at once, and
    leaves out the rows whose owner may no longer know them. Those are told in the `quiet` sentence.
    """

    key: str
    label: Any
    sentence: Any
    details: "Details | None" = None
    quiet: Any = ""


Details = Callable[[Sequence[Notification]], Mapping[int, Mapping[str, str]]]
_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known; called once by each app when it starts."""
    _kinds.update({kind.key: kind for kind in kinds})


def kinds() -> list[Kind]:
    """All kinds in the order in which they were registered."""
    return list(_kinds.values())


def sentences(rows: Sequence[Notification]) -> dict[int, str]:
    """By row, the sentence in the language in force; an empty one for a kind that a later release no longer knows."""
    readers = {kind.details for row in rows if (kind := _kinds.get(row.kind)) and kind.details}
    read = {details: details([row for row in rows if _details_of(row) is details]) for details in readers}
    return {row.pk: _worded(row, read) for row in rows}


def sentence(row: Notification) -> str:
    """The sentence of one row."""
    return sentences([row])[row.pk]


def _details_of(row: Notification) -> Details | None:
    known = _kinds.get(row.kind)
    return known.details if known else None


def _worded(row: Notification, read: Mapping[Details, Mapping[int, Mapping[str, str]]]) -> str:
    known = _kinds.get(row.kind)
    if known is None:
        return ""
    values = {"person": row.about.get_short_name() if row.about else _("a deleted account"), **row.values}
    text = known.sentence
    if known.details:
        words = read[known.details].get(row.pk)
        values, text = ({**values, **words}, text) if words is not None else (values, known.quiet)
    try:
        return (str(text) % values).strip()
    except (KeyError, ValueError, TypeError):
        return str(known.label)


def notify(*, owner: User, kind: str, url: str, about: User | None = None, **values: str) -> Notification | None:
    """Tell `owner` of something that `about` did; `url` is a path of ours, `values` fill the gaps that no `details` read.

    Nothing is written when the owner wants this kind neither way. Must run inside the transaction that makes it true: rolled
    back, nobody is told. The mail goes out after the commit.
    """
    if kind not in _kinds:
        raise KeyError(f"unknown kind of notification: {kind}")
    choice = NotificationChoice.objects.owned_by(owner).filter(kind=kind).first()
    in_app, by_mail = (choice.in_app, choice.by_mail) if choice else (True, True)
    if not in_app and not by_mail:
        return None
    with transaction.atomic():
        row = Notification.objects.create(
            owner=owner, about=about, kind=kind, values=values, url=url, in_app=in_app, by_mail=by_mail
        )
        if in_app:
            User.objects.filter(pk=owner.pk).update(unread=F("unread") + 1)
        if by_mail:
            transaction.on_commit(partial(outbox.try_now, row.pk), robust=True)
    return row


@transaction.atomic
def mark_read(*, owner: User, pks: Iterable[int] | None = None) -> None:
    """Mark these, or all, as read, and count anew what is left."""
    own = Notification.objects.owned_by(owner)
    unread = own.filter(in_app=True, read_at__isnull=True)
    (unread if pks is None else unread.filter(pk__in=list(pks))).update(read_at=timezone.now())
    User.objects.filter(pk=owner.pk).update(unread=own.filter(in_app=True, read_at__isnull=True).count())


def choose(*, owner: User, choices: Mapping[str, tuple[bool, bool]]) -> None:
    """Keep how kinds are told: in the app, by mail."""
    rows = [NotificationChoice(owner=owner, kind=kind, in_app=app, by_mail=mail) for kind, (app, mail) in choices.items()]
    NotificationChoice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["owner", "kind"], update_fields=["in_app", "by_mail"]
    )


@transaction.atomic
def stop_mails(*, owner: User, kind: str) -> None:
    """No more mails of this kind; in the app everything stays as it was."""
    choice, _created = NotificationChoice.objects.get_or_create(owner=owner, kind=kind)
    choice.by_mail = False
    choice.save(update_fields=["by_mail", "updated_at"])
