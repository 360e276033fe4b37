# Mittendrin: everything a developer needs. Only make, Python 3.11 or newer and a network are assumed.
#   make run     demo city on http://127.0.0.1:8000 (PORT=… changes the port)
#   make test    all tests (ARGS=… goes to pytest, for example ARGS=tests/events)
#   make check   format, lint, types, order of the rooms, templates, translations
#   make bench   benchmarks with their tables
#   make lock    pins requirements/*.in anew (ARGS=--upgrade takes newer releases)
#   make clean   removes what make made; the data folder stays

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# The stamp carries what the environment was made from, so a changed list makes a new one and nothing else does.
RUN_MARK := $(shell (cat requirements/run.txt pyproject.toml; $(PYTHON) -V) | cksum | cut -d ' ' -f 1)
DEV_MARK := $(shell cat requirements/dev.txt | cksum | cut -d ' ' -f 1)
RUN_STAMP := .venv/run-$(RUN_MARK)
DEV_STAMP := .venv/dev-$(RUN_MARK)-$(DEV_MARK)

export MITTENDRIN_BASE_URL ?= http://127.0.0.1:$(PORT)

.DEFAULT_GOAL := help
.PHONY: help run test check bench lock clean
.SILENT:

help:
	sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

$(RUN_STAMP):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Mittendrin needs Python 3.11 or newer: make PYTHON=/path/to/python3 …' >&2; exit 1; }
	echo 'Making the environment in .venv (once, about a minute) …'
	$(PYTHON) -m venv --clear .venv
	$(PIP) install --require-hashes --only-binary :all: -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(DEV_STAMP): $(RUN_STAMP)
	echo 'Adding the tools for tests and checks …'
	$(PIP) install --require-hashes --only-binary :all: -r requirements/dev.txt
	touch $@

run: $(RUN_STAMP)
	$(BIN)/mittendrin migrate
	$(BIN)/mittendrin demo --if-empty
	$(BIN)/mittendrin serve --port $(PORT)

test: $(DEV_STAMP)
	$(BIN)/python -m pytest -n auto $(ARGS)

check: $(DEV_STAMP)
	echo 'Format …'
	$(BIN)/ruff format --check --quiet
	echo 'Lint …'
	$(BIN)/ruff check --quiet
	echo 'Types …'
	$(BIN)/mypy --no-error-summary
	echo 'Rooms, templates, translations …'
	$(BIN)/python -m pytest tests/house $(ARGS)

bench: $(DEV_STAMP)
	$(BIN)/python -m benchmarks $(ARGS)

lock: $(DEV_STAMP)
	cd requirements && for list in run dev; do \
		echo "Pinning $$list.txt …"; \
		../$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
			--no-emit-index-url --no-emit-find-links --no-emit-trusted-host $(ARGS) -o $$list.txt $$list.in || exit 1; \
	done

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
