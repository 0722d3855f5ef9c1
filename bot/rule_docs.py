"""The rules' documentation, made from their metadata: one page a rule, and an index.

``python -m bot.rule_docs FOLDER`` writes it; with ``--check`` it only says whether the folder is
current, for the project's checks.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.app import entries, option_defaults
from rules.catalog import Entry
from rules.contract import CLOSE, OPEN, Example, Meta

SCOPES = {
    "added": "blocks of prose that hold added text",
    "sentence": "sentences that hold added text",
    "article": "the whole page; the finding or its evidence must touch added text",
    "markup": "templates, links and references that hold added text",
    "change": "sentences before and after the edit",
    "structure": "the page's structure, compared with what it was",
    "summary": "the edit summary",
}


def rule_page(entry: Entry) -> str:
    """A rule's page in Markdown."""
    meta = entry.meta
    parts = [
        f"# {meta.code} {meta.name}\n",
        f"{meta.summary}.\n",
        f"*{meta.status.value}, {meta.severity.value}, {meta.category.value}; guideline: "
        f"[{meta.source.name}]({meta.source.url}); reads {SCOPES[meta.scope.value]}.*\n",
        "## What it finds\n",
        f"{entry.doc.strip()}\n",
        "## Why\n",
        f"{meta.why}\n",
        "## Examples\n",
        *_examples(meta),
        *_options(entry),
        "## How to silence it\n",
        f"Put `<!-- revlint: ignore {meta.code} -->` on the line, `{{{{sic}}}}` after the words, or"
        f" switch it off in the configuration:\n\n```toml\n[rules.{meta.code}]\n"
        'status = "off"\n```\n',
    ]
    return "\n".join(parts)


def index_page(known: Mapping[str, Entry]) -> str:
    """The table of all rules in Markdown."""
    lines = [
        "# Rules\n",
        "Made from the rules themselves by `make docs`.\n",
        "| code | name | finds | status | severity | class | guideline |",
        "|---|---|---|---|---|---|---|",
    ]
    for entry in known.values():
        meta = entry.meta
        lines.append(
            f"| [{meta.code}]({meta.code}.md) | {meta.name} | {meta.summary} | {meta.status.value}"
            f" | {meta.severity.value} | {meta.category.value} | {meta.source.name} |"
        )
    return "\n".join(lines) + "\n"


def pages(known: Mapping[str, Entry]) -> dict[str, str]:
    """All pages by file name."""
    found = {f"{code}.md": rule_page(entry) for code, entry in known.items()}
    found["README.md"] = index_page(known)
    return found


def main() -> int:
    """Write or check the folder; 1 if a page is not current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    wanted = pages(entries())
    there = {path.name: path.read_text("utf-8") for path in options.folder.glob("*.md")}
    if options.check:
        stale = sorted(
            name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name)
        )
        for name in stale:
            sys.stderr.write(f"{options.folder / name} is not current; run `make docs`\n")
        return 1 if stale else 0
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in there.keys() - wanted.keys():
        (options.folder / name).unlink()
    for name, text in wanted.items():
        (options.folder / name).write_text(text, "utf-8")
    return 0


def _examples(meta: Meta) -> list[str]:
    shown = [example for example in meta.examples if not example.is_silent]
    silent = [example for example in meta.examples if example.is_silent]
    lines = [f"Marked, between {OPEN} and {CLOSE}:\n"]
    lines += [f"- {_text(example)}{_fix(example)}" for example in shown]
    lines += ["", "Left alone:\n"]
    lines += [f"- {_text(example)}{_guard(example)}" for example in silent]
    return [*lines, ""]


def _text(example: Example) -> str:
    text = example.text.replace("\n", "⏎")
    if len(text) > 300:
        text = text[:300] + "…"
    parts = [_code(text)] if text else []
    if example.summary:
        parts.append(f"summary {_code(example.summary)}")
    if example.old is not None:
        old = example.old.replace("\n", "⏎")
        parts.append(f"(before: {_code(old[:200])})" if old else "(the page was empty)")
    return " ".join(parts)


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _fix(example: Example) -> str:
    return f" → {_code(example.fix)}" if example.fix else ""


def _guard(example: Example) -> str:
    return f": {example.guard}" if example.guard else ""


def _options(entry: Entry) -> list[str]:
    defaults = option_defaults(entry)
    if not defaults:
        return []
    doc = (entry.options.__doc__ or "").strip()
    lines = ["## Options\n", f"{doc}\n", f"```toml\n[rules.{entry.meta.code}.options]"]
    lines += [f"{name} = {_toml(value)}" for name, value in defaults.items()]
    return ["\n".join([*lines, "```\n"])]


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
