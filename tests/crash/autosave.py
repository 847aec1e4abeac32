"""`python -m tests.crash.autosave [kills]`: kill the server again and again while answers are being saved.

Four writers save a growing number as their draft and note the highest one that the server acknowledged. After every kill -9 of
the whole process group the server is started anew. The stored number must never be smaller than the acknowledged one, no
question may have two drafts, and every writer goes on with the page it has: what was stored but never acknowledged is no
conflict with itself.
Uses SQLite in a temporary folder, or the empty database of DATABASE_URL.
"""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid
from pathlib import Path

KILLS = 20
WRITERS = 4
PORT = 8199
TOKEN = "a" * 32


class Writer(threading.Thread):
    """One page of practice that saves as fast as it can."""

    def __init__(self, path: str, session: str, stamp: str) -> None:
        super().__init__(daemon=True)
        self.path, self.stamp, self.key = path, stamp, str(uuid.uuid4())
        self.headers = {
            "cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "x-csrftoken": TOKEN,
            "content-type": "application/x-www-form-urlencoded",
        }
        self.version = self.sent = self.acknowledged = self.saves = 0
        self.refusals: list[str] = []
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.is_set():
            self.sent += 1
            try:
                self.save()
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)

    def save(self) -> None:
        form = {"text": self.sent, "version": self.version, "turn": self.sent, "form_key": self.key, "stamp": self.stamp}
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
        connection.request("POST", self.path, urllib.parse.urlencode(form), self.headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            self.refusals.append(f"{response.status} {body[:200]!r}")
            return
        self.version = json.loads(body)["version"]
        self.acknowledged = self.sent
        self.saves += 1


def serve() -> subprocess.Popen[bytes]:
    """A server in a process group of its own, answering."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "careerguide.wsgi",
        "-b",
        f"127.0.0.1:{PORT}",
        "-w",
        "2",
        "--log-level",
        "critical",
    ]
    process = subprocess.Popen(command, start_new_session=True)
    for _attempt in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/healthz/")
            connection.getresponse().read()
            return process
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
    raise SystemExit("The server does not start.")


def prepare() -> list[Writer]:
    """A fresh database, one learner, and as many open pages as there are writers."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from interviews import page_stamp
    from interviews.models import Question

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_content", verbosity=0, stdout=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    user = User.objects.create_user("crash@example.org", language="en")
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    return [
        Writer(f"/interviews/questions/{one.slug}/practice/draft/", session, page_stamp.issue(user, one, timezone.now()))
        for one in Question.objects.published()[:WRITERS]
    ]


def stored_numbers() -> dict[str, int]:
    """What the database holds, by the path of the writer; fails when a question has two drafts."""
    from interviews.models import Answer

    drafts = list(Answer.objects.drafts().values_list("question__slug", "text"))
    assert len(drafts) == len(dict(drafts)), "two drafts at one question"
    return {f"/interviews/questions/{slug}/practice/draft/": int(text) for slug, text in drafts}


def main(kills: int) -> None:
    """Kill, look, start again."""
    folder = Path(tempfile.mkdtemp())
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'crash.sqlite3'}")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "careerguide.settings", "DEBUG": "true", "LOG_LEVEL": "CRITICAL"}
    writers = prepare()
    server = serve()
    for writer in writers:
        writer.start()
    lost = unacknowledged = 0
    for _kill in range(kills):
        time.sleep(random.uniform(0.2, 0.8))
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        time.sleep(0.05)  # answers that were on their way have arrived
        before = {writer.path: writer.acknowledged for writer in writers}
        stored = stored_numbers()
        for path, acknowledged in before.items():
            lost += stored.get(path, 0) < acknowledged
            unacknowledged += stored.get(path, 0) > acknowledged
        server = serve()
    for writer in writers:
        writer.stop.set()
        writer.join()
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    refusals = [refusal for writer in writers for refusal in writer.refusals]
    saves = sum(writer.saves for writer in writers)
    told = f"{kills} kills, {saves} saves acknowledged, {lost} lost, {unacknowledged} stored but not acknowledged"
    sys.stdout.write(f"{told}, {len(refusals)} refused\n")
    if lost or refusals or not saves:
        raise SystemExit("\n".join(["acknowledged text was lost" if lost else "saves were refused", *refusals[:5]]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)
