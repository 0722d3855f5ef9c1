# Two commands do everything on a fresh Debian 12: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test check docs bench soak chaos corpus lock clean

run: $(READY)
	@mkdir -p out
	@$(BIN)/revlint lint --diff-page seeds/pakistan-us-relations.txt --wiki enwiki --page \
		--format text --format html --format draft --output-dir out; \
		code=$$?; [ $$code -eq 0 ] || [ $$code -eq 1 ]

test: $(READY)
	@sh tests/system-packages.sh
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot.rule_docs docs/rules --check

docs: $(READY)
	$(BIN)/python -m bot.rule_docs docs/rules

bench: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r bench/requirements.lock
	$(BIN)/python -m bench $(if $(CORPUS),--corpus "$(CORPUS)")

soak: $(READY)
	$(BIN)/python -m tests.soak $(SECONDS)

chaos: $(READY)
	$(BIN)/python -m tests.chaos $(if $(KILLS),--kills $(KILLS)) $(if $(MARIADB),--mariadb)

corpus: $(READY)
	@test -n "$(CORPUS)" || { echo "say which: make corpus CORPUS=DIR"; exit 2; }
	REVLINT_CORPUS="$(CORPUS)" $(BIN)/python -m pytest -m corpus -n 2

lock:
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --all-extras \
		--no-emit-index-url --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 \
		--no-emit-index-url --output-file bench/requirements.lock bench/requirements.in

$(READY): requirements.lock pyproject.toml
	@PYTHON=$(PYTHON) sh tests/python-environment.sh
	@touch $(READY)

clean:
	rm -rf .venv out build dist *.egg-info
