"""The wheel carries all it needs: installed in an environment of its own, it lints the seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGED = ("bot", "rules", "config", "pyproject.toml", "README.md", "LICENSE")


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_the_wheel_lints_the_seed(tmp_path: Path) -> None:
    # Build from a copy: setuptools writes beside the sources, and tests run in parallel.
    source = tmp_path / "source"
    source.mkdir()
    for name in PACKAGED:
        run("cp", "-r", ROOT / name, source, cwd=ROOT)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    wheels = tmp_path / "wheels"
    run(
        *pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", wheels, source, cwd=tmp_path
    )
    (wheel,) = wheels.glob("revlint-*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "own", cwd=tmp_path)
    (site,) = (tmp_path / "own" / "lib").glob("python*/site-packages")
    # The dependencies, not the checkout: a path file's folder is searched, its own .pth files not.
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    own = tmp_path / "own" / "bin"
    run(*pip, "--python", own / "python", "install", "-q", "--no-deps", wheel, cwd=tmp_path)
    where = run(own / "python", "-c", "import bot, rules; print(bot.__file__)", cwd=tmp_path)
    assert where.startswith(str(site))
    count = "from bot.engines.admission import admission_pairs; print(len(admission_pairs()))"
    assert int(run(own / "python", "-c", count, cwd=tmp_path)) > 0
    out = run(
        own / "revlint",
        "lint",
        "--wiki",
        "enwiki",
        "--diff-page",
        ROOT / "seeds" / "pakistan-us-relations.txt",
        "--format",
        "json",
        "--page",
        cwd=tmp_path,
    )
    reports = [json.loads(line) for line in out.splitlines()]
    codes = {finding["code"] for report in reports for finding in report["findings"]}
    assert {"NUM001", "DAT001"} <= codes
    assert all(report["failures"] == [] for report in reports)
