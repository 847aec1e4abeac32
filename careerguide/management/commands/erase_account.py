"""`manage.py erase_account`: for people who ask the operator, and again after a backup has been restored."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from careerguide.personal_data import kinds
from careerguide.personal_data.erasing import LastSuperuserError, erase

LASTING = re.compile(r"(\d{1,18})-[0-9a-f]{10}")


class Command(BaseCommand):
    """Erases accounts the way their owners do on the deletion page."""

    help = "Erases accounts for good, with all that is theirs: rows, pictures, public page, sign-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, and how."""
        parser.add_argument("account", nargs="+", help="an e-mail address, or the number that the log gave an erased account")
        parser.add_argument("--no-mail", action="store_true", help="no farewell: they had it when they were erased before")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would go")
        parser.add_argument("--noinput", "--no-input", action="store_false", dest="interactive", help="do not ask")

    def handle(self, *_args: Any, account: list[str], no_mail: bool, dry_run: bool, interactive: bool, **_options: Any) -> None:
        """Tell what goes, ask once, erase one after the other."""
        found = self._found(account)
        for user in found:
            about = f"account {user.lasting_number}, since {user.date_joined:%Y-%m-%d}"
            self.stdout.write(f"{user.email} ({about}): {_entries(user)}")
        if dry_run or not found:
            self.stdout.write("Nothing was erased.")
            return
        if interactive:
            self._ask(len(found))
        for user in found:
            try:
                erase(user, farewell=not no_mail)
            except LastSuperuserError as error:
                raise CommandError(f"{user.email} is the last superuser and stays: make another one first.") from error
        self.stdout.write(f"Erased: {len(found)}.")

    def _found(self, names: list[str]) -> list[User]:
        """The accounts, each once; raises for an address that is not known, before anything is erased."""
        found: dict[int, User] = {}
        for name in names:
            if lasting := LASTING.fullmatch(name):
                user = User.objects.filter(pk=lasting[1]).first()
                if user is None or user.lasting_number != name:
                    self.stdout.write(f"{name}: not here")  # it joined after the backup, or is erased already
                    continue
            else:
                user = User.objects.filter(email__iexact=name).first()
                if user is None:
                    raise CommandError(f"There is no account {name}. Nothing was erased.")
            found[user.pk] = user
        return list(found.values())

    def _ask(self, count: int) -> None:
        try:
            answer = input(f"Erase {'this account' if count == 1 else f'these {count} accounts'} for good? Type yes: ")
        except EOFError:
            answer = ""
        if answer.strip().lower() != "yes":
            raise CommandError("Nothing was erased.")


def _entries(user: User) -> str:
    return ", ".join(f"{subject}: {count}" for subject, count in kinds.counts(user)) or "no entries"
