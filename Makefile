# Everything a developer or a build machine does with this repository. `make help` lists it.
# Needed on the machine: Python 3.11 or newer, git, make. The rest goes into .venv from the lock files.

VENV    ?= .venv
CONFIG  ?= config.toml
WORKERS ?= 3
ARGS    ?=

PY      := $(VENV)/bin/python
SOURCES  = $(wildcard core bot storage charts payments billing scheduler sandbox bench)

.DEFAULT_GOAL := help
.PHONY: help run sandbox setup test check format lint types imports house fix bench fault-long fault-payments fault-reminders lock config-example clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.stamp-run ## Start the product: the sandbox, or the real bot if config.toml holds a token
	@scripts/start $(PY) $(CONFIG) $(ARGS)

sandbox: $(VENV)/.stamp-run ## Start the sandbox even if config.toml holds a token
	@exec $(PY) -m sandbox $(ARGS)

test: $(VENV)/.stamp-dev ## Run all tests (ARGS="-k balance" for some of them)
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/.stamp-bench format lint types imports house ## Format, lint, types, import rules, house rules; changes nothing

format: $(VENV)/.stamp-dev ## Check the formatting (`make fix` repairs it)
	@$(PY) -m ruff format --check .

lint: $(VENV)/.stamp-dev ## Check with ruff
	@$(PY) -m ruff check .

types: $(VENV)/.stamp-bench ## Check the types with mypy --strict, of the measured rivals too
	@$(PY) -m mypy $(addprefix -p ,$(SOURCES))

imports: $(VENV)/.stamp-dev ## Check who imports whom
	@$(VENV)/bin/lint-imports --no-logo --no-cache --no-cache

house: $(VENV)/.stamp-dev ## Check the house rules that no linter knows
	@$(PY) -m pytest -q tests/house

fix: $(VENV)/.stamp-dev ## Format and repair what ruff can repair
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

bench: $(VENV)/.stamp-bench ## Measure speed and memory (ARGS="name ..." for some); writes bench/results.json
	@$(PY) -m bench $(ARGS)

fault-long: $(VENV)/.stamp-dev ## Run the fault tests in their long form (an hour and more)
	@ABONENT_FAULTS=long $(PY) -m pytest -m fault --timeout 3600 tests $(ARGS)

fault-payments: $(VENV)/.stamp-dev ## 300 payments under all faults, SIGKILL at every named point (half an hour)
	@ABONENT_FAULTS=long $(PY) -m pytest -m fault -s --timeout 3600 tests/faults/test_payments.py $(ARGS)

fault-reminders: $(VENV)/.stamp-dev ## 10,000 reminders and a broadcast to 10,000, 50 kills each (half an hour)
	@ABONENT_FAULTS=long $(PY) -m pytest -m fault -s --timeout 3600 tests/faults/test_reminders.py \
		tests/faults/test_broadcast.py $(ARGS)

setup: $(VENV)/.stamp-dev ## Only prepare .venv for development

lock: ## Resolve requirements/*.lock (needs uv; ARGS=--upgrade for newer versions)
	@scripts/lock $(ARGS)

config-example: $(VENV)/.stamp-dev ## Write config.example.toml anew from the descriptions in bot/config
	@$(PY) -m bot.config.example > config.example.toml

clean: ## Remove caches and .venv; keeps var/ (your sandbox) and config.toml
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp of a lock file is newer than the lock file once .venv holds what it says.
$(VENV)/.stamp-%: requirements/%.lock $(PY)
	@scripts/install $(PY) $<
	@touch $@

$(PY):
	@scripts/venv $(VENV)
