"""`python -m bench.load`: 64 people at once against the server that operators run, over HTTP.

First everybody saves drafts, `SAVES` times together, then people read pages, save and rate skills side by side, about a fifth
of it writing, `REQUESTS` times or for `MINUTES`. The run fails when a request got a 5xx, a refusal or no answer, when anything
was "locked", or when the database holds other than what was acknowledged. Times and memory are told and judge nothing: they
depend on the machine, whose cores the people share with the server.

Uses SQLite in a temporary folder, or the empty database of `DATABASE_URL`. `SERVER` holds the arguments of gunicorn, by
default those that docs/operators.md recommends.
"""

import http.client
import io
import itertools
import json
import os
import random
import secrets
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

CLIENTS = int(os.environ.get("CLIENTS", "64"))
SAVES = int(os.environ.get("SAVES", "5000"))
REQUESTS = int(os.environ.get("REQUESTS", "5000"))
MINUTES = float(os.environ.get("MINUTES") or "0")
SERVER = os.environ.get("SERVER", "--workers 2")
PORT = int(os.environ.get("PORT", "8197"))
TOKEN = "a" * 32
QUESTIONS_EACH = 3
WRITING = 0.2
PATIENCE = 60
"""Seconds until somebody gives up on an answer: longer than the database waits for a lock, so that it is seen to fail."""
PAGES = [
    "/",
    "/roles/",
    "/roles/machine-learning-engineer/",
    "/skills/",
    "/interviews/questions/",
    "/interviews/answers/",
    "/interviews/review/",
    "/interviews/applications/",
    "/portfolio/",
    "/portfolio/resume/",
    "/mentoring/",
    "/profile/",
]


@dataclass
class Draft:
    """An answer that one page of practice keeps saving."""

    path: str
    stamp: str
    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    version: int = 0
    text: str = ""


@dataclass
class Told:
    """What all people saw in one part of the run."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {"save": [], "rate": [], "read": []})
    statuses: Counter[str] = field(default_factory=Counter)
    locked: int = 0

    @property
    def requests(self) -> int:
        """How many were sent."""
        return sum(self.statuses.values())

    @property
    def errors(self) -> int:
        """How many got a 5xx, or no answer."""
        return sum(count for status, count in self.statuses.items() if status.startswith("5") or not status.isdecimal())

    @property
    def refused(self) -> int:
        """How many got anything else than what they asked for."""
        return self.requests - self.errors - self.statuses["200"] - self.statuses["204"]


class Person:
    """Somebody with an account and some pages of practice, who asks again as soon as an answer is there."""

    def __init__(self, number: int, pk: int, cookies: str, drafts: list[Draft], skills: list[str]) -> None:
        self.pk, self.cookies, self.drafts, self.skills = pk, cookies, drafts, skills
        self.chooser, self.texts = random.Random(number), itertools.count(1)
        self.levels = dict.fromkeys(skills, 0)
        self.saves = self.ratings = 0
        self.address = f"10.0.{number // 250}.{number % 250 + 1}"
        self.told = Told()

    def run(self, act: Callable[["Person"], None], goal: "Goal") -> None:
        """Act until the common goal is reached."""
        while goal.reserve():
            act(self)

    def ask(self, kind: str, method: str, path: str, fields: dict[str, object] | None = None) -> tuple[int, bytes]:
        """One request on a connection of its own, as proxies send them; status 0 when there was no answer."""
        headers = {
            "Host": "localhost",
            "Cookie": self.cookies,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.address,
            "X-CSRFToken": TOKEN,
            "Origin": "https://localhost",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        if kind == "rate":
            headers["HX-Request"] = "true"
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
        started = time.perf_counter()
        try:
            connection.request(method, path, urllib.parse.urlencode(fields) if fields else None, headers)
            response = connection.getresponse()
            status, body = response.status, response.read()
        except (OSError, http.client.HTTPException) as error:
            self.told.statuses[type(error).__name__] += 1
            return 0, b""
        finally:
            connection.close()
        self.told.seconds[kind].append(time.perf_counter() - started)
        self.told.statuses[str(status)] += 1
        self.told.locked += b"database is locked" in body
        return status, body

    def save(self) -> None:
        """Save a draft by itself, as the page does while one types."""
        draft = self.chooser.choice(self.drafts)
        text = f"Version {next(self.texts)} of what I would say about it: measure first, then change one thing. " * 8 + "End."
        fields = {"text": text, "version": draft.version, "form_key": draft.key, "stamp": draft.stamp}
        status, body = self.ask("save", "POST", draft.path, fields)
        if status == 200:
            draft.version, draft.text = int(json.loads(body)["version"]), text
            self.saves += 1

    def rate(self) -> None:
        """Rate a skill otherwise than before."""
        skill = self.chooser.choice(self.skills)
        level = self.levels[skill] % 4 + 1
        status, _body = self.ask("rate", "POST", f"/skills/{skill}/rate/", {"level": level, "next": "/skills/"})
        if status == 200:
            self.levels[skill] = level
            self.ratings += 1

    def read(self) -> None:
        """Open a page."""
        pages = [*PAGES, self.drafts[0].path.removesuffix("draft/"), f"/skills/{self.skills[0]}/"]
        self.ask("read", "GET", self.chooser.choice(pages))

    def mix(self) -> None:
        """Mostly read."""
        if self.chooser.random() >= WRITING:
            self.read()
        elif self.chooser.random() < 0.7:
            self.save()
        else:
            self.rate()


class Goal:
    """When all of them together have done enough: so many requests, or so many seconds."""

    def __init__(self, requests: int, seconds: float) -> None:
        self.left, self.lock = iter(range(requests)), threading.Lock()
        self.until = time.monotonic() + seconds if seconds else None

    def reserve(self) -> bool:
        """Whether one more is to be done."""
        if self.until is not None:
            return time.monotonic() < self.until
        with self.lock:
            return next(self.left, None) is not None


# --- The site --------------------------------------------------------------------------------------------------------


def set_up(folder: Path) -> None:
    """Production's settings and the steps that docs/operators.md prints."""
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'load.sqlite3'}")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "careerguide.settings",
        "DEBUG": "false",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "localhost",
        "TRUSTED_PROXY_COUNT": "1",
        "MEDIA_ROOT": str(folder / "media"),
        "LOG_LEVEL": "WARNING",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("compile_catalogues", stdout=io.StringIO())
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_content", verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)


def people() -> list[Person]:
    """As many signed-in accounts as there are clients, each with its own questions to answer."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from interviews import page_stamp
    from interviews.models import Question
    from roles.models import Skill

    questions = list(Question.objects.published().order_by("pk"))
    skills = list(Skill.objects.published().order_by("pk").values_list("slug", flat=True))
    found = []
    for number in range(CLIENTS):
        user = User.objects.create_user(f"load-{number}@example.org", language="en", welcomed_at=timezone.now())
        client = Client()
        client.force_login(user)
        cookies = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        asked = [questions[(number * QUESTIONS_EACH + each) % len(questions)] for each in range(QUESTIONS_EACH)]
        drafts = [
            Draft(f"/interviews/questions/{one.slug}/practice/draft/", page_stamp.issue(user, one, timezone.now()))
            for one in asked
        ]
        own_skills = [skills[(number + each * 7) % len(skills)] for each in range(5)]
        found.append(Person(number, user.pk, f"{cookies}; {settings.CSRF_COOKIE_NAME}={TOKEN}", drafts, own_skills))
    return found


def serve(log: Path) -> subprocess.Popen[bytes]:
    """The server, answering."""
    command = [sys.executable, "-m", "gunicorn", "careerguide.wsgi", *shlex.split(SERVER), "--bind", f"127.0.0.1:{PORT}"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, start_new_session=True, stdout=output, stderr=subprocess.STDOUT)
    for _attempt in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/healthz/", headers={"Host": "localhost"})
            if connection.getresponse().status == 200:
                return process
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    raise SystemExit(f"The server does not start:\n{log.read_text()[-2000:]}")


def workers(server: subprocess.Popen[bytes]) -> list[tuple[int, float]]:
    """Megabytes of each worker and the seconds that it has computed (Linux only; elsewhere nothing)."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            facts = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue  # it ended meanwhile
        if int(facts["PPid"]) != server.pid:
            continue
        ticks = (status.parent / "stat").read_text().rsplit(")", 1)[1].split()[11:13]
        computed = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        found.append((int(facts.get("VmRSS", "0 kB").split()[0]) // 1024, computed))
    return sorted(found)


# --- The run ---------------------------------------------------------------------------------------------------------


def run(crowd: list[Person], act: Callable[[Person], None], goal: Goal) -> Iterator[None]:
    """Let everybody act until the goal is reached; yields every second meanwhile."""
    threads = [threading.Thread(target=person.run, args=(act, goal), daemon=True) for person in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(1)
            yield


def told_by(crowd: list[Person]) -> Told:
    """What everybody saw since this was asked last."""
    told = Told()
    for person in crowd:
        for kind, seconds in person.told.seconds.items():
            told.seconds[kind] += seconds
        told.statuses += person.told.statuses
        told.locked += person.told.locked
        person.told = Told()
    return told


def lost(crowd: list[Person]) -> tuple[int, int, int]:
    """Saves by the database's versions, how many acknowledged ones it lacks, and how many ratings; reads the database anew."""
    from django.db import connection

    from interviews.models import Answer
    from roles.models import RatingChange

    connection.close()
    rows = {(pk, slug): (text, version) for pk, slug, text, version in Answer.objects.values_list(
        "owner_id", "question__slug", "text", "version"
    )}  # fmt: skip
    stored = missing = 0
    for person in crowd:
        for draft in person.drafts:
            text, version = rows.get((person.pk, draft.path.split("/")[3]), ("", 0))
            stored += version
            missing += max(0, draft.version - version) + (version == draft.version and text != draft.text)
    ratings = RatingChange.objects.count()
    return stored, missing, max(0, sum(person.ratings for person in crowd) - ratings)


def computed(found: list[tuple[int, float]]) -> float:
    """Seconds that all workers have computed."""
    return sum(seconds for _megabytes, seconds in found)


def print_part(name: str, told: Told, seconds: float, computed: float) -> None:
    """What one part came to. The computing per request is what compares two servers on a machine that others use as well."""
    answers = ", ".join(f"{status}: {count}" for status, count in sorted(told.statuses.items()))
    print(
        f"{name}: {told.requests} requests in {seconds:.0f} s ({told.requests / seconds:.0f}/s,"
        f" {1000 * computed / told.requests:.1f} ms of computing each); {answers}; locked: {told.locked}"
    )
    for kind, found in [*told.seconds.items(), ("all", [each for some in told.seconds.values() for each in some])]:
        if len(found) < 2:
            continue
        cuts = statistics.quantiles(found, n=100)
        p50, p95, p99 = (1000 * cuts[at - 1] for at in (50, 95, 99))
        steady = "yes" if p99 <= 2 * p50 + 200 else "NO"
        print(
            f"  {kind:5} {len(found):7}  p50 {p50:5.0f} ms  p95 {p95:5.0f} ms  p99 {p99:5.0f} ms"
            f"  longest {1000 * max(found):6.0f} ms  p99 <= 2 x p50 + 200 ms: {steady}"
        )


def main() -> int:
    """Run both parts, and tell by the exit status whether the hard counts hold."""
    folder = Path(tempfile.mkdtemp(prefix="load-"))
    try:
        return _main(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _main(folder: Path) -> int:
    set_up(folder)
    from django.db import connection

    crowd, log = people(), folder / "server.log"
    connection.close()
    print(f"{CLIENTS} clients, {connection.vendor}, gunicorn {SERVER}")
    server = serve(log)
    try:
        seen, total = [workers(server)], Told()
        parts = (("saving", Person.save, SAVES, 0.0), ("mixed", Person.mix, REQUESTS, MINUTES * 60))
        for name, act, requests, lasting in parts:
            started, before = time.monotonic(), computed(seen[-1])
            middle = started + MINUTES * 30
            for _second in run(crowd, act, Goal(requests, lasting)):
                if name == "mixed" and MINUTES and len(seen) == 2 and time.monotonic() >= middle:
                    seen.append(workers(server))
            seconds, told = time.monotonic() - started, told_by(crowd)
            seen.append(workers(server))
            print_part(name, told, seconds, computed(seen[-1]) - before)
            total.statuses += told.statuses
            total.locked += told.locked
        journal = folder / "load.sqlite3-wal"
        size = f"; journal of SQLite {journal.stat().st_size / 1e6:.0f} MB" if journal.exists() else ""
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
    print(
        "memory of the workers, MB: "
        + " -> ".join(" ".join(str(each) for each, _seconds in sorted(found)) for found in seen)
        + size
    )
    output = log.read_text(errors="replace")
    total.locked += output.count("database is locked") + output.count("deadlock detected")
    stored, missing, ratings = lost(crowd)
    acknowledged = sum(person.saves for person in crowd)
    rated = sum(person.ratings for person in crowd)
    print(f"saves: {acknowledged} acknowledged, {stored} stored, {missing} lost; ratings: {rated}, {ratings} lost")
    print(f"5xx or no answer: {total.errors}, refused: {total.refused}, locked: {total.locked}")
    wrong = total.errors or total.refused or total.locked or missing or ratings or stored != acknowledged
    if wrong:
        print(output[-3000:])
    print("FAILED" if wrong else "passed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
