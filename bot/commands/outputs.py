"""Where reports go: one format to standard output or a file, or several to a folder."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from bot.commands.formats import EXTENSIONS, OF_REPORTS, STREAMED, Stream, Wanted, stream, whole
from bot.commands.whole_file import WholeFile
from bot.config import Settings
from bot.core.model import LintedText, Report
from bot.errors import InputError
from bot.output.totals import Tally, closing_line
from rules.contract import Meta, Severity


class Outputs:
    """Takes linted texts one by one; formats that can are written as they come, the rest at the
    end.

    A context manager: a file appears whole when the work is done, or not at all.
    """

    def __init__(
        self,
        options: argparse.Namespace,
        settings: Settings,
        rules: Mapping[str, Meta] | None = None,
    ) -> None:
        self._options = options
        self._settings = settings
        is_file = options.new is not None and options.new != "-"
        self._wanted = Wanted(
            settings=settings,
            rules=rules or {},
            file=options.new if is_file else None,
            fail_on=Severity(options.fail_on),
        )
        default = "json" if options.jsonl else "text"
        self._formats: list[str] = list(dict.fromkeys(options.format or [default]))
        if options.output and options.output_dir:
            raise InputError("--output and --output-dir exclude each other")
        if len(self._formats) > 1 and not options.output_dir:
            raise InputError("several --format need --output-dir")
        self._needs_text = not OF_REPORTS.issuperset(self._formats)
        self._streams: dict[str, Stream] = {}
        self._files: dict[str, WholeFile] = {}
        self._texts: list[LintedText] = []
        self._main: LintedText | None = None
        self._tally = Tally()
        self._opened = ExitStack()

    def __enter__(self) -> Outputs:
        with self._opened:
            folder = self._folder()
            for kind in self._formats:
                if folder or self._options.output:
                    if folder and kind == "text":
                        continue  # people read it here and now
                    path = folder or Path(self._options.output)
                    file = WholeFile(path, is_folder=folder is not None)
                    self._opened.callback(file.discard)
                    self._files[kind] = file
                if kind in STREAMED:
                    self._streams[kind] = stream(kind, self._wanted)
                    self._put(kind, self._streams[kind].begin)
            # From here on, leaving the outer context is what closes the files.
            self._opened = self._opened.pop_all()
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        with self._opened:
            if failure is None:
                self._finish()

    def write(self, text: LintedText) -> None:
        """Take one; it is on its way at once if the output streams."""
        report = text.report
        if self._main is None or _rank(text) > _rank(self._main):
            self._main = text
        self._tally.add(report)
        for kind, pieces in self._streams.items():
            self._put(kind, pieces.one(report))
        if self._needs_text:
            self._texts.append(text)
        elif len(self._streams) < len(self._formats):
            self._texts.append(LintedText(report=report, new=""))

    def _folder(self) -> Path | None:
        if self._options.output_dir is None:
            return None
        base = Path(self._options.output_dir)
        try:
            base.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{base}: cannot be made: {error.strerror or error}") from error
        return base

    def _finish(self) -> None:
        sums = self._tally.totals()
        for kind in self._formats:
            if kind in self._streams:
                self._put(kind, self._streams[kind].end(sums))
            else:
                self._put(kind, self._render(kind))
            if kind not in self._files:
                continue
            name = self._name(EXTENSIONS[kind]) if self._options.output_dir else None
            path = self._files[kind].keep(name)
            if name is not None:
                print(f"revlint: wrote {path}", file=sys.stderr)
        if "csv" in self._formats and sums.checked < sums.revisions:
            # A table of findings has no row for what was not checked.
            from bot.output.escape_terminal import escape_terminal

            print(f"revlint: {escape_terminal(closing_line(sums))}", file=sys.stderr)

    def _put(self, kind: str, piece: bytes | str) -> None:
        data = piece.encode("utf-8", "replace") if isinstance(piece, str) else piece
        if kind in self._files:
            self._files[kind].write(data)
        elif data:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()

    def _name(self, extension: str) -> str:
        from bot.output.file_names import file_name

        if self._main is None:
            return file_name(Report(), extension)
        # The newest revision gives its name to a report on several.
        return file_name(self._main.report, extension, self._main.new)

    def _render(self, kind: str) -> str:
        if kind in OF_REPORTS:
            return whole(kind, (text.report for text in self._texts), self._wanted)
        renderers: dict[str, Callable[[], str]] = {
            "text": self._text,
            "html": self._html,
            "draft": self._draft,
        }
        return renderers[kind]()

    def _text(self) -> str:
        from bot.output.text import text_report

        return text_report(self._texts, colour=self._colour() and "text" not in self._files)

    def _html(self) -> str:
        from bot.output.html import html_report

        return html_report(self._texts, base_url=self._wanted.base_url)

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

    def _colour(self) -> bool:
        choice = self._options.colour
        if choice == "auto":
            return sys.stdout.isatty() and "NO_COLOR" not in os.environ
        return bool(choice == "always")


def _rank(text: LintedText) -> tuple[int, int]:
    return text.report.rev_id, len(text.added)
