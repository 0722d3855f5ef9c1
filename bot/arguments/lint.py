"""The arguments of ``revlint lint``."""

from __future__ import annotations

from bot.arguments.common import Commands, new_command, positive, settings

FORMATS = ("text", "json", "html", "draft", "csv", "sarif", "atom", "github", "junit")


def lint(commands: Commands) -> None:
    """``lint``: one revision, or many from a file."""
    command = new_command(
        commands,
        "lint",
        "lint",
        "Lint one revision or many",
        "Example: revlint lint --old before.txt --new after.txt",
    )
    source = command.add_argument_group("what to lint (one of)")
    source.add_argument("--new", metavar="FILE", help="the new wikitext; - is standard input")
    source.add_argument("--jsonl", metavar="FILE", help="one revision a line; - is standard input")
    source.add_argument("--diff-page", metavar="FILE", help="a diff page copied as text")
    source.add_argument("--rev", metavar="ID", type=int, help="a live revision; needs --wiki")
    source.add_argument("--url", metavar="ADDRESS", help="a live revision by its diff's address")
    about = command.add_argument_group("about it")
    about.add_argument("--old", metavar="FILE", help="the wikitext before; without it, a new page")
    about.add_argument("--title", default="", help="the page's title, with --new")
    about.add_argument("--summary", default="", help="the edit summary, with --new")
    about.add_argument("--wiki", metavar="DBNAME", default="", help="enwiki, testwiki …")
    output = command.add_argument_group("output")
    output.add_argument(
        "--format",
        action="append",
        choices=FORMATS,
        help="text, json (one report a line), html, draft (talk-page message), csv, sarif, atom,"
        " github (annotations), junit; may be repeated with --output-dir (default: text; json"
        " with --jsonl)",
    )
    output.add_argument("--output", metavar="FILE", help="write there instead of standard output")
    output.add_argument("--output-dir", metavar="DIR", help="write each format there, named by id")
    output.add_argument("--page", action="store_true", help="also what was on the page already")
    output.add_argument(
        "--jobs",
        metavar="N",
        type=positive,
        help="lint in so many processes (default: one for each core with --jsonl FILE, else 1)",
    )
    output.add_argument(
        "--fail-on",
        choices=("error", "warning", "advice"),
        default="warning",
        help="the least severity that makes the exit status 1 (default: warning)",
    )
    output.add_argument(
        "--colour",
        "--color",
        dest="colour",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour in text (default: on a terminal)",
    )
    settings(command)
