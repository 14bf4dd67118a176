# The commands of the house. `make run` and `make test` need nothing else to be set up.
SHELL := /bin/bash
PORT ?= 8000
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -q
# Two processes, each with a half of the files, so that a module makes its world once; who is done takes from the other.
SIDE_BY_SIDE := -n 2 --dist worksteal
LONG := browser or worker or slow or exhaustive or commits
ARGS ?=
LOCK := uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock" pyproject.toml

RUNS ?= 200

# What was compiled once serves the next run, and each of the many processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-fast faults check format messages bench stop fresh install lock

help: ## Show these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

run: ## Start everything at http://127.0.0.1:8000/ (PORT=8001 for another port); Ctrl-C stops it
	@scripts/bootstrap.sh demo
	@PORT=$(PORT) exec $(PYTHON) -m config.running

test: install ## Run the whole suite in two processes, browser tests included (ARGS="tests/vault -x" for a part)
	@AKKOORD_STOP_SERVERS=1 $(PYTEST) $(SIDE_BY_SIDE) $(ARGS)

test-fast: install ## Run what says most in least time: no browser, no worker, no commits, no trying of everything
	@AKKOORD_STOP_SERVERS=1 $(PYTEST) $(SIDE_BY_SIDE) -m "not ($(LONG))" $(ARGS)

faults: install ## Break things many times, seeded, and print what was met (RUNS=20 for fewer)
	@AKKOORD_STOP_SERVERS=1 RUNS=$(RUNS) $(PYTEST) $(SIDE_BY_SIDE) -k "kill or any_sequence or any_order or drill or machine or full or very_many" tests/vault tests/retention tests/config/test_field_keys.py tests/config/test_full_disks.py tests/dossiers/test_reindexing.py tests/reporting/apart $(ARGS)

check: install ## Check form, types, imports, templates and migrations
	@scripts/check.sh

format: install ## Bring code and templates into form
	@$(PYTHON) -m ruff format . && $(PYTHON) -m ruff check --fix .
	@.venv/bin/djlint templates --reformat --quiet

messages: install ## Gather every sentence for the translation and compile it (needs gettext)
	@$(PYTHON) manage.py makemessages -l en --no-location --no-wrap --no-obsolete \
		-i ".venv/*" -i "tests/*" -i "benchmarks/*" -i "var/*"
	@$(PYTHON) manage.py compilemessages --ignore ".venv" --verbosity 0

bench: install ## Measure: decisions and destructions per second (more rows follow with the figures to beat)
	@$(PYTHON) -m benchmarks $(ARGS)

stop: ## Stop what runs: web, worker, beat, mail catcher, PostgreSQL, Redis
	@if [ -x $(PYTHON) ]; then $(PYTHON) -m config.running stop; else echo "Nothing to stop: .venv is not there."; fi

fresh: stop ## Throw the demo away; the next `make run` makes a new one
	@if [ -x $(PYTHON) ]; then $(PYTHON) -m config.running forget; fi

install:
	@scripts/bootstrap.sh dev

lock: ## Compile requirements from pyproject.toml (needs uv)
	@$(LOCK) -o requirements/base.txt
	@$(LOCK) -c requirements/base.txt --group demo -o requirements/demo.txt
	@$(LOCK) -c requirements/demo.txt --group dev -o requirements/dev.txt
