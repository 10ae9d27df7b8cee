# One command each. `make demo` and `make test` set everything up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lint docs bench gold unseen train golden lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## create .venv from the lock file

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "claimgraph needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "No virtual environment could be made. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## run the main job on the shipped corpus and print the answers
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/demo.sh

test: setup ## run all tests
	$(BIN)/python -m pytest

lint: setup ## format, lint, types, layers, stale reference pages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m kb.docs --check

check: lint ## lint, and all tests with coverage
	$(BIN)/python -m pytest --cov --cov-report=term

format: setup ## rewrite the code in the project's style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup ## rewrite docs/reference from ontology, shapes, queries and --help
	$(BIN)/python -m kb.docs

gold: setup ## score the extractor on corpus/gold, and on KB_EVAL and KB_ORIGINALS where set
	$(BIN)/python -m kb.bench.gold

unseen: setup ## score generated news that nobody has seen: its seed is the commit's hash
	$(BIN)/kb bench corpus --articles 3000 --seed "$$(git rev-parse HEAD)" --examples 3

train: setup ## train the tagger and fit same-event weights from KB_EVAL, test the training, score it and write the card
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-train.lock
	$(BIN)/python -m pytest tests/train
	$(BIN)/python -m kb.train --out kb/extract/tagger/weights
	$(BIN)/python -m kb.train.same_event --out kb/resolve/same_event/weights.toml
	$(BIN)/python -m kb.bench.card --out docs/reference/tagger.md

bench: setup ## measure beside the peers, in half an hour; rewrites docs/reference/benchmarks
	$(BIN)/kb bench engine --out docs/reference/benchmarks.json --page docs/reference/benchmarks.md
	$(BIN)/kb bench speed --out bench.json

golden: setup ## rewrite the golden files of the export tests, for review as a diff
	KB_GOLDEN=rewrite $(BIN)/python -m pytest tests/export tests/queries

lock: setup ## renew the lock files (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header -o requirements.lock
	uv pip compile pyproject.toml --group train --universal --python-version 3.11 --generate-hashes --no-header -o requirements-train.lock

clean: ## remove what setup and tests made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage dist
