"""Tests make their tables from the models, which is quick; this one walks the migrations as a new installation does.

`makemigrations --check` (in `make lint`) sees that both come to the same.
"""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def test_a_new_installation_migrates_and_loads_the_guidance(tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'new.sqlite3'}", "DEBUG": "true"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    for arguments in (["migrate", "--verbosity", "0"], ["createcachetable"], ["load_content"], ["load_content"]):
        result = subprocess.run(
            [sys.executable, "-W", "error", "manage.py", *arguments],
            cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("0 added, 0 changed, 0 kept as edited")
