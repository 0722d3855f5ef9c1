"""The arguments of what shows and makes rules, and the programs behind them."""

from __future__ import annotations

from bot.arguments.common import Commands, new_command, positive


def rules(commands: Commands) -> None:
    """``rules``: the catalogue."""
    table = new_command(commands, "rules", "rules", "List the rules")
    table.add_argument("--format", choices=("text", "json"), default="text")
    one = new_command(commands, "rule", "rule", "One rule: what it finds, why, examples, options")
    one.add_argument("code", help="such as NUM001")


def claims(commands: Commands) -> None:
    """``claims``: what a text claims."""
    command = new_command(
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


def rule_making(commands: Commands) -> None:
    """``rule``, ``try``, ``audit`` and ``new-rule``."""
    trial = new_command(
        commands, "try", "try_rule", "What a rule says to a text, and which guard kept it silent"
    )
    trial.add_argument("code", help="such as NUM001")
    trial.add_argument("text", help="wikitext; - is standard input")
    trial.add_argument("--old", metavar="TEXT", help="the wikitext before the edit")
    trial.add_argument("--title", default="Example")
    trial.add_argument("--summary", default="")
    audit = new_command(
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
    audit.add_argument("--limit", metavar="N", type=positive, help="at most so many revisions")
    scaffold = new_command(
        commands, "new-rule", "new_rule", "Write the file of a new rule, ready to be filled in"
    )
    scaffold.add_argument("code", help="such as NUM020")
    scaffold.add_argument("name", help="what is wrong, as in roman-numeral-range")
    scaffold.add_argument("--family", help="the package, if the family has no rule yet")


def engines(commands: Commands) -> None:
    """``engine`` and ``setup``: programs and models that do not come with the package."""
    engine = new_command(commands, "engine", "engine", "The grammar engine: how far it is right")
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
    audit.add_argument("--limit", metavar="N", type=positive, help="at most so many revisions")
    audit.add_argument(
        "--engine",
        choices=("server", "local", "harper", "lingotweaker"),
        help="another engine than the configured one",
    )
    audit.add_argument("--all", action="store_true", help="every id, not the admitted ones only")
    audit.add_argument("--config", metavar="FILE", help="a TOML file over the defaults")
    setup = new_command(commands, "setup", "setup", "Install what cannot come with the package")
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
