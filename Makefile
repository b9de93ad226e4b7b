# The only door: people, hooks and CI call these. `make` alone lists them.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo test check golden migrations story bench doctor lock clean

PY := .venv/bin/python
# Found once per run, and only by a target that needs it.
FOUND = python="$$(tools/find_python.sh)" || exit 1
READY = $(FOUND); "$$python" -m tools.environment dev

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name said; do printf '  %-12s %s\n' "$$name" "$$said"; done

demo: ## Run Caseload with invented families [PORT=8000 FAMILIES=n RESET=1 PYTHON=...]
	@$(FOUND); PORT='$(PORT)' FAMILIES='$(FAMILIES)' RESET='$(RESET)' exec "$$python" -m tools.demo

test: ## Run the tests against their own PostgreSQL [ARGS="-k timeline"]
	@$(READY)
	@exec $(PY) -m pytest -n auto $(ARGS)

check: ## Format, lint, types, import contracts, migrations, schema, golden files
	@$(READY)
	@exec $(PY) -m tools.check $(ARGS)

golden: ## Write the golden files anew; read the difference before you commit it
	@$(READY)
	@exec $(PY) -m tools.check --write-golden

migrations: ## Make a named migration and print its SQL [APP=contacts NAME=home_visit]
	@$(READY)
	@exec $(PY) -m tools.migrations '$(APP)' '$(NAME)'

story: ## Play a day of a worker and of two agencies against a running demo [ARGS=agency]
	@$(FOUND); "$$python" -m tools.environment base
	@exec $(PY) -m tools.story $(ARGS)

bench: ## Measure the workloads that later work is held to [ARGS="--families 2000"]
	@$(READY)
	@exec $(PY) -m tests.benchmarks $(ARGS)

doctor: ## Say whether every law's machinery is in force in the demo [ARGS=--json]
	@$(FOUND); "$$python" -m tools.environment base
	@exec $(PY) -m tools.demo_env manage.py doctor $(ARGS)

lock: ## Lock the dependencies anew, with hashes, from what is at least a week old
	@$(READY)
	@exec $(PY) -m tools.lock

clean: ## Stop the embedded servers; remove their data, var and .venv
	@$(FOUND); exec "$$python" -m tools.clean
