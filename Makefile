# Every target has a line of help; `make` alone prints them.
SHELL := /bin/bash
export UV_PYTHON_DOWNLOADS := never
UV_VERSION := 0.13.9
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --no-sync

.DEFAULT_GOAL := help

.PHONY: help
help:  ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

.tools/bin/uv:
	@command -v $(PYTHON) >/dev/null || { echo "readout needs Python 3.11, 3.12 or 3.13: no '$(PYTHON)' was found. Install it, or name yours: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { echo "readout needs Python 3.11, 3.12 or 3.13: '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv .tools || { echo "'$(PYTHON) -m venv' failed. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@.tools/bin/pip --quiet --disable-pip-version-check install uv==$(UV_VERSION) || { echo "Could not install uv $(UV_VERSION) with pip: is the package registry within reach?" >&2; exit 1; }

.venv/.ready: pyproject.toml uv.lock $(filter .tools/bin/uv,$(UV))
	@$(UV) sync --frozen --quiet $(if $(filter-out python3,$(PYTHON)),--python $(PYTHON)) || { echo "'uv sync --frozen' failed: see the lines above; the lock file names every package it needs." >&2; exit 1; }
	@touch $@

.PHONY: setup
setup: .venv/.ready  ## Create .venv from the lock file

.PHONY: brief
brief: setup  ## Read the shipped example and write a brief
	@$(RUN) readout brief examples/strait/articles --standoff examples/strait/standoff -o out/brief

.PHONY: desk
desk: setup  ## Open the desk in a browser, with the example standoff loaded
	@$(RUN) readout desk --desk out/desk

.PHONY: test
test: setup  ## Run the tests: nothing but Python and this repository
	@$(RUN) pytest -q -n auto

.PHONY: lint
lint: setup  ## Ruff, format, types and the import contracts
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports --no-cache

GENERATED ?= 500

.PHONY: bench
bench: setup  ## Measure speed by step and quality on our gold; on ../shared/bench too where it is there
	@$(RUN) python bench/steps.py examples/strait/articles --standoff examples/strait/standoff
	@$(RUN) python bench/steps.py --generated $(GENERATED) --repeat 1
	@$(RUN) python bench/floors.py
	@$(RUN) python bench/coverage.py
	@if [ -d ../shared/bench ]; then $(MAKE) --no-print-directory bench-shared; \
	else echo "../shared/bench is not there: attribution, times, pronouns and events are measured on it"; fi

.PHONY: bench-shared
bench-shared: setup
	@$(RUN) python bench/attribution.py --shared ../shared
	@$(RUN) python bench/timex.py --shared ../shared
	@$(RUN) python bench/coreference.py --shared ../shared
	@$(RUN) python bench/events.py ../shared/bench/events

.PHONY: peers
peers: setup  ## Readout beside textacy, dateparser, recognizers-text, HeidelTime, spaCy, lead and TextRank; writes the tables
	@$(RUN) python bench/peers/measure.py --uv "$(UV)" --write

.PHONY: soak
soak: setup  ## Kill an import and the mail's workers at random, edit one draft a thousand times by two, try every payload in every form; hours of it
	@$(RUN) python bench/soak.py 20000 --kills 50
	@READOUT_EDITS=1000 $(RUN) pytest -q tests/desk/test_two_editors.py
	@tools/install_browser.sh
	@READOUT_PAYLOADS=all $(RUN) pytest -q $(BROWSER) tests/browser/test_injected.py
	@$(RUN) python bench/desk.py
	@$(RUN) python bench/mail_soak.py 20000 --kills 200 --database sqlite
	@$(RUN) python bench/mail_soak.py 20000 --kills 200 --database postgresql
	@$(RUN) python bench/mail_histories.py 10000
	@$(RUN) python bench/mail_forms.py 10000

.PHONY: system
system: setup browser relay scale  ## The desk in a real browser, a real relay, two nodes of Ray; the same brief on every supported Python, byte for byte
	@$(UV) run --frozen --no-sync python tools/compare_pythons.py --uv $(UV)

BROWSER := -o addopts="--import-mode=importlib --strict-markers --strict-config -ra" -o pythonpath="tests tests/browser"

.PHONY: browser
browser: setup
	@tools/install_browser.sh
	@$(RUN) pytest -q -n 2 --dist loadfile $(BROWSER) tests/browser

RELAY := -o addopts="--import-mode=importlib --strict-markers --strict-config -ra" -o pythonpath="tests tests/relay"

.PHONY: relay
relay: setup
	@tools/install_mail.sh
	@$(RUN) pytest -q $(RELAY) tests/relay

SCALE := -W ignore -o addopts="--import-mode=importlib --strict-markers --strict-config -ra" -o pythonpath="tests tests/scale"

.PHONY: scale
scale: setup
	@$(UV) sync --frozen --quiet --inexact --compile-bytecode --group scale
	@$(RUN) pytest -q $(SCALE) tests/scale

.PHONY: check
check: lint test  ## Lint, then test: what .ci/run runs
