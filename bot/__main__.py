"""The command line: parsing only. What a command does is in :mod:`bot.commands`."""

from __future__ import annotations

import argparse
import errno
import os
import re
import sys
from datetime import timedelta
from importlib import import_module

from bot import __version__
from bot.errors import RevlintError, TryLaterError

FORMATS = ("text", "json", "html", "draft", "csv", "sarif", "atom", "github", "junit")
LONGEST_DAYS = 36_500
EXIT_FAILED = 2
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
EXIT_TRY_LATER = 75
"""EX_TEMPFAIL of sysexits.h, which schedulers understand."""


def parser() -> argparse.ArgumentParser:
    """The parser of all commands. Each sets ``command_module``, the module that carries it out."""
    main = argparse.ArgumentParser(
        prog="revlint",
        description="Marks what a wiki revision introduced that a careful copy editor or fact"
        " checker would mark. It never edits an article.",
        epilog="Exit status of lint: 0 nothing found, 1 something found, 2 something failed."
        " Of the other commands: 0 done, 2 failed, 75 try again later.",
    )
    main.add_argument("--version", action="version", version=f"revlint {__version__}")
    _completion(main)
    commands = main.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _lint(commands)
    _run(commands)
    _follow(commands)
    _backfill(commands)
    _sweep(commands)
    _db(commands)
    _doctor(commands)
    _mark(commands)
    _drafts(commands)
    _publish(commands)
    _report(commands)
    _rules(commands)
    _claims(commands)
    _authors(commands)
    _engines(commands)
    return main


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command; the exit code."""
    try:
        options = parser().parse_args(arguments)
        module = import_module(f"bot.commands.{options.command_module}")
        code: int = module.execute(options)
        sys.stdout.flush()
        return code
    except TryLaterError as error:
        print(f"revlint: {_printable(error)}", file=sys.stderr)
        return EXIT_TRY_LATER
    except RevlintError as error:
        print(f"revlint: {_printable(error)}", file=sys.stderr)
        return EXIT_FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (| head); say nothing at exit either.
        _give_up_output()
        return EXIT_FAILED
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        print(f"revlint: standard output or a temporary file: {error.strerror}", file=sys.stderr)
        _give_up_output()
        return EXIT_FAILED


def _give_up_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run_and_exit() -> None:
    """The console script."""
    sys.exit(main())


def _printable(error: BaseException) -> str:
    from bot.output.escape_terminal import escape_terminal

    return escape_terminal(str(error))


def _completion(main: argparse.ArgumentParser) -> None:
    class PrintCompletion(argparse.Action):
        def __call__(self, parser: argparse.ArgumentParser, *args: object, **_: object) -> None:
            import shtab

            print(shtab.complete(parser, str(args[1])))
            parser.exit(0)

    main.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=("bash", "zsh", "tcsh"),
        help="print the completion script for a shell and exit",
    )


Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    module: str,
    summary: str,
    epilog: str = "",
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=summary, epilog=epilog)
    command.set_defaults(command_module=module)
    return command


def _settings(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("rules and settings")
    group.add_argument("--select", metavar="CODES", help="only these codes or families, by commas")
    group.add_argument("--ignore", metavar="CODES", help="not these codes or families")
    group.add_argument(
        "--preview",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="run rules in preview, too; their findings are shown apart (default: as configured)",
    )
    group.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")


def _job(command: argparse.ArgumentParser) -> None:
    """Options of every job that lints."""
    _output_of_job(command)
    command.add_argument(
        "--metrics", metavar="FILE", help="figures for the textfile collector of Prometheus"
    )


def _output_of_job(command: argparse.ArgumentParser) -> None:
    command.add_argument("--quiet", action="store_true", help="no progress, only the last line")
    command.add_argument("--json", action="store_true", help="the summary as one line of JSON")
    command.add_argument(
        "--log",
        choices=("text", "json"),
        help="log each step to standard error, as text or JSON lines (default: only what is wrong)",
    )


def _lint(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(
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
        type=_positive,
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
    _settings(command)


def _run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "run",
        "run",
        "One pass over a wiki's recent changes: lint each new revision, store what is found",
        "Safe to repeat: a revision is linted once.",
    )
    command.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    command.add_argument("--since", metavar="TIME", help="from then on (ISO 8601, UTC)")
    command.add_argument("--limit", metavar="N", type=int, help="at most so many revisions")
    command.add_argument(
        "--dry-run", action="store_true", help="lint and print the findings, store nothing"
    )
    _job(command)
    _settings(command)


def _follow(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "follow",
        "follow",
        "Lint a wiki's new revisions as they come, without end; SIGTERM or Ctrl-C ends it",
        "Example: revlint follow --wiki enwiki --config mine.toml. Safe to end and start again:"
        " it goes on where it was, and compares the wiki's list of changes for what it missed.",
    )
    command.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    command.add_argument("--since", metavar="TIME", help="from then on (ISO 8601, UTC)")
    command.add_argument("--limit", metavar="N", type=_positive, help="end after so many revisions")
    command.add_argument(
        "--dry-run", action="store_true", help="print the findings as they come, store nothing"
    )
    _job(command)
    _settings(command)


def _sweep(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "sweep",
        "sweep",
        "Ask what the wiki has hidden or deleted, and purge it from the database, its backups and"
        " the reports",
        "Example: revlint sweep --wiki enwiki. Run it every ten minutes; a purge that was broken"
        " off is finished by the next one.",
    )
    command.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    command.add_argument(
        "--all", action="store_true", help="ask about every stored revision, not a part of them"
    )
    _output_of_job(command)
    command.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")


def _db(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    main = _command(commands, "db", "db", "Back up, restore, check, prune the database")
    actions = main.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, summary: str, example: str) -> argparse.ArgumentParser:
        one = actions.add_parser(
            name, help=summary, description=summary, epilog=f"Example: revlint db {example}"
        )
        one.add_argument("--wiki", metavar="DBNAME", default="", help="for that wiki's settings")
        one.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")
        return one

    copy = action(
        "backup",
        "Copy the database while others may write; the copy is purged with it from then on",
        "backup backups/2026-03-01.sqlite3",
    )
    copy.add_argument("file", help="the copy; must not be there yet")
    back = action(
        "restore",
        "Put a copy in the place of the database, without what was hidden since; the old one is"
        " kept beside it",
        "restore backups/2026-03-01.sqlite3",
    )
    back.add_argument("file", help="the copy")
    action("check", "Look for damage, unfinished purges and backups out of reach", "check")
    prune = action(
        "prune",
        "Remove revisions that were made before a limit, with their findings and reports; verdicts"
        " and the marks of hidden revisions stay",
        "prune --older-than 90d",
    )
    prune.add_argument(
        "--older-than", metavar="AGE", required=True, type=_age, help="days or weeks: 90d, 12w"
    )
    prune.add_argument("--force", action="store_true", help="even if nothing would be left")
    down = action(
        "downgrade", "Bring the database to an earlier form, for an older revlint", "downgrade 0001"
    )
    down.add_argument("form", help="the form that the older revlint knows; base removes all")


def _age(text: str) -> timedelta:
    match = re.fullmatch(r"([1-9][0-9]{0,4})([dw])", text, re.ASCII)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form 90d or 12w")
    days = int(match[1]) * (7 if match[2] == "w" else 1)
    if days > LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"{text!r} is longer than any wiki's history")
    return timedelta(days=days)


def _backfill(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "backfill",
        "backfill",
        "Lint the revisions of MediaWiki dumps on all cores and store what is found",
        "Example: revlint backfill --wiki enwiki enwiki-pages-meta-history1.xml-p1p812.bz2."
        " Safe to end and start again: it goes on after the last whole page.",
    )
    command.add_argument("dumps", nargs="+", metavar="DUMP", help="XML, or bz2, gz, xz, zst, 7z")
    command.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    command.add_argument(
        "--whole",
        action="store_true",
        help="read each text as if it were new: for dumps of current revisions, which lack the"
        " text before",
    )
    command.add_argument("--limit", metavar="N", type=_positive, help="end after so many revisions")
    command.add_argument("--dry-run", action="store_true", help="lint and count, store nothing")
    _job(command)
    _settings(command)


def _doctor(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "doctor",
        "doctor",
        "Look at the configuration, engines, database, disk, wiki, clock and account, and say what"
        " to mend",
        "Exit status: 0, or 2 if something must be mended. Example: revlint doctor --wiki enwiki",
    )
    command.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    command.add_argument("--json", action="store_true", help="each check as one line of JSON")
    command.add_argument(
        "--talk-read", metavar="REV", type=int, help="the talk page's revision that you have read"
    )
    _settings(command)


def _mark(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(commands, "mark", "mark", "Record a reviewer's verdict on a finding")
    command.add_argument("fingerprint", help="the finding's 16 digits, as reports show them")
    command.add_argument("verdict", choices=("right", "wrong", "dismiss"))
    command.add_argument("--by", required=True, metavar="NAME", help="who says so")
    command.add_argument("--note", default="", help="why, in a sentence")
    command.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")
    command.add_argument("--wiki", metavar="DBNAME", default="", help="the wiki it is from")


def _drafts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(
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


def _publish(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "publish",
        "publish",
        "Post approved drafts to talk pages and reports to the account's own pages, nothing else",
        "Example: revlint publish --wiki testwiki --dry-run. User:BOT/Run must say yes.",
    )
    command.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    command.add_argument("--dry-run", action="store_true", help="read everything, write nothing")
    command.add_argument(
        "--limit", dest="most", metavar="N", type=_positive, help="at most so many drafts"
    )
    command.add_argument(
        "--talk-read",
        metavar="REV",
        type=int,
        help="the account's talk page has been read up to this revision",
    )
    command.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")


def _report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(
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
    command.add_argument("--rev", metavar="ID", type=_positive, help="only this revision")
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


def _rules(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    table = _command(commands, "rules", "rules", "List the rules")
    table.add_argument("--format", choices=("text", "json"), default="text")
    one = _command(commands, "rule", "rule", "One rule: what it finds, why, examples, options")
    one.add_argument("code", help="such as NUM001")


def _claims(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(
        commands,
        "claims",
        "claims",
        "List the claims read from a page: amounts and dates, of what, for when, how firmly",
        "Example: revlint claims --new page.txt --title Rome | less",
    )
    command.add_argument(
        "--new", metavar="FILE", required=True, help="the wikitext; - is standard input"
    )
    command.add_argument(
        "--old", metavar="FILE", help="the wikitext before: only what the edit added is listed"
    )
    command.add_argument("--title", default="", help="the page's title: its words name the subject")
    command.add_argument("--attribute", metavar="TEXT", help="only attributes that hold this text")
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help="a table, or one claim a line"
    )
    command.add_argument(
        "--json", dest="format", action="store_const", const="json", help="short for --format json"
    )
    command.add_argument(
        "--colour",
        "--color",
        dest="colour",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour in the table (default: on a terminal)",
    )


def _authors(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    trial = _command(
        commands, "try", "try_rule", "What a rule says to a text, and which guard kept it silent"
    )
    trial.add_argument("code", help="such as NUM001")
    trial.add_argument("text", help="wikitext; - is standard input")
    trial.add_argument("--old", metavar="TEXT", help="the wikitext before the edit")
    trial.add_argument("--title", default="Example")
    trial.add_argument("--summary", default="")
    audit = _command(
        commands,
        "audit",
        "audit",
        "Run rules over a corpus, write a sheet to judge, count precision from a judged one",
    )
    audit.add_argument("codes", help="codes or families, by commas")
    audit.add_argument(
        "corpus",
        help="JSON lines, .gz or not, of revisions ('new', 'old'), articles ('text') or"
        " histories ('revs'); or a folder of such files",
    )
    audit.add_argument("--sheet", metavar="FILE", help="a CSV of findings; verdicts in it are kept")
    audit.add_argument("--limit", metavar="N", type=_positive, help="at most so many revisions")
    scaffold = _command(
        commands, "new-rule", "new_rule", "Write the file of a new rule, ready to be filled in"
    )
    scaffold.add_argument("code", help="such as NUM020")
    scaffold.add_argument("name", help="what is wrong, as in roman-numeral-range")
    scaffold.add_argument("--family", help="the package, if the family has no rule yet")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _engines(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    engine = _command(commands, "engine", "engine", "The grammar engine: how far it is right")
    audit = engine.add_subparsers(
        dest="engine_command", metavar="COMMAND", required=True
    ).add_parser(
        "audit",
        help="count the engine's matches over a corpus by its own rule ids",
        description="Run the grammar engine over a corpus, write a sheet to judge, count precision"
        " by the engine's rule id from a judged one",
    )
    audit.add_argument("corpus", help="as for `revlint audit`")
    audit.add_argument("--sheet", metavar="FILE", help="a CSV of matches; verdicts in it are kept")
    audit.add_argument("--limit", metavar="N", type=_positive, help="at most so many revisions")
    audit.add_argument(
        "--engine",
        choices=("server", "local", "harper", "lingotweaker"),
        help="another engine than the configured one",
    )
    audit.add_argument("--all", action="store_true", help="every id, not the admitted ones only")
    audit.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")
    setup = _command(commands, "setup", "setup", "Install what cannot come with the package")
    setup.add_argument(
        "what",
        choices=("languagetool", "entailment"),
        help="LanguageTool, run by local Java; or a model for a second opinion on contradictions",
    )
    setup.add_argument(
        "--zip", metavar="PATH", help="LanguageTool's zip file, if it was downloaded already"
    )
    model = setup.add_argument_group("entailment")
    model.add_argument(
        "--from",
        dest="source",
        metavar="PATH_OR_URL",
        help="a folder, an ONNX file with tokenizer.json beside it, or an archive of them",
    )
    model.add_argument(
        "--labels",
        metavar="MAP",
        help="which output means what: contradiction=0,entailment=1,neutral=2",
    )
    model.add_argument("--sha256", metavar="HEX", help="the archive's or the ONNX file's checksum")


if __name__ == "__main__":
    run_and_exit()
