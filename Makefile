# Every task of the project; `make` alone lists them.
.DEFAULT_GOAL := help
PY := .venv/bin/python
PIP := .venv/bin/pip
STAMP := .make
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: help setup run test test-fast check format browser soak bench bench-smoke conformance corpus lock clean system

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(STAMP)/python: requirements-dev.txt pyproject.toml
	@mkdir -p $(STAMP)
	test -x $(PY) || python3 -m venv .venv
	$(PIP) install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(PIP) install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(STAMP)/node: package.json package-lock.json
	@mkdir -p $(STAMP)
	npm ci --no-fund --no-audit --loglevel=error
	@touch $@

$(STAMP)/front: $(STAMP)/node $(shell find admin_ui/frontend -type f 2>/dev/null)
	npm run --silent build
	@touch $@

setup: $(STAMP)/python $(STAMP)/front ## Install everything and build the front end; leaves .venv/bin/quytrinh

run: setup ## Serve the demo province on http://127.0.0.1:8000 and print its log-ins
	.venv/bin/quytrinh demo --host $(HOST) --port $(PORT)

system: ## Install what tests need from the system (PostgreSQL, Chromium, zbar, LibreOffice) when it is missing
	@bash tests/support/install_system.sh

test: setup system ## Run every test, on both databases and in the browser
	$(PY) -m pytest -n 2 --dist loadgroup tests

test-fast: setup ## Run the tests that need neither PostgreSQL nor a browser
	$(PY) -m pytest -n 2 tests/unit tests/property

browser: setup system ## Run the browser tests alone
	$(PY) -m pytest tests/browser

check: setup ## Lint, types and import contracts
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: setup ## Format the code
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

conformance: setup ## Judge FEEL and the decisions by the public DMN test cases
	.venv/bin/quytrinh conformance tests/conformance/dmn-tck

corpus: setup ## Judge the importer of office sheets by the corpus and its gold, field by field
	$(PY) tests/corpus/judge.py

soak: setup system ## Run the long campaigns: random processes and ledgers, kills, broken statements, disks, races
	QT_SOAK=1 $(PY) -m pytest -n 2 tests/property tests/faults

bench: setup ## Run the benchmarks and print their figures
	@for script in benchmarks/*.py; do echo "== $$script"; $(PY) -m benchmarks.$$(basename $$script .py) || exit 1; done

bench-smoke: setup system ## Prove that every benchmark still runs, in small (part of `make test`)
	$(PY) -m pytest tests/benchmarks

lock: ## Renew the locked versions and hashes from pyproject.toml
	.venv/bin/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --allow-unsafe -o requirements.txt pyproject.toml
	.venv/bin/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --allow-unsafe --extra dev -o requirements-dev.txt pyproject.toml

clean: ## Remove what was installed and built
	rm -rf .venv node_modules $(STAMP) admin_ui/static/dist
