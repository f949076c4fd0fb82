# Every command of the project; `make` alone lists them. From nothing but Python, pip, make and git.

PYTHON ?= $(shell command -v python3.11 || command -v python3 2>/dev/null)
HOST ?= 127.0.0.1
PORT ?= 7860
VENV := .venv
BIN := $(VENV)/bin
NPM := $(shell command -v npm 2>/dev/null)
KEYBOARD := $(if $(NPM),app/web/kiosk/keyboard/node_modules/.installed,no-npm)
IN_PAGE := $(if $(NPM),tests/browser/node_modules/.installed,no-npm)
PIP := $(BIN)/python -m pip install --constraint constraints.txt
HOUR := $(if $(shell command -v timeout 2>/dev/null),timeout 3600)

.DEFAULT_GOAL := help
.PHONY: help chat test kiosk soak install eval bench check screenshot examples keyboard fonts no-npm

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

chat: install  ## serve the chat at http://127.0.0.1:7860 (HOST=…, PORT=…)
	@echo "The chat opens at http://$(HOST):$(PORT) in a few seconds; Ctrl+C stops it."
	@exec $(BIN)/nisso chat --host $(HOST) --port $(PORT) $(ARGS)

kiosk: install keyboard fonts  ## serve the kiosk, and say how to open it full screen
	@echo "The kiosk opens at http://$(HOST):$(PORT)/kiosk in a few seconds; full screen:"
	@echo "  chromium --kiosk --no-first-run --disable-quic --disable-component-update \\"
	@echo "    --disable-background-networking http://$(HOST):$(PORT)/kiosk"
	@exec $(BIN)/nisso chat --host $(HOST) --port $(PORT) $(ARGS)

install: $(VENV)/.installed  ## make the environment and the index (TORCH_INDEX=…, see README.md)
	$(BIN)/nisso ingest

test: $(VENV)/.extras $(KEYBOARD) $(IN_PAGE)  ## run the whole suite (ARGS=--cov: and its coverage)
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses 2 --dist loadfile \
	  --no-loadscope-reorder $(ARGS)

soak: $(VENV)/.extras $(KEYBOARD) $(IN_PAGE)  ## run the long forms of the tests, an hour at most
	$(BIN)/nisso ingest
	$(HOUR) sh -c '$(BIN)/python -m pytest tests/soak_*.py && $(BIN)/python tests/soak_kiosk.py'

check: $(VENV)/.extras  ## formatting, lint, types, import layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

eval: $(VENV)/.extras  ## ask every question of the set and compare with the baseline (ARGS=…)
	$(BIN)/nisso ingest
	$(BIN)/nisso eval $(ARGS)

bench: $(VENV)/.extras  ## compare its speed with a plain pipeline, as ratios of one run
	$(BIN)/nisso ingest
	$(BIN)/python -m eval.bench $(ARGS)

screenshot: $(VENV)/.extras $(KEYBOARD)  ## take the pictures in docs/ again, with a real Chromium
	$(BIN)/nisso ingest
	$(BIN)/python docs/screenshot.py

examples: $(VENV)/.extras  ## write into the READMEs what their commands print today
	$(BIN)/python docs/examples.py

# The environment: made once, made again where the folder was moved, renewed when the pins change.
ifneq ($(shell cat $(VENV)/.made 2>/dev/null),$(CURDIR))
.PHONY: $(VENV)/.made
endif
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed; name it: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@echo '$(CURDIR)' > $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	$(if $(TORCH_INDEX),$(PIP) --no-deps --index-url $(TORCH_INDEX) torch)
	$(PIP) --editable .
	@touch $@

$(VENV)/.extras: $(VENV)/.installed
	$(PIP) --editable '.[test]'
	@touch $@

# What npm brings: the kiosk's on-screen keyboard, and what the tests run inside a page.
%/node_modules/.installed: %/package-lock.json
	npm ci --ignore-scripts --prefix $* --no-audit --no-fund
	@touch $@

no-npm:
	@echo "npm is missing: no on-screen keyboard, and its tests are skipped; install Node.js." >&2

keyboard: $(KEYBOARD)

fonts:
	@if command -v fc-list >/dev/null && [ -z "$$(fc-list :lang=ja family)" ]; then \
	  echo "No Japanese font is installed; on Debian: apt-get install fonts-noto-cjk" >&2; fi
