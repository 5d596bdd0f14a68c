# Two commands: `make report` prints the form of the shipped records, `make test` runs every check.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: report test docs samples editor clean

report: $(READY)
	@$(BIN)/fifrecords report

test: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

# The generated files: the tests fail where one of them is out of date.
docs: $(READY)
	$(BIN)/fifrecords schema --write schemas
	$(BIN)/fifrecords rules --format md > docs/rules.md
	$(BIN)/fifrecords export --columns > docs/export.md
	$(BIN)/python -m fifrecords.cli.reference > docs/commands.md
	$(BIN)/fifrecords schema --format md > docs/format.md
	$(BIN)/fifrecords answers --format md > docs/answers.md

# The form of the shipped records as Word, PDF and page, and their picture in the README.
samples: $(READY)
	$(BIN)/python docs/samples/make.py

# The language server that records are tried with as in an editor; without it those tests are skipped.
editor: .editor/node_modules/.bin/yaml-language-server

.editor/node_modules/.bin/yaml-language-server:
	mkdir -p .editor
	npm install --prefix .editor --silent --no-fund --no-audit yaml-language-server@1

$(READY): pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)

clean:
	rm -rf $(VENV) .editor build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
