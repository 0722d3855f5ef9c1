"""The arguments of the jobs, and of what looks after them."""

from __future__ import annotations

import argparse

from bot.arguments.common import Commands, age, job, new_command, output_of_job, positive, settings


def run(commands: Commands) -> None:
    """``run``: a pass over recent changes."""
    command = new_command(
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
    job(command)
    settings(command)


def follow(commands: Commands) -> None:
    """``follow``: the stream of events."""
    command = new_command(
        commands,
        "follow",
        "follow",
        "Lint a wiki's new revisions as they come, without end; SIGTERM or Ctrl-C ends it",
        "Example: revlint follow --wiki enwiki --config mine.toml. Safe to end and start again:"
        " it goes on where it was, and compares the wiki's list of changes for what it missed.",
    )
    command.add_argument("--wiki", metavar="DBNAME", required=True, help="enwiki, testwiki …")
    command.add_argument("--since", metavar="TIME", help="from then on (ISO 8601, UTC)")
    command.add_argument("--limit", metavar="N", type=positive, help="end after so many revisions")
    command.add_argument(
        "--dry-run", action="store_true", help="print the findings as they come, store nothing"
    )
    job(command)
    settings(command)


def backfill(commands: Commands) -> None:
    """``backfill``: dumps."""
    command = new_command(
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
    command.add_argument("--limit", metavar="N", type=positive, help="end after so many revisions")
    command.add_argument("--dry-run", action="store_true", help="lint and count, store nothing")
    job(command)
    settings(command)


def sweep(commands: Commands) -> None:
    """``sweep``: what was hidden."""
    command = new_command(
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
    output_of_job(command)
    command.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")


def db(commands: Commands) -> None:
    """``db``: the database."""
    main = new_command(commands, "db", "db", "Back up, restore, check, prune the database")
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
        "--older-than", metavar="AGE", required=True, type=age, help="days or weeks: 90d, 12w"
    )
    prune.add_argument("--force", action="store_true", help="even if nothing would be left")
    down = action(
        "downgrade", "Bring the database to an earlier form, for an older revlint", "downgrade 0001"
    )
    down.add_argument("form", help="the form that the older revlint knows; base removes all")


def doctor(commands: Commands) -> None:
    """``doctor``: what is to be mended."""
    command = new_command(
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
    settings(command)
