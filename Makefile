# Two commands are enough: `make app` opens the app on the sample notes, `make test` runs the tests.
# Both set everything up first; PYTHON names another interpreter (3.11 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: app test soak setup lint bench train ablate sample wheel clean

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

# Learn the weights from the labelled notes that ship; WITH adds others: WITH="--notes DIR FILE".
train: setup
	$(BIN)/python -m tests.benchmarks.train --work data/learning $(WITH)

ablate: setup
	$(BIN)/python -m tests.benchmarks.ablation --work data/learning $(WITH)

wheel: setup
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) data/index graph/screen/assets graph/screen/map/node_modules
