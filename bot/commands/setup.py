"""``revlint setup``: install what cannot come with the package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.errors import ConfigurationError, InputError


def execute(options: argparse.Namespace) -> int:
    """Install LanguageTool, or a model for a second opinion, for this user; 0."""
    if options.what == "entailment":
        return _entailment(options)
    if options.source or options.labels or options.sha256:
        raise InputError("--from, --labels and --sha256 go with `revlint setup entailment`")
    from bot.engines.local_java import install

    folder = install(Path(options.zip) if options.zip else None)
    print(f"LanguageTool is in {folder}", file=sys.stderr)
    print('engine.kind = "auto" and "local" use it from now on.', file=sys.stderr)
    return 0


def _entailment(options: argparse.Namespace) -> int:
    from bot.engines.entailment_labels import LabelError, labels_from
    from bot.engines.entailment_model import toml_labels
    from bot.engines.entailment_setup import install

    if options.zip:
        raise InputError("--zip goes with `revlint setup languagetool`; a model comes --from")
    if not options.source:
        raise InputError("say where the model is: --from PATH_OR_URL; see docs/entailment.md")
    try:
        labels = labels_from(options.labels) if options.labels else None
    except LabelError as error:
        raise InputError(f"--labels: {error}") from error
    folder, map_, figures = install(options.source, labels, options.sha256 or "")
    for line in figures.lines():
        print(line)
    if not figures.passed:
        raise ConfigurationError(
            f"{options.source}: the model did not pass the admission test, and was not installed"
        )
    print(f"The model is in {folder}. To use it, write into your configuration:\n")
    print(f'[entailment]\nkind = "onnx"\npath = "{folder}"\nlabels = {toml_labels(map_)}')
    return 0
