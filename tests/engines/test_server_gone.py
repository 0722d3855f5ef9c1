"""A grammar server that goes away in the middle of a run costs its own rule, and little time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import app
from bot.config import load_settings
from bot.core.model import Report, ReportStatus, Revision
from bot.core.report import Job
from bot.engines.languagetool import LanguageToolGrammar
from tests.engines.conftest import Start

TEXT = "He could of gone. The bridge cost 5,54,202 rupees."
# Far below what the library waits for, 300 s, and below the time that ends a whole lint.
TIMEOUT_S = 5.0
WALL_S = 60.0


def reports(config: Path, start_server: Start, then: Sequence[str] | None) -> list[Report]:
    """Two reports: one with the server there, one after it was replaced by what ``then`` says."""
    server = start_server()
    # It loads its own engine at the first sentence.
    LanguageToolGrammar(server.url, None, WALL_S).check(["Once."])
    config.write_text(
        f"""
[lint]
select = ["GRM001", "NUM001"]
wall_s = {WALL_S}
[engine]
kind = "server"
url = "{server.url}"
timeout_s = {TIMEOUT_S}
"""
    )
    known = app.entries()
    settings = load_settings(known_codes=known, config_file=config)
    with app.worker(settings, known) as worker:
        made = [worker.lint(Job(Revision(new=TEXT))).report]
        server.kill()
        if then is not None:
            start_server("--port", str(server.port), *then)
        made.append(worker.lint(Job(Revision(new=f"Later, {TEXT}"))).report)
    return made


@pytest.mark.parametrize(
    ("then", "said"),
    [
        pytest.param(None, "failed", id="state_fault-024 killed"),
        pytest.param(["--delay-s", "600"], "did not answer within 5 s", id="state_fault-024 hung"),
        pytest.param(["--answer", "<p>It works!"], "failed", id="state_fault-024 port taken"),
    ],
)
def test_the_other_rules_are_kept_and_nobody_waits_for_minutes(
    then: Sequence[str] | None, said: str, start_server: Start, tmp_path: Path
) -> None:
    before, after = reports(tmp_path / "revlint.toml", start_server, then)
    assert before.status is ReportStatus.LINTED
    assert after.status is ReportStatus.INCOMPLETE
    assert [finding.code for finding in after.findings] == ["NUM001"]
    (failure,) = after.failures
    assert (failure.code, said in failure.error) == ("GRM001", True)
    assert after.ms < WALL_S * 1000
