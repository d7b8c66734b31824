# Dragoman's targets. A bare `make` lists them. PYTHON chooses the interpreter (3.11 or newer): make PYTHON=python3.12 test

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# pip install is repeated only when pyproject.toml is newer than the stamp that the last one left.
RUN := $(VENV)/.ready
DEV := $(VENV)/.ready-dev
TRAIN := $(VENV)/.ready-train
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint types evaluate bench train build clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(RUN) ## set up and read the three sample reports to the terminal
	@$(BIN)/dragoman read samples/*.txt

test: $(DEV) ## set up and run the tests
	@$(BIN)/python -m pytest

lint: $(DEV) ## check style and formatting with ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(DEV) ## check types with mypy --strict
	@$(BIN)/mypy --strict

evaluate: $(DEV) ## score the program on the gold corpus against the pinned floors
	@$(BIN)/python -m evaluation

bench: $(DEV) ## measure speed, memory and size
	@$(BIN)/python -m evaluation.bench

train: $(TRAIN) ## train the model that the package ships (hours on a CPU)
	@training/run

build: $(DEV) ## build the wheel and the source archive into dist/
	@$(BIN)/python -m build

clean: ## remove what was built or cached, and the environment
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests evaluation training -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "dragoman: Python 3.11 or newer is needed, and '$(PYTHON)' is not; name one: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "dragoman: creating $(VENV)" >&2
	@# Some systems ship venv without ensurepip: then the pip outside puts one inside.
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { $(PYTHON) -m venv --clear --without-pip $(VENV) && \
	    $(PYTHON) -m pip --quiet --python $(BIN)/python install pip; } || { rm -rf $(VENV); exit 1; }

$(RUN): pyproject.toml | $(BIN)/python
	@echo "dragoman: installing the package into $(VENV)" >&2
	@$(PIP) --editable .
	@touch $@

$(DEV): pyproject.toml | $(BIN)/python
	@echo "dragoman: installing the package and its development tools into $(VENV)" >&2
	@$(PIP) --editable '.[dev]'
	@touch $@ $(RUN)

$(TRAIN): pyproject.toml | $(BIN)/python
	@echo "dragoman: installing what training needs into $(VENV)" >&2
	@$(PIP) --editable '.[dev,train]'
	@touch $@ $(DEV) $(RUN)
