"""Being told: in the app, by mail, in one's own language, and the way out."""

import re
import uuid
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts import notifications, outbox
from accounts.models import Notification, NotificationChoice, User

TELL = {"kind": "skill_confirmed", "url": "/skills/", "skill": "Serving", "level": "3"}


@pytest.fixture
def told(learner: User, stranger: User, django_capture_on_commit_callbacks) -> Notification:
    with django_capture_on_commit_callbacks(execute=True):
        row = notifications.notify(owner=learner, about=stranger, **TELL)
    assert row
    return row


def test_it_stands_in_the_app_until_it_is_opened(signed_in: Client, learner: User, told: Notification) -> None:
    text = signed_in.get("/notifications/").content.decode()
    assert "Sam Stranger confirmed Serving at level 3." in text
    assert "1 new notification" in text
    assert signed_in.post(f"/notifications/{told.pk}/").url == "/skills/"
    assert "new notification" not in signed_in.get("/roles/").content.decode()


def test_the_number_in_the_header_costs_no_query(signed_in: Client, told: Notification, django_assert_num_queries) -> None:
    signed_in.get("/profile/")
    with django_assert_num_queries(4):  # session, user, the user and the profile that the forms show
        assert "1 new notification" in signed_in.get("/profile/").content.decode()


def test_nobody_opens_anothers(signed_in: Client, told: Notification, stranger: User) -> None:
    signed_in.force_login(stranger)
    assert signed_in.post(f"/notifications/{told.pk}/").status_code == 404
    assert "Serving" not in signed_in.get("/notifications/").content.decode()
    told.refresh_from_db()
    assert told.read_at is None


def test_the_mail_reads_well_in_the_receivers_language(learner: User, told: Notification) -> None:
    message = mail.outbox[0]
    assert message.to == ["learner@example.org"]
    assert message.subject == "Sam Stranger confirmed Serving at level 3."
    assert message.body.startswith("Hello Lea Learner,\n\nSam Stranger confirmed")
    assert "/skills/\n" in message.body
    learner.language, learner.time_zone = "zh-hans", "Asia/Shanghai"
    learner.save()
    row = Notification.objects.select_related("owner", "about").get(pk=told.pk)
    chinese = outbox.compose(row)
    assert chinese.subject == "Sam Stranger 确认你的“Serving”达到 3 级。"
    assert "Lea Learner，你好" in chinese.body


def test_the_message_id_stays_the_same_when_it_is_sent_again(told: Notification) -> None:
    Notification.objects.update(mailed_at=None, next_try_at=told.created_at)  # a crash between sending and noting it
    call_command("send_notifications")
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second
    call_command("send_notifications")
    assert len(mail.outbox) == 2


def test_a_rolled_back_cause_tells_nobody(learner: User, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        notifications.notify(owner=learner, **TELL)
        transaction.set_rollback(True)
    learner.refresh_from_db()
    assert (Notification.objects.count(), len(mail.outbox), learner.unread) == (0, 0, 0)


def test_it_is_sent_after_the_commit_never_inside(learner: User, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        notifications.notify(owner=learner, **TELL)
        assert mail.outbox == []
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_is_not_asked_again_by_every_page(
    learner: User, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    tries = []

    def refuse(self: object, **_kwargs: object) -> None:
        tries.append(self)
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(5):
            notifications.notify(owner=learner, **TELL)
    assert len(tries) == 1
    monkeypatch.undo()
    cache.clear()
    Notification.objects.update(next_try_at="2020-01-01T00:00Z")
    assert outbox.send_waiting() == (5, 0)
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("error", [SMTPRecipientsRefused({}), ValueError("no such header")], ids=["refused", "unsendable"])
def test_one_mail_that_cannot_be_sent_holds_up_no_other(
    learner: User, monkeypatch, django_capture_on_commit_callbacks, error: Exception
) -> None:
    send, tries = EmailMessage.send, []

    def refuse_the_first(self: EmailMessage, **options: bool) -> int:
        tries.append(self)
        if len(tries) == 1:
            raise error
        return send(self, **options)

    monkeypatch.setattr(EmailMessage, "send", refuse_the_first)
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            notifications.notify(owner=learner, **TELL)
    assert len(tries) == 2
    assert len(mail.outbox) == 1
    tries.clear()
    for _time in range(2):
        notifications.notify(owner=learner, **TELL)
    assert outbox.send_waiting() == (1, 1)


def test_somebody_who_was_switched_off_is_not_written_to(learner: User, told: Notification) -> None:
    mail.outbox.clear()
    User.objects.update(is_active=False)
    Notification.objects.update(by_mail=True, mailed_at=None, next_try_at=timezone.now())
    assert outbox.send_waiting() == (0, 0)
    assert outbox.send_one(told.pk) is None
    assert mail.outbox == []
    User.objects.update(is_active=True)
    assert outbox.send_waiting() == (1, 0)


def test_two_processes_do_not_send_the_same_mail(learner: User) -> None:
    row = notifications.notify(owner=learner, **TELL)
    assert outbox.send_one(row.pk) is True
    assert outbox.send_one(row.pk) is None


def test_settings_per_kind(signed_in: Client, learner: User) -> None:
    kept = {f"{way}-{kind.key}": "on" for kind in notifications.kinds() for way in ("app", "mail")}
    del kept["mail-skill_confirmed"]
    assert signed_in.post("/notifications/settings/", kept).status_code == 302
    row = notifications.notify(owner=learner, **TELL)
    assert (row.in_app, row.by_mail) == (True, False)
    del kept["app-skill_confirmed"]
    signed_in.post("/notifications/settings/", kept)
    assert notifications.notify(owner=learner, **TELL) is None
    assert notifications.notify(owner=learner, kind="thanked", url="/") is not None


def test_one_click_stops_the_mails_and_opening_the_link_does_not(told: Notification, learner: User) -> None:
    link = re.search(r"https?://[^/]+(/notifications/off/\S+)", mail.outbox[0].body).group(1)
    guest = Client(enforce_csrf_checks=True)
    assert "A mentor confirms a skill" in guest.get(link).content.decode()
    assert not NotificationChoice.objects.exists()
    assert guest.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert mail.outbox[0].extra_headers["List-Unsubscribe"].endswith(f"{link}>")
    row = notifications.notify(owner=learner, **TELL)
    assert (row.in_app, row.by_mail) == (True, False)
    for broken in (link[:-2] + "/", "/notifications/off/x/", link.replace(":", ";", 1)):
        assert guest.post(broken).status_code == 404


def test_all_are_marked_as_read(signed_in: Client, learner: User) -> None:
    for _time in range(3):
        notifications.notify(owner=learner, **TELL)
    signed_in.post("/notifications/read/")
    learner.refresh_from_db()
    assert learner.unread == 0


def test_what_was_told_about_somebody_goes_with_them(signed_in: Client, learner: User, stranger: User, told) -> None:
    stranger.delete()
    assert not Notification.objects.exists()
    signed_in.get("/notifications/")
    learner.refresh_from_db()
    assert learner.unread == 0


def test_an_unknown_kind_is_a_mistake_of_ours_and_an_old_one_no_error(signed_in: Client, learner: User) -> None:
    with pytest.raises(KeyError):
        notifications.notify(owner=learner, kind="nonsense", url="/")
    Notification.objects.create(owner=learner, kind="of an older release", url="/", message_id=uuid.uuid4().hex)
    assert signed_in.get("/notifications/").status_code == 200


def test_what_may_no_longer_be_known_is_told_quietly_in_one_query_for_all(learner: User, stranger: User, monkeypatch) -> None:
    asked: list[int] = []

    def details(rows):
        asked.append(len(rows))
        return {row.pk: {"label": "Serving"} for row in rows if row.values["open"]}

    kind = notifications.Kind("spoken", "Spoken", "%(person)s spoke of %(label)s.", details, "%(person)s spoke.")
    monkeypatch.setitem(notifications._kinds, "spoken", kind)
    rows = [notifications.notify(owner=learner, kind="spoken", url="/", about=stranger, open=held) for held in (True, False)]
    told = notifications.sentences([row for row in rows if row])
    assert list(told.values()) == ["Sam Stranger spoke of Serving.", "Sam Stranger spoke."]
    assert asked == [2]
