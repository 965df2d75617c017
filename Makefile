# Two commands on a fresh machine: `make serve` (or `make site`), and `make test`.
# They need Python 3.11 or newer, git and make; all else goes into .venv.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
LOCK := requirements.lock
READY := $(VENV)/.ready
UV := uv==0.13.9

# Material prints a page about its own future on every build
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve site test lint types floors unit browser lock clean

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

serve: $(READY) ## Serve this site on http://127.0.0.1:8000 and show each change
	@$(BIN)/legible serve docs

site: $(READY) ## Build this site into site/
	@$(BIN)/mkdocs build --strict --quiet --site-dir site
	@echo "The site is in site/; open it with: $(BIN)/python -m http.server -d site"

test: lint types floors unit ## Check everything: style, types, floors, tests and doctests

lint: $(READY) ## Check the style
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(READY) ## Check the types
	@$(BIN)/mypy

floors: $(READY) ## Check that imports go downward only
	@$(BIN)/lint-imports --no-cache

unit: $(READY) browser ## Run the tests, those in a browser too
	@$(BIN)/python -m pytest

browser: $(READY) ## Find a Chromium or Chrome, or install one
	@$(BIN)/python tools/browser.py --install

lock: $(READY) ## Write requirements.lock anew from pyproject.toml: newest versions, with hashes
	@$(BIN)/python -m pip install --quiet '$(UV)'
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
		--no-annotate --python-version 3.11 --all-extras --custom-compile-command 'make lock' \
		--output-file $(LOCK) pyproject.toml

clean: ## Remove what the commands above have made
	rm -rf $(VENV) site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The environment is made anew when the lock or the project's metadata change; else nothing is done.
$(READY): $(LOCK) pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org/downloads/" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { echo "Python's venv module is needed (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@echo "Installing into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
