"""The arguments of what reviewers use."""

from __future__ import annotations

from bot.arguments.common import Commands, new_command, positive


def mark(commands: Commands) -> None:
    """``mark``: a verdict."""
    command = new_command(commands, "mark", "mark", "Record a reviewer's verdict on a finding")
    command.add_argument("fingerprint", help="the finding's 16 digits, as reports show them")
    command.add_argument("verdict", choices=("right", "wrong", "dismiss"))
    command.add_argument("--by", required=True, metavar="NAME", help="who says so")
    command.add_argument("--note", default="", help="why, in a sentence")
    command.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")
    command.add_argument("--wiki", metavar="DBNAME", default="", help="the wiki it is from")


def drafts(commands: Commands) -> None:
    """``drafts``: messages to be approved."""
    command = new_command(
        commands,
        "drafts",
        "drafts",
        "Messages that wait for a person: make, read, change, approve or reject them",
        "Example: revlint drafts show 7, then revlint drafts approve 7 --by Ann --hash 3f9c21ab",
    )
    kinds = command.add_subparsers(dest="drafts_command", metavar="COMMAND", required=True)
    make = kinds.add_parser("make", help="make drafts from stored findings")
    make.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    make.add_argument("--since", metavar="TIME", help="of revisions since then (ISO 8601, UTC)")
    report = kinds.add_parser(
        "report", help="make the report page of the account's user space from stored findings"
    )
    report.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    report.add_argument("--since", metavar="TIME", help="of edits since then (ISO 8601, UTC)")
    report.add_argument("--until", metavar="TIME", help="and up to then")
    report.add_argument(
        "--page", metavar="NAME", help="User:BOT/Reports/NAME instead of User:BOT/Reports"
    )
    listed = kinds.add_parser("list", help="one line a draft, the latest first")
    listed.add_argument("--wiki", metavar="DBNAME", default="", help="of this wiki only")
    listed.add_argument(
        "--state",
        choices=("draft approved pending sending sent refused rejected withdrawn".split()),
        help="only drafts that have come so far",
    )
    show = kinds.add_parser("show", help="all of one draft, and its hash")
    edit = kinds.add_parser("edit", help="change a draft; it needs an approval of its own then")
    edit.add_argument(
        "--file",
        metavar="FILE",
        help="the new text; - is standard input; its first"
        " line is the heading (default: in $EDITOR)",
    )
    approve = kinds.add_parser("approve", help="have exactly this text posted")
    reject = kinds.add_parser("reject", help="never have it posted")
    for decision in (approve, reject):
        decision.add_argument("--by", required=True, metavar="NAME", help="who decides")
    approve.add_argument("--note", default="", help="a remark")
    reject.add_argument("--note", required=True, help="why not, in a sentence")
    for one in (show, edit, approve, reject):
        one.add_argument("id", metavar="ID", type=int, help="the draft's number")
        one.add_argument("--wiki", metavar="DBNAME", default="", help="whose settings to use")
    for one in (edit, approve, reject):
        one.add_argument("--hash", metavar="H", help="the hash of what you saw, or its beginning")
    for one in (make, report, listed, show, edit, approve, reject):
        one.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")


def publish(commands: Commands) -> None:
    """``publish``: their posting."""
    command = new_command(
        commands,
        "publish",
        "publish",
        "Post approved drafts to talk pages and reports to the account's own pages, nothing else",
        "Example: revlint publish --wiki testwiki --dry-run. User:BOT/Run must say yes.",
    )
    command.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    command.add_argument("--dry-run", action="store_true", help="read everything, write nothing")
    command.add_argument(
        "--limit", dest="most", metavar="N", type=positive, help="at most so many drafts"
    )
    command.add_argument(
        "--talk-read",
        metavar="REV",
        type=int,
        help="the account's talk page has been read up to this revision",
    )
    command.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")


def report(commands: Commands) -> None:
    """``report``: what is stored."""
    command = new_command(
        commands,
        "report",
        "report",
        "Show stored findings to reviewers: what needs a person now, then page by page",
        "Example: revlint report --wiki enwiki --since 2025-02-15 --output week.html --open",
    )
    command.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    command.add_argument("--since", metavar="TIME", help="edits from then on (ISO 8601, UTC)")
    command.add_argument("--until", metavar="TIME", help="edits until then, included")
    command.add_argument("--page", metavar="TITLE", action="append", help="only this page; again")
    command.add_argument("--rev", metavar="ID", type=positive, help="only this revision")
    command.add_argument("--select", metavar="CODES", help="only these codes or families")
    command.add_argument(
        "--format",
        choices=("html", "json", "csv", "sarif", "atom", "github", "junit", "wikitext"),
        default="html",
        help="a page, one of docs/formats.md, or a wiki page without quotes (default: html)",
    )
    command.add_argument("--output", metavar="FILE", help="write there, not to standard output")
    command.add_argument("--output-dir", metavar="DIR", help="write there, named by wiki or id")
    command.add_argument("--open", action="store_true", help="show the file in the browser")
    command.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")
