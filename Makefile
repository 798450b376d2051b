# All that is done with this folder. `make brief` and `make test` need nothing before them.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
# What `make eval` measures the gates on.
DATA ?= $(wildcard ../shared/consistency/dev.jsonl)
VENV := .venv
BIN := $(VENV)/bin
LOG := $(VENV)/install.log

# What WeasyPrint draws with, and what the tests read PDF files back with.
SYSTEM := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
SYSTEM_FOR_TESTS := poppler-utils qpdf
# The smallest that can write.
MODEL_FOR_TESTS := SmolLM2-135M-Instruct

# What pip says goes to a log, and is shown only where it fails.
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help brief test lint format docs bench eval fuzz crash clean system models

help:  ## List the targets.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

brief: system models  ## Make the brief of the demonstration corpus in out/.
	@status=0; $(BIN)/briefing build corpus --output out --topic "Foreign troops in Iraq" || status=$$?; \
	case $$status in \
	  0) ;; \
	  3) echo "That is as it should be: one file in corpus/ is broken on purpose, and the brief says so." ;; \
	  *) exit $$status ;; \
	esac

test: lint  ## Run everything that has to pass: lint, documentation, all tests.
	@tools/system-packages $(SYSTEM) $(SYSTEM_FOR_TESTS)
	@$(MAKE) --no-print-directory models
	@$(BIN)/briefing models pull $(MODEL_FOR_TESTS)
	$(BIN)/pytest

lint: $(VENV)/.dev  ## Check style, types, layers, docstrings and generated documentation.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/interrogate --quiet briefing tests
	$(BIN)/cog -I . --check docs/*.md

format: $(VENV)/.dev  ## Put the code into its one form.
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

docs: $(VENV)/.dev  ## Write the generated parts of docs/ anew.
	$(BIN)/cog -I . -r docs/*.md

bench: models  ## Measure times and peak memory.
	$(BIN)/python benchmarks/run.py

eval: models  ## Measure the gates on labelled sentences (DATA=FILE).
	@$(BIN)/python benchmarks/consistency.py $(DATA)

fuzz: $(VENV)/.dev  ## Read thousands of damaged files, change a folder hundreds of times, and print what came out.
	@tools/system-packages $(SYSTEM)
	$(BIN)/pytest -s -p no:randomly --hypothesis-profile=fuzz -m 'not model' tests/test_ingest_fuzz.py tests/test_incremental.py

crash: $(VENV)/.dev  ## Kill the program 200 times at random moments, and print what became of its briefs.
	@tools/system-packages $(SYSTEM)
	$(BIN)/python tests/crash.py

clean:  ## Remove what was made here; the installed packages in .venv stay.
	rm -rf out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	find briefing tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

system:
	@tools/system-packages $(SYSTEM)

models: $(VENV)/.installed
	@$(BIN)/briefing fetch

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Briefing needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV): a few minutes the first time, 1.6 GB."
	@$(PIP_INSTALL) --editable . > $(LOG) 2>&1 || { tail -n 20 $(LOG); echo "Installing failed: see $(LOG)"; exit 1; }
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "Installing the tools for development."
	@$(PIP_INSTALL) --editable '.[dev]' > $(LOG) 2>&1 || { tail -n 20 $(LOG); echo "Installing failed: see $(LOG)"; exit 1; }
	@touch $@
