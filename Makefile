# Two commands are enough: `make app` opens the app on the sample notes, `make test` runs the tests.
# Both set everything up first; PYTHON names another interpreter (3.11 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: app test soak setup lint bench sample clean

app: setup sample
	$(BIN)/noteloom app

test: setup
	$(BIN)/python -m pytest

# crashes and failing disks at every write, readers beside a writer; SECONDS bounds it
SECONDS ?= 600
soak: setup
	$(BIN)/python -m tests.soak $(SECONDS)

setup: $(READY)
	@$(BIN)/python -m graph.screen.build
	@$(BIN)/python -m embeddings.export

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Noteloom needs Python 3.11 or newer: make PYTHON=/path/to/it')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt torch
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

sample: setup
	$(BIN)/noteloom build data/notes || $(BIN)/noteloom build data/notes --fresh

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: setup
	$(BIN)/python -m tests.benchmarks

clean:
	rm -rf $(VENV) data/index graph/screen/assets graph/screen/map/node_modules
