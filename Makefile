# Two commands are enough: `make app` opens the app on the sample notes, `make test` runs the tests.
# Both set everything up first; PYTHON names another interpreter (3.11 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help app test fuzz soak mutants audit setup lint docs bench train ablate sample wheel clean

app: setup sample  ## open the page on the sample notes
	$(BIN)/noteloom app

help:  ## list the targets
	@sed -nE 's/^([a-z]+):.*  ## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 10

test: setup  ## run all tests
	$(BIN)/python -m pytest

SECONDS ?= 600
PROMISES := $(wildcard tests/*/test_*_promises.py) tests/notes/test_spans.py tests/notes/test_shapes.py
fuzz: setup  ## try a hundred times as many hostile inputs as the tests, then by coverage for SECONDS
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[fuzz]'
	NOTELOOM_FUZZ=100 $(BIN)/python -m pytest -q tests/test_fuzz.py $(PROMISES)
	$(BIN)/python -m tests.soak.fuzzing $(SECONDS)

soak: setup  ## crash builds, fail disks, read beside a writer, visit the page; SECONDS bounds it
	$(BIN)/python -m tests.soak $(SECONDS)

mutants: setup  ## change single things in the program and list what no test notices
	$(BIN)/python -m tests.soak.mutants

WEAKNESSES := api.osv.dev
audit: setup  ## look up known weaknesses of what is installed, where their data can be reached
	@if $(BIN)/python -c "import socket; socket.create_connection(('$(WEAKNESSES)', 443), 5)" 2>/dev/null; then \
	  $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[audit]' && \
	  $(BIN)/pip-audit --vulnerability-service osv --no-deps --disable-pip --requirement constraints.txt; \
	else echo "audit: $(WEAKNESSES) cannot be reached from here, nothing was looked up"; fi

setup: $(READY)  ## install everything into .venv, build the map, export the encoder
	@$(BIN)/python -m graph.screen.build
	@$(BIN)/python -m embeddings
	@$(BIN)/python -c "from embeddings.drafts import piece_table; piece_table()"

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Noteloom needs Python 3.11 or newer: make PYTHON=/path/to/it')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt torch
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

sample: setup  ## build the index of the sample notes
	$(BIN)/noteloom build data/notes || $(BIN)/noteloom build data/notes --fresh

lint: setup  ## check style, types, security and licences
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive graph embeddings app.py --configfile pyproject.toml

docs: setup  ## build the documentation as a site in build/site
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

bench: setup  ## measure speed and quality on this machine
	$(BIN)/python -m tests.benchmarks

# Others' labelled notes are added by WITH: WITH="--notes DIR FILE".
train: setup  ## learn the weights from the labelled notes
	$(BIN)/python -m tests.benchmarks.train --work data/learning $(WITH)

ablate: setup  ## show what each feature gains
	$(BIN)/python -m tests.benchmarks.ablation --work data/learning $(WITH)

wheel: setup  ## build the wheel into dist
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:  ## remove what the other targets made
	rm -rf $(VENV) build data/index graph/screen/assets graph/screen/map/node_modules
