"""Names of people: what is stored, and what it can do to the text around it."""

import unicodedata

import pytest
from django.test import Client

from accounts.models import User
from careerguide.lib.names import tidy_name

STEERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ann\u202egnp.exe", "Anngnp.exe"),
        (f"{STEERING}Lea{STEERING}", "Lea"),
        ("Zoe\u0308", "Zoë"),
        ("\u1112\u1161\u11ab", "한"),
        ("Lea\r\nBcc: all@example.org", "Lea Bcc: all@example.org"),
        ("a\x00b\x1bc\u2028d", "a b c d"),
        ("  Lea \t  Learner ", "Lea Learner"),
        ("👩\u200d💻 Mia", "👩\u200d💻 Mia"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ליאה כהן", "ליאה כהן"),
        ("İpek Iğdır", "İpek Iğdır"),
        ("李雷", "李雷"),
        (STEERING, ""),
    ],
)
def test_a_name_is_one_line_that_steers_nothing(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept
    assert tidy_name(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)


def test_it_is_stored_so_whoever_wrote_it(signed_in: Client, learner: User) -> None:
    sent = {"name": "Ann\u202egnp.exe\u2066 Zoe\u0308", "language": "en", "time_zone": "UTC"}
    assert signed_in.post("/profile/", {**sent, "intent": "settings"}).status_code == 302
    learner.refresh_from_db()
    assert learner.name == "Anngnp.exe Zoë"
    assert User.objects.create_user("x@example.org", name="a\u202eb").name == "ab"
