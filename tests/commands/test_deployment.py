"""The files for systemd, Toolforge and containers name commands and options that exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.__main__ import parser

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "config" / "systemd").iterdir())
JOBS = ROOT / "config" / "toolforge" / "jobs.yaml"


def commands() -> list[tuple[str, str]]:
    found = [
        (unit.name, line.partition("=")[2])
        for unit in UNITS
        for line in unit.read_text().splitlines()
        if line.startswith("ExecStart=")
    ]
    found += [
        (JOBS.name, line) for line in re.findall(r"^ +command: (.*)$", JOBS.read_text(), re.M)
    ]
    guide = (ROOT / "docs" / "operating.md").read_text()
    found += [
        ("operating.md", line.partition("#")[0].strip())
        for line in guide.splitlines()
        if line.startswith(".venv/bin/revlint ")
    ]
    return found


@pytest.mark.parametrize(("file", "command"), commands())
def test_every_command_is_understood(file: str, command: str) -> None:
    program, *arguments = shlex.split(command.replace("%i", "enwiki"))
    assert program.endswith("revlint")
    assert parser().parse_args(arguments).command_module


def test_there_is_something_to_test() -> None:
    assert len(commands()) >= 9
    names = {unit.name for unit in UNITS}
    assert {"revlint-run@.service", "revlint-run@.timer", "revlint-sweep@.timer"} <= names


def test_the_files_come_with_the_package() -> None:
    data = (ROOT / "pyproject.toml").read_text()
    assert '"config/systemd/*"' in data
    assert '"config/toolforge/*"' in data


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze (Debian: systemd) is missing"
)
@pytest.mark.parametrize("unit", [unit.name for unit in UNITS])
def test_systemd_understands_the_units(unit: str, tmp_path: Path) -> None:
    program = tmp_path / "revlint"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for source in UNITS:
        text = source.read_text().replace("/opt/revlint/.venv/bin/revlint", str(program))
        text = re.sub(r"^(User|Documentation)=.*$", "", text, flags=re.M)
        (tmp_path / source.name.replace("@.", "@enwiki.")).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / unit.replace("@.", "@enwiki.")],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if unit.partition("@")[0] in line]
    assert done.returncode == 0, done.stderr
    assert not told
