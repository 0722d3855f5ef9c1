"""The command line: parsing only. What a command does is in :mod:`bot.commands`."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from importlib import import_module

from bot import __version__
from bot.arguments import authors, jobs, lint, review
from bot.errors import RevlintError, TryLaterError

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
    lint.lint(commands)
    jobs.run(commands)
    jobs.follow(commands)
    jobs.backfill(commands)
    jobs.sweep(commands)
    jobs.db(commands)
    jobs.doctor(commands)
    review.mark(commands)
    review.drafts(commands)
    review.publish(commands)
    review.report(commands)
    authors.rules(commands)
    authors.claims(commands)
    authors.rule_making(commands)
    authors.engines(commands)
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


if __name__ == "__main__":
    run_and_exit()
