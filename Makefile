# make run   sets up everything and serves http://127.0.0.1:8000/
# make test  sets up what tests need and runs them
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: run test lint messages lock mutants bench crash load clean
run: export DEBUG = true
run: $(VENV)/.installed
	$(BIN)/python manage.py compile_catalogues
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py createcachetable
	$(BIN)/python manage.py load_content
	$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

# Unit tests run in parallel; the browser has the machine to itself afterwards. Arguments: make test ARGS="-k roles"
test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -n auto -m "not browser" $(ARGS)
	$(BIN)/python -m pytest -q -m browser -p no:randomly $(ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	git ls-files '*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	SECRET_KEY=lint-only DEBUG=true $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=example.org EMAIL_URL=smtp://localhost $(BIN)/python manage.py check --deploy --fail-level WARNING

# Collects the texts of templates and code into locale/ (needs gettext's xgettext; compiling does not).
messages: $(VENV)/.installed-dev
	DEBUG=true $(BIN)/python manage.py makemessages -l zh_Hans --no-wrap --no-location -i '.venv/*' -i 'tests/*' -i 'bench/*'

# Takes each guard away in a copy of the tree and sees that a test fails. make mutants ARGS=avatar tries some of them.
mutants: $(VENV)/.installed-dev
	$(BIN)/python -m tests.mutants $(ARGS)

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench
	$(BIN)/python -m bench.resume

# Kills the server while answers are being saved, and whoever sends mail: make crash KILLS=200
crash: $(VENV)/.installed-dev
	$(BIN)/python -m tests.crash.autosave $(or $(KILLS),20)
	$(BIN)/python -m tests.crash.mail $(or $(KILLS),100)

# 64 people at once against a production server, on SQLite or the empty database of DATABASE_URL: make load MINUTES=30
load: $(VENV)/.installed
	MINUTES=$(MINUTES) $(BIN)/python -m bench.load

lock: $(VENV)/.installed-dev
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras -q requirements.in -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras -q requirements-dev.in -o requirements-dev.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache staticfiles screenshots
