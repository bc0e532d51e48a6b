# The commands of every day. Each does the set-up that it needs; nothing but Python 3.11+ and make is expected.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ASK ?=

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check format evaluate train pictures charts clean

help:
	@echo "make demo              the demo bank, the bot and a chat page on this machine"
	@echo "make demo ASK='words'  one question, answered in the terminal"
	@echo "make test              format, lint, types, import contracts and all tests"
	@echo "make check             the same without the tests"
	@echo "make format            put the code in shape"
	@echo "make evaluate          measure the bundled encoder and write docs/evaluation.md"
	@echo "make train             make the bundled encoder from nothing (about half an hour), then: make evaluate"
	@echo "make charts            draw the dashboard of a simulated year into docs/dashboard/ (ten minutes)"
	@echo "make pictures          take the README's pictures from the demo (needs Debian's chromium)"

# A stamp per set of requirements: changed requirements install again, unchanged ones cost nothing.
$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; name it with: make PYTHON=python3.11 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV): a few minutes the first time."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing what the tests need."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

demo: setup
	@$(BIN)/photobank demo $(if $(ASK),--ask '$(subst ','\'',$(ASK))')

test: check
	$(BIN)/pytest

check: setup-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup-dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

evaluate: setup-dev
	$(BIN)/python -m engine.training.calibrate
	$(BIN)/python -m engine.training.evaluate

train: setup-dev
	$(BIN)/python -m engine.training.train
	$(BIN)/python -m engine.training.words

pictures: setup-dev
	@$(BIN)/python docs/pictures.py

charts: setup-dev
	$(BIN)/python -m benchmarks.year_charts

clean:
	rm -rf build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
