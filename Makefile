# Every task of the project. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
export PORT

vnu := vnu-jar@26.9.27
lighthouse := lighthouse@12.8.2

manage := .venv/bin/python manage.py
ready  := @command -v $(PYTHON) >/dev/null 2>&1 \
	|| { echo "$(PYTHON) is not on this machine: install Python 3.11 or newer."; exit 1; }; \
	$(PYTHON) portal/operations/bootstrap.py
npm    := @command -v npm >/dev/null || { echo "npm is missing: apt install npm."; exit 1; }; \
	mkdir -p var/tools && npm install --prefix var/tools --save-exact --no-package-lock --ignore-scripts \
	--no-audit --no-fund --loglevel error

.DEFAULT_GOAL := help
.PHONY: help run test dev check lint types contract dependencies migrations deploy-check locked format \
	lock messages help-pictures tools validator lighthouse bench-pages bench-search bench-agenda bench-booklet bench-editor \
	load-cache load-registration demo-reset backup restore

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) \
	| while IFS='|' read -r name what; do printf '  make %-17s %s\n' "$$name" "$$what"; done

run: ## install, prepare and serve the portal with its demonstration on PORT (8000)
	$(ready) requirements.txt
	@$(manage) start

test: ## install and run the whole test suite (on DATABASE_URL's database if it is set)
	$(ready) requirements-dev.txt
	@.venv/bin/python -m pytest -n auto $(ARGS)

dev: ## serve while writing code: errors in full, reloading
	$(ready) requirements-dev.txt
	@DJANGO_SETTINGS_MODULE=portal.settings.development $(manage) migrate --verbosity 0
	@DJANGO_SETTINGS_MODULE=portal.settings.development $(manage) runserver $(PORT)

check: lint types contract dependencies migrations deploy-check locked ## all checks that are not tests

lint: ## style of Python and of templates
	$(ready) requirements-dev.txt
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/djlint --quiet --lint templates

types: ## mypy on every module but a few listed in pyproject.toml
	$(ready) requirements-dev.txt
	@.venv/bin/mypy

contract: ## which room may import which
	$(ready) requirements-dev.txt
	@.venv/bin/lint-imports

dependencies: ## libraries that are imported are declared, and the other way round
	$(ready) requirements-dev.txt
	@.venv/bin/deptry .

migrations: ## no model without its migration
	$(ready) requirements-dev.txt
	@$(manage) makemigrations --check --dry-run

deploy-check: ## Django's checks for an installation over https
	$(ready) requirements-dev.txt
	@SITE_URL=https://www.example.org BEHIND_TLS_PROXY=true TRUSTED_PROXY_COUNT=1 SECRET_KEY=$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(60))') REDIS_URL=redis://localhost \
		$(manage) check --deploy --fail-level WARNING

locked: ## requirements*.txt say what pyproject.toml asks
	$(ready) requirements-dev.txt
	@.venv/bin/python -m portal.operations.lock --check

lock: ## compile requirements*.txt anew from pyproject.toml
	$(ready) requirements-dev.txt
	@.venv/bin/python -m portal.operations.lock

format: ## rewrite Python in the project's style
	$(ready) requirements-dev.txt
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

messages: ## collect the interface's strings and compile their translations (needs GNU gettext)
	$(ready) requirements-dev.txt
	@command -v xgettext >/dev/null || { echo "GNU gettext is missing: apt install gettext."; exit 1; }
	@$(manage) makemessages --locale en --no-location --no-obsolete \
		--ignore .venv --ignore var --ignore tests
	@$(manage) compilemessages --locale en --ignore .venv --verbosity 0

help-pictures: ## take the pictures of the admin's guides anew, from the demonstration (needs Chromium)
	$(ready) requirements-dev.txt
	@.venv/bin/python -m tests.browser.remake_pictures

tools: ## HTML validator and Lighthouse into var/tools (needs npm)
	$(npm) $(vnu) $(lighthouse)

validator: ## the HTML validator alone (the tests run it, with Java 17)
	$(npm) $(vnu)

lighthouse: ## RUNS=1: scores and weight of one page of each type (after make tools)
	$(ready) requirements-dev.txt
	@.venv/bin/python -m tests.measures.lighthouse

bench-pages: ## how every type of page bears 20,000 pages, on both databases (PAGES=…, KEEP=1, POSTGRES=…)
	$(ready) requirements-dev.txt
	@.venv/bin/python -m tests.measures.pages

bench-search: ## how search bears 20,000 pages, on both databases (PAGES=…, POSTGRES=…)
	$(ready) requirements-dev.txt
	@.venv/bin/python -m tests.measures.search

bench-agenda: ## how the agenda bears 10,000 dates, on both databases (DATES=…, POSTGRES=…)
	$(ready) requirements-dev.txt
	@.venv/bin/python -m tests.measures.agenda

bench-booklet: ## RUNS=5: a booklet of twelve sheets beside one sheet
	$(ready) requirements-dev.txt
	@.venv/bin/python -m tests.measures.booklet

bench-editor: ## RUNS=15: the page editor beside Wagtail's own, on both databases (POSTGRES=…)
	$(ready) requirements-dev.txt
	@.venv/bin/python -m tests.measures.editor

load-cache: ## readers through two processes while others write, on SQLite (and on DATABASE_URL's PostgreSQL)
	$(ready) requirements-dev.txt
	@.venv/bin/python -m tests.load.caching

load-registration: ## 200 people at once for 20 places, on SQLite (and on DATABASE_URL's PostgreSQL)
	$(ready) requirements-dev.txt
	@.venv/bin/python -m tests.load.registration

demo-reset: ## back up, then start again from a fresh demonstration (asks first)
	$(ready) requirements.txt
	@$(manage) demo_reset $(ARGS)

backup: ## database and uploads into one file of var/backups
	$(ready) requirements.txt
	@$(manage) backup

restore: ## FILE=var/backups/….tar.gz: database and uploads as they were (asks first)
	$(ready) requirements.txt
	@$(manage) restore "$(FILE)" $(ARGS)
