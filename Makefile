# Two commands: `make demo` shows the course, `make test` checks everything. Each does all the set-up it needs.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check build pack materials contact bench messages lock clean fresh
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME VIRTUAL_ENV

PORT ?= 8000
BIN := .venv/bin

help: ## Show this help
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

setup: ## Prepare the environment (the other commands do it by themselves)
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then \
	    exec $$python scripts/bootstrap.py; \
	  fi; \
	done; \
	echo 'Il faut Python 3.11 ou plus récent / Python 3.11 or newer is needed: sudo apt install python3 python3-venv' >&2; \
	exit 2

demo: setup ## See the whole course in a browser (PORT=8000)
	@$(BIN)/dataide build
	@$(BIN)/dataide demo --port $(PORT)

test: setup ## Run every test; what this machine cannot run is named at the end
	@$(BIN)/python scripts/run_tests.py

check: setup ## Lint, types, rules of the house and content, in less than 30 seconds
	@failed=0; \
	$(BIN)/ruff check -q . || failed=1; \
	$(BIN)/ruff format -q --check . || failed=1; \
	$(BIN)/mypy || failed=1; \
	$(BIN)/python -m pytest -q -n 2 --disable-warnings tests/house || failed=1; \
	$(BIN)/dataide check || failed=1; \
	exit $$failed

build: setup ## Write course/ from content/, and its table of numbers
	@$(BIN)/dataide build
	@$(BIN)/dataide report --docs

pack: setup ## Make the archives that Studio imports, in dist/
	@$(BIN)/dataide pack

materials: setup ## Make the downloads of the course (spreadsheets, sheets) and its glossary again
	@$(BIN)/python scripts/materials.py
	@$(BIN)/python scripts/glossary.py

contact: setup ## Take a picture of every page, week by week, in build/contact/ (Chromium)
	@$(BIN)/python scripts/contact_sheet.py
	@$(BIN)/python scripts/contact_sheet.py --width 360

bench: setup ## Measure against the targets; never part of the tests
	@$(BIN)/python -m benchmarks

messages: setup ## Bring the French catalogue up to date after changing a sentence
	@$(BIN)/python scripts/messages.py

lock: setup ## Choose the versions of requirements/*.in again
	@$(BIN)/python scripts/lock.py

clean: ## Remove what was made: caches, archives, demonstration data
	@rm -rf build dist var *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +

fresh: clean ## Remove the environments too, as in a new clone
	@rm -rf .venv .venv-floor
