"""The rules are changed while a pass runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import app
from bot.commands.job_lint import JobLint
from bot.config import load_settings
from bot.jobs.run import RunSummary, run
from bot.store import Store
from bot.wiki.recent_changes import RecentChanges
from tests.mediawiki.fixtures import Actor

pytestmark = pytest.mark.mediawiki

TEXT = "It cost 5,54,202 rupees. It opened on 03 May 1950."


def test_no_revision_is_linted_with_two_sets_of_rules(
    source: RecentChanges, store: Store, actor: Actor, tmp_path: Path
) -> None:
    """state_fault-023: what the configuration says now holds from the next pass on."""
    config = tmp_path / "revlint.toml"
    editor = actor()
    ids = [editor.edit(f"Page {i}", TEXT)["newrevid"] for i in range(8)]

    def choose(code: str) -> None:
        config.write_text(f'[lint]\nselect = ["{code}"]\nprocesses = 2\n[engine]\nkind = "none"\n')

    def a_pass() -> RunSummary:
        known = app.entries()
        settings = load_settings(known_codes=known, config_file=config)
        with app.pool(settings, known) as pool:
            lint = JobLint(pool, store, settings)
            # Told after each batch, of which there are two.
            return run(source, lint, store, progress=lambda _: choose("DAT001"))

    choose("NUM001")
    assert a_pass().linted == 8
    ids.append(editor.edit("Page 8", TEXT)["newrevid"])
    assert a_pass().linted == 1
    rules_of = {
        one.report.rev_id: (one.report.ruleset, [f.code for f in one.report.findings])
        for one in (stored.checked for stored in store.reports())
    }
    before = {rules_of[one][0] for one in ids[:8]}
    assert len(before) == 1
    assert [rules_of[one][1] for one in ids] == [["NUM001"]] * 8 + [["DAT001"]]
    assert rules_of[ids[8]][0] not in before
    assert {f.ruleset for f in store.findings() if f.rev_id in ids[:8]} == before
