# Each target sets up .venv on its first use, from a bare Python 3.11 or newer.
NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python $(NEW_ENOUGH) 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
READY := .venv/.ready
NBVAL := --nbval --nbval-current-env --nbval-cell-timeout=300
MUTATED := reading documents comparing
TESTS_OF_reading := wording intervals shares prose
TESTS_OF_documents := prose draft audit attribution read follow_ups open_points
TESTS_OF_comparing := estimands pairs bounds series comparisons provenance sensitivity replay source_tendency
PICTURE := docs/figures_by_source.png

.PHONY: report test lab lint browser audit pythons bench mutate check refresh picture lock help

help:
	@echo "make report   run the notebooks to pages in reports/"
	@echo "make test     unit tests, doctests, and every notebook against its committed outputs"
	@echo "make lab      open JupyterLab on the overview"
	@echo "make lint     ruff over modules and notebooks"
	@echo "make audit    every number of the documents against the ledger; needs their texts"
	@echo "make browser  reports and notebooks in a real Chromium"
	@echo "make pythons  the quick tests and the reports on each other Python that is here"
	@echo "make check    lint, test and browser"
	@echo "make bench    reports, and the check of a ledger, side by side with what one would run instead"
	@echo "make mutate   whether the tests notice a change of any line that reads or compares"
	@echo "make refresh  re-execute the notebooks in place, and the README's picture"
	@echo "make lock     pin the dependencies anew (make lock UPGRADE=--upgrade: the newest)"

report: $(READY)
	@$(BIN)/reported-figures report

test: $(READY)
	@echo "Testing modules, doctests and notebooks ..."
	@$(BIN)/pytest -n auto --dist loadscope $(NBVAL)

lab: $(READY)
	@[ "$$(id -u)" != 0 ] || [ "$(findstring --allow-root,$(LAB))" ] || { \
		echo "JupyterLab does not start for root: whoever reached it would be root, too." \
		"Start it as another user or, in a container of your own: make lab LAB=--allow-root"; exit 1; }
	@echo "Opening JupyterLab (Ctrl-C twice ends it) ..."
	@$(BIN)/jupyter lab --ServerApp.root_dir="$(CURDIR)" \
		--ServerApp.contents_manager_class=reported_figures.reports.opening.Opening \
		$(LAB) notebooks/overview.ipynb

lint: $(READY)
	@echo "Linting modules and notebooks ..."
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

audit: $(READY)
	@echo "Holding every number of the documents against the ledger ..."
	@$(BIN)/reported-figures audit --require-text

browser: $(READY)
	@echo "Testing reports and notebooks in Chromium (some five minutes) ..."
	@$(BIN)/pytest tests/browser -n 2 --dist loadscope

pythons: $(READY)
	@.ci/pythons

bench: $(READY)
	@echo "Timing reports side by side with what one would run instead (a quarter of an hour) ..."
	@$(BIN)/uv venv --quiet --allow-existing .venv/benchmark
	@$(BIN)/uv pip install --python .venv/benchmark/bin/python --quiet --group benchmark \
		|| echo "What it is measured against could not be installed: it is left out."
	@PATH="$$PATH:$(CURDIR)/.venv/benchmark/bin" $(BIN)/python benchmarks $(PARTS)

# One small tree for each folder, with its own tests; mutmut knows a package by its place in src.
mutate: $(READY)
	@echo "Changing each line of $(MUTATED) to see whether a test notices (an hour or two) ..."
	@$(BIN)/uv pip install --python $(BIN)/python --quiet --no-build-isolation -e ".[mutation]"
	@$(foreach folder,$(MUTATED),\
		tree=mutants/$(folder); rm -rf $$tree; mkdir -p $$tree/tests; \
		cp -r data notebooks seeds $$tree; cp -r analysis $$tree/src; \
		cp -r $(filter-out tests/test_%,$(wildcard tests/*.py)) tests/cases tests/article tests/articles tests/sentences \
			$(TESTS_OF_$(folder):%=tests/test_%.py) $$tree/tests; \
		printf '[tool.mutmut]\nsource_paths = ["src"]\nonly_mutate = ["src/reported_figures/%s/*"]\nalso_copy = ["data", "notebooks", "seeds"]\n[tool.pytest.ini_options]\naddopts = "-p forgetful"\npythonpath = ["tests", "src"]\n' $(folder) > $$tree/pyproject.toml; \
		(cd $$tree && PYTHONPATH=tests PATH="$(CURDIR)/$(BIN):$$PATH" mutmut run | tail -n 1; PATH="$(CURDIR)/$(BIN):$$PATH" mutmut results) || exit 1;)

check: lint test browser

refresh: $(READY)
	@$(BIN)/reported-figures refresh
	@$(MAKE) --no-print-directory picture

picture: $(READY)
	@echo "Taking the README's picture from the notebook ..."
	@$(BIN)/python -c "from reported_figures.reports.page import save_picture; \
		save_picture('notebooks/figures_by_source.ipynb', '$(PICTURE)')"

lock: $(READY)
	@echo "Locking the dependencies of pyproject.toml in requirements.txt ..."
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-header --quiet $(UPGRADE) --output-file requirements.txt

# The stamp comes last: a set-up that broke off is done again. uv itself comes from the lock, by hash.
$(READY): pyproject.toml requirements.txt
	@$(or $(PYTHON),false) $(NEW_ENOUGH) 2>/dev/null || { \
		echo "Python 3.11 or newer is needed. Name the one to take: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments." \
		"On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Setting up .venv (once; half a minute or so) ..."
	@$(PYTHON) -m venv .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.txt > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	@$(BIN)/uv pip install --python $(BIN)/python --quiet --require-hashes -r requirements.txt || { \
		echo "uv could not; pip tries, with its own settings for mirrors and certificates ..."; \
		$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt; }
	@$(BIN)/uv pip install --python $(BIN)/python --quiet --no-deps --no-build-isolation -e .
	@touch $@
