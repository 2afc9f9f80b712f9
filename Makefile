# The two commands that matter are `make run` and `make test`; `make help` lists the rest.

SHELL := /bin/bash
PYTHON := .venv/bin/python
VENDOR := tools/vendor package-lock.json package.json
.DEFAULT_GOAL := help
.PHONY: help run test check fix bench screenshots lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' Makefile

run: .venv/run.stamp ## set up, load the demo centre once, serve on localhost (PORT=8000)
	@tools/serve

test: .venv/dev.stamp ## run every test on SQLite and on PostgreSQL (ARGS=tests/diary: a quick answer; see tools/test)
	@tools/test $(ARGS)

check: .venv/dev.stamp ## format, lint, migrations, settings fit for production, known vulnerabilities of libraries
	@tools/check

fix: .venv/dev.stamp ## format code and templates and repair what the linter can
	@$(PYTHON) -m djlint --quiet --warn --reformat templates
	@$(PYTHON) -m ruff format
	@$(PYTHON) -m ruff check --fix

bench: .venv/dev.stamp ## measure speed and memory on both databases
	@tools/bench $(ARGS)

screenshots: .venv/dev.stamp ## take the pictures of docs/ again from the demo centre
	@tools/screenshots $(ARGS)

lock: .venv/dev.stamp ## write requirements/ again from pyproject.toml (ARGS=--upgrade for newer versions)
	@tools/lock $(ARGS)

clean: ## remove the virtual environment and caches; data in var/ stay
	@rm -rf .venv node_modules static/vendor .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installing the development set installs the application's as well; either brings static/vendor.
.venv/run.stamp: requirements/setup.txt requirements/run.txt tools/setup $(VENDOR)
	@tools/setup run
	@touch $@

.venv/dev.stamp: requirements/setup.txt requirements/dev.txt tools/setup $(VENDOR)
	@tools/setup dev
	@touch .venv/run.stamp $@
