# Four words a newcomer needs: demo, test, check, bench. Everything happens in .venv, made from a hashed lock.

PORT ?= 8000
PYTHON_BIN := .venv/bin/python
# With bytecode kept, also where the environment forbids it: else each process compiles all tests and their libraries.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(PYTHON_BIN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder
QUICK := not browser and not postgres and not slow

.PHONY: demo test check bench soak docs words lock audit sbom style scripts everything

demo: ## the demo project on http://127.0.0.1:8000
	@requirements/install.sh runtime
	@$(PYTHON_BIN) -m annotator demo --port $(PORT)

check: style scripts audit ## before each commit: at most three minutes
	@$(PYTEST) -q -m "$(QUICK)" tests/unit tests/conventions

test: ## everything, with a real browser and both databases: some 25 minutes on two cores
	@requirements/install.sh test
	@tests/prepare.sh
	@$(MAKE) --no-print-directory --keep-going style scripts everything

style:
	@requirements/install.sh test
	@$(PYTHON_BIN) -m ruff check --quiet .
	@$(PYTHON_BIN) -m ruff format --quiet --check . || \
		{ echo "Formatting differs: run '$(PYTHON_BIN) -m ruff format .'" >&2; exit 1; }
	@$(PYTHON_BIN) -m mypy --no-error-summary

everything:
	@$(PYTEST) tests

scripts:
	@tests/scripts.sh

bench: ## the speed claims of the docs, measured here
	@requirements/install.sh test
	@$(PYTHON_BIN) -m benchmarks

soak: ## the gates that take long: kills, clients of every kind, generated requests, schedules; on both databases
	@requirements/install.sh test
	@$(PYTHON_BIN) -m benchmarks.soaks
	@$(PYTHON_BIN) -m benchmarks.soaks --postgresql kills writers migrations sweeps

docs: ## the reference pages, made anew from the code
	@requirements/install.sh test
	@$(PYTHON_BIN) docs/generate.py

words: ## what the interface says, gathered anew for translators
	@requirements/install.sh test
	@$(PYTHON_BIN) docs/words.py

audit: ## every locked package looked up in the public list of vulnerabilities, where that can be asked
	@requirements/audit.sh

sbom: ## the bill of materials, CycloneDX, made from the lock
	@requirements/install.sh runtime
	@$(PYTHON_BIN) requirements/bill.py runtime

lock: ## the lock files, resolved anew; needs uv
	@requirements/lock.sh
