# Mittendrin: everything a developer needs. Only make, Python 3.11 or newer and a network are assumed.
#   make run     demo city on http://127.0.0.1:8000 (PORT=… changes the port)
#   make test    all tests (ARGS=… goes to pytest, for example ARGS=tests/events)
#   make check   format, lint, types, order of the rooms, templates, translations
#   make bench   benchmarks with their tables (ARGS=name runs one)
#   make lock    pins requirements/*.in anew (ARGS=--upgrade takes newer releases)
#   make clean   removes what make made; the data folder stays

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
# The lists name everything. Without --no-deps an older pip asks for a newer release than the pinned one as soon as
# a package wants another with an extra.
PINNED := $(PIP) install --no-deps --require-hashes --only-binary :all:
# A stamp carries what the environment was made from: a changed list makes a new one, and nothing else does.
MARK = $(shell (cat $(1); $(PYTHON) -V) | cksum | cut -d ' ' -f 1)
LIST_STAMP := .venv/list-$(call MARK,requirements/run.txt)
RUN_STAMP := .venv/run-$(call MARK,requirements/run.txt pyproject.toml)
DEV_STAMP := .venv/dev-$(call MARK,requirements/run.txt requirements/dev.txt)

export MITTENDRIN_BASE_URL ?= http://127.0.0.1:$(PORT)

.DEFAULT_GOAL := help
.PHONY: help run test check formatted linted typed house bench lock clean
.SILENT:

help:
	sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

$(LIST_STAMP):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Mittendrin needs Python 3.11 or newer: make PYTHON=/path/to/python3 …' >&2; exit 1; }
	echo 'Making the environment in .venv (once, about a minute) …'
	$(PYTHON) -m venv --clear .venv
	$(PINNED) -r requirements/run.txt
	$(PIP) check
	touch $@

$(RUN_STAMP): | $(LIST_STAMP)
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(DEV_STAMP): | $(RUN_STAMP)
	echo 'Adding the tools for tests and checks …'
	$(PINNED) -r requirements/dev.txt
	$(PIP) check
	touch $@

run: $(RUN_STAMP)
	$(BIN)/mittendrin migrate
	$(BIN)/mittendrin demo --if-empty
	$(BIN)/mittendrin serve --port $(PORT)

test: $(DEV_STAMP)
	$(BIN)/python -m pytest -n auto $(ARGS)

check: formatted linted typed house

formatted: $(DEV_STAMP)
	echo 'Format …'
	$(BIN)/ruff format --check --quiet

linted: $(DEV_STAMP)
	echo 'Lint …'
	$(BIN)/ruff check --quiet

typed: $(DEV_STAMP)
	echo 'Types …'
	$(BIN)/mypy --no-error-summary

house: $(DEV_STAMP)
	echo 'Rooms, templates, translations …'
	$(BIN)/python -m pytest $(addprefix tests/house/test_,layers.py templates.py languages.py)

bench: $(DEV_STAMP)
	PYTHONPATH=tests $(BIN)/python -m benchmarks $(ARGS)

lock: $(DEV_STAMP)
	cd requirements && for list in run dev; do \
		echo "Pinning $$list.txt …"; \
		../$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
			--no-emit-index-url --no-emit-find-links --no-emit-trusted-host $(ARGS) -o $$list.txt $$list.in || exit 1; \
	done

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
