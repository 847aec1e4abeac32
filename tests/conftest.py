"""One cast of characters and the whole starter content, for every test."""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread of the ORM

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from accounts.models import User
from careerguide.content import load_all
from careerguide.lib.content import Outcome
from roles.models import Role, Skill

CONTENT = Path(settings.BASE_DIR) / "content"
PASSWORD = "a-long-enough-passphrase"


def pytest_configure() -> None:
    """Compile the catalogues before the first test and before workers start; forget what Django read before that."""
    call_command("compile_catalogues", verbosity=0)
    translation_file_changed(None, Path("django.mo"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Load the guidance once per process: tests read it, transactions undo what they change."""
    with django_db_blocker.unblock():
        load_all(CONTENT, Outcome(), overwrite=True)


@pytest.fixture(autouse=True)
def _fresh_process_state() -> None:
    cache.clear()
    translation.activate("en")


def make_user(email: str, **fields: object) -> User:
    fields.setdefault("language", "en")
    user = User.objects.create_user(email, PASSWORD, **fields)
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    return user


@pytest.fixture
def learner(db: None) -> User:
    return make_user("learner@example.org", name="Lea Learner")


@pytest.fixture
def stranger(db: None) -> User:
    return make_user("stranger@example.org", name="Sam Stranger")


def give_second_factor(user: User) -> User:
    """Staff get into the admin only with one."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    return user


def make_staff(email: str, *groups: str, **fields: object) -> User:
    user = give_second_factor(make_user(email, is_staff=True, **fields))
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def curator(db: None) -> User:
    return make_staff("curator@example.org", "Content curators", name="Cora Curator")


@pytest.fixture
def curating(curator: User) -> Client:
    client = Client()
    client.force_login(curator)
    return client


@pytest.fixture
def signed_in(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client


@pytest.fixture
def role(db: None) -> Role:
    return Role.objects.get(slug="machine-learning-engineer")


@pytest.fixture
def skill(db: None) -> Skill:
    return Skill.objects.get(slug="model-serving")
