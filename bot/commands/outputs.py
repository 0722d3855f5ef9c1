"""Where reports go: one format to standard output or a file, or several to a folder."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from bot.config import Settings
from bot.core.model import LintedText, Report
from bot.errors import InputError
from bot.whole_files import write_whole

EXTENSIONS = {"text": "txt", "json": "jsonl", "html": "html", "draft": "wikitext"}


class Outputs:
    """Takes linted texts one by one; JSON lines are written as they come, the rest at the end.

    A context manager: a file appears whole when the work is done, or not at all.
    """

    def __init__(self, options: argparse.Namespace, settings: Settings) -> None:
        self._options = options
        self._settings = settings
        default = "json" if options.jsonl else "text"
        self._formats: list[str] = list(dict.fromkeys(options.format or [default]))
        if options.output and options.output_dir:
            raise InputError("--output and --output-dir exclude each other")
        if len(self._formats) > 1 and not options.output_dir:
            raise InputError("several --format need --output-dir")
        self._streams = self._formats == ["json"] and not options.output and not options.output_dir
        self._texts: list[LintedText] = []

    def __enter__(self) -> Outputs:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure is None and not self._streams:
            self._finish()

    def write(self, text: LintedText) -> None:
        """Take one; it is on its way at once if the output streams."""
        if not self._streams:
            self._texts.append(text)
            return
        from bot.output.json_lines import json_line

        sys.stdout.buffer.write(json_line(text.report))
        sys.stdout.buffer.flush()

    def _finish(self) -> None:
        folder = self._options.output_dir
        if folder is None:
            kind = self._formats[0]
            if self._options.output:
                _write_whole(Path(self._options.output), self._render(kind, colour=False))
            else:
                _write_out(self._render(kind, colour=self._colour()))
            return
        base = Path(folder)
        try:
            base.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{base}: cannot be made: {error.strerror or error}") from error
        for kind in self._formats:
            if kind == "text":
                _write_out(self._render(kind, colour=self._colour()))
                continue
            path = base / self._name(EXTENSIONS[kind])
            _write_whole(path, self._render(kind, colour=False))
            print(f"revlint: wrote {path}", file=sys.stderr)

    def _name(self, extension: str) -> str:
        from bot.output.file_names import file_name

        if not self._texts:
            return file_name(Report(), extension)
        # The newest revision gives its name to a report on several.
        main = max(self._texts, key=lambda text: (text.report.rev_id, len(text.added)))
        return file_name(main.report, extension, main.new)

    def _render(self, kind: str, *, colour: bool) -> str:
        renderers: dict[str, Callable[[], str]] = {
            "text": lambda: self._text(colour),
            "json": self._json,
            "html": self._html,
            "draft": self._draft,
        }
        return renderers[kind]()

    def _text(self, colour: bool) -> str:
        from bot.output.text import text_report

        return text_report(self._texts, colour=colour)

    def _json(self) -> str:
        from bot.output.json_lines import json_lines

        return json_lines(self._texts)

    def _html(self) -> str:
        from bot.output.html import html_report

        return html_report(self._texts, base_url=self._base_url())

    def _draft(self) -> str:
        from bot.output.talk_draft import draft

        own = self._settings.draft
        drafts = [
            found
            for text in self._texts
            if (found := draft(text, tool_name=own.tool_name, max_points=own.max_points))
            is not None
        ]
        if not drafts:
            return "There is nothing to write to anybody about.\n"
        return "\n".join(f"== {found.heading} ==\n{found.wikitext}\n" for found in drafts)

    def _base_url(self) -> str | None:
        address = self._settings.wiki.article_url
        if not self._settings.wiki.dbname or "/wiki/" not in address:
            return None
        return address.split("/wiki/")[0] + "/w/index.php"

    def _colour(self) -> bool:
        choice = self._options.colour
        if choice == "auto":
            return sys.stdout.isatty() and "NO_COLOR" not in os.environ
        return bool(choice == "always")


def _write_out(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _write_whole(path: Path, text: str) -> None:
    try:
        write_whole(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
