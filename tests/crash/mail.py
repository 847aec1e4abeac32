"""`python -m tests.crash.mail [kills]`: kill whoever sends mail again and again, around the moment of sending.

A process writes notifications in transactions, every third of which is rolled back, and sends each after its commit as the site
does; then it sends what waits, as cron does. It is killed (-9) at any moment. In the end every notification that was committed
must have reached the mail server, none that was rolled back, and a kill may repeat one mail at most, under the same Message-ID.
Uses SQLite in a temporary folder, or the empty database of DATABASE_URL.
"""

import multiprocessing
import os
import random
import re
import socket
import socketserver
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

KILLS = 100
FORK = multiprocessing.get_context("fork")


class MailServer(socketserver.StreamRequestHandler):
    """Takes every mail, and notes its Message-ID before it says so."""

    received: Path

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.take()
            self.say("221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def take(self) -> None:
        lines = []
        while (line := (raw := self.rfile.readline()).strip()) != b".":
            if not raw:
                return  # killed in the middle: no mail
            lines.append(line)
        found = re.search(rb"message-id: <(\w+)@", b"\n".join(lines), re.IGNORECASE)
        with self.received.open("a") as notes:
            notes.write(f"{found[1].decode() if found else 'none'}\n")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, _request: object, _address: object) -> None:
        """Somebody was killed in the middle of a conversation: that is what this is about."""


def prepare() -> None:
    """A fresh database with one person."""
    import django

    django.setup()
    from django.core.management import call_command

    from accounts.models import User

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    User.objects.create_user("crash@example.org", language="en")


def let_go() -> None:
    """A process that is made from this one must not share its connections."""
    from django.db import connection

    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


def work(begun: Any) -> None:
    """Notify and send until killed; tells when it is at full speed."""
    from django.db import transaction

    from accounts import notifications, outbox
    from accounts.models import User

    notifications.register(notifications.Kind("crash", "Crash", "It happened."))
    owner, number = User.objects.get(), 0
    while True:
        number += 1
        with transaction.atomic():
            notifications.notify(owner=owner, kind="crash", url="/")
            if number % 3 == 0:
                transaction.set_rollback(True)
        outbox.send_waiting()
        if number == 1:
            begun.set()


def make_due() -> int:
    """Time passes: claims run out. Returns how many wait."""
    from django.utils import timezone

    from accounts.models import Notification

    return Notification.objects.filter(by_mail=True, mailed_at=None).update(next_try_at=timezone.now(), tries=0)


def main(kills: int) -> None:
    """Kill, let time pass, go on; then look."""
    folder = Path(tempfile.mkdtemp())
    MailServer.received = folder / "received"
    MailServer.received.touch()
    server = Server(("127.0.0.1", 0), MailServer)
    FORK.Process(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    server.socket.close()
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'crash.sqlite3'}")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "careerguide.settings",
        "DEBUG": "true",
        "LOG_LEVEL": "CRITICAL",
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    prepare()
    socket.create_connection(("127.0.0.1", port)).close()
    left = 0
    for _kill in range(kills):
        let_go()
        begun = FORK.Event()
        process = FORK.Process(target=work, args=(begun,))
        process.start()
        begun.wait(30)
        time.sleep(random.uniform(0, 0.2))
        process.kill()
        process.join()
        left += make_due() > 0
    from accounts import notifications, outbox
    from accounts.models import Notification

    notifications.register(notifications.Kind("crash", "Crash", "It happened."))
    while make_due():
        outbox.send_waiting()
    rows = set(Notification.objects.values_list("message_id", flat=True))
    received = Counter(MailServer.received.read_text().split())
    lost, untrue = rows - received.keys(), received.keys() - rows
    repeated = received.total() - len(received)
    told = f"{kills} kills, {left} of them with mail that waited, {len(rows)} notifications"
    sys.stdout.write(f"{told}: {len(lost)} lost, {repeated} repeated, {len(untrue)} told what never happened\n")
    if lost or untrue or repeated > kills or not rows:
        raise SystemExit("mail was lost, repeated too often, or untrue")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)
