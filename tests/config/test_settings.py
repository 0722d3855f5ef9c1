"""Layers of settings, and refusals that say where and what was meant."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bot.config import Settings, known_wikis, load_settings
from bot.config.folder import config_folder
from bot.errors import ConfigurationError
from rules.contract import Severity, Status

CODES = ("NUM001", "NUM002", "LAY002", "SUM001", "CIT007")


def operators_file(folder: Path, text: str) -> Path:
    path = folder / "my.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(known_codes=CODES, config_file=operators_file(folder, text))
    return str(caught.value).removeprefix(f"{folder}/")


def test_the_defaults() -> None:
    settings = load_settings(known_codes=CODES)
    assert settings.wiki.dbname == ""
    assert settings.wiki.namespaces == (0,)
    assert settings.wiki.max_text_bytes == 2_097_152
    assert (settings.lint.select, settings.lint.ignore, settings.lint.preview) == ((), (), True)
    assert (settings.lint.wall_s, settings.lint.wall_s_per_mib) == (5.0, 20.0)
    assert settings.lint.memory_mib == 768
    assert settings.run.overlap_minutes == 10
    assert settings.rules == {}


def test_the_default_file_sets_every_key_there_is() -> None:
    import tomllib

    values = tomllib.loads((config_folder() / "default.toml").read_text(encoding="utf-8"))
    tables = {f.name: f.type for f in msgspec.structs.fields(Settings) if f.name != "rules"}
    assert {name: set(table) for name, table in values.items()} == {
        name: {f.name for f in msgspec.structs.fields(struct)} for name, struct in tables.items()
    }


@pytest.mark.parametrize("dbname", known_wikis())
def test_each_wikis_file_is_read_and_says_its_own_name(dbname: str) -> None:
    wiki = load_settings(known_codes=CODES, dbname=dbname).wiki
    assert wiki.dbname == dbname
    assert wiki.family
    assert wiki.code


def test_the_wikis_that_come_along() -> None:
    assert known_wikis() == ("enwiki", "testwiki")
    wiki = load_settings(known_codes=CODES, dbname="testwiki").wiki
    assert (wiki.family, wiki.code) == ("wikipedia", "test")
    assert wiki.article_url == "https://test.wikipedia.org/wiki/{title}"


def test_each_layer_replaces_single_keys_and_lists_whole(tmp_path: Path) -> None:
    own = operators_file(
        tmp_path,
        """
        [run]
        limit = 7
        [lint]
        ignore = ["NUM", "LAY002"]
        skip_tags = []
        preview = false
        [rules.NUM001]
        status = "preview"
        severity = "advice"
        options = { least = 4 }
        [rules.NUM002]
        options.most = 5
        """,
    )
    settings = load_settings(
        known_codes=CODES,
        dbname="testwiki",
        config_file=own,
        overrides={"lint.select": ("SUM001",), "lint.preview": None, "lint.ignore": ["NUM"]},
    )
    assert settings.run.limit == 7
    assert settings.run.batch_size == 50
    assert settings.lint.select == ("SUM001",)
    assert settings.lint.ignore == ("NUM",)
    assert settings.lint.skip_tags == ()
    assert settings.lint.preview is False  # None on top means not given
    assert settings.store.url == "sqlite:///revlint-testwiki.sqlite3"
    assert settings.rules["NUM001"].status is Status.PREVIEW
    assert settings.rules["NUM001"].severity is Severity.ADVICE
    assert settings.rules["NUM001"].options == {"least": 4}
    assert settings.rules["NUM002"].status is None
    assert settings.rules["NUM002"].options == {"most": 5}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[run]\n\nlimti = 5", "my.toml, line 3: run.limti: unknown key; did you mean limit?"),
        ("[rnu]\nlimit = 5", "my.toml, line 1: rnu: unknown table; did you mean run?"),
        ("run.limti = 5", "my.toml, line 1: run.limti: unknown key; did you mean limit?"),
        ("run = { limti = 5 }", "my.toml, line 1: run.limti: unknown key; did you mean limit?"),
        ("run = 5", "my.toml, line 1: run: expected a table"),
        ('[run]\nlimit = "5"', "my.toml, line 2: run.limit: expected `int`, got `str`"),
        ("[run]\nlimit = 0", "my.toml, line 2: run.limit: expected `int` >= 1"),
        (
            "[run]\noverlap_minutes = 5",
            "my.toml, line 2: run.overlap_minutes: expected `int` >= 10",
        ),
        ("[lint]\nselect = 'NUM'", "my.toml, line 2: lint.select: expected `array`, got `str`"),
        ("[lint]\nselect = ['NUM', 1]", "my.toml, line 2: lint.select: expected `str`, got `int`"),
        (
            "[lint]\n# why\nignore = ['NUM01']",
            "my.toml, line 3: lint.ignore: unknown rule code or family NUM01; did you mean NUM001?",
        ),
        (
            "[rules.NUM9]\nstatus = 'off'",
            "my.toml, line 1: rules.NUM9: unknown rule code NUM9; did you mean NUM001?",
        ),
        ("[rules]\nNUM001 = 'off'", "my.toml, line 2: rules.NUM001: expected a table"),
        (
            "[rules.NUM001]\nstauts = 'off'",
            "my.toml, line 2: rules.NUM001.stauts: unknown key; did you mean status?",
        ),
        (
            "[rules.NUM001]\nstatus = 'on'",
            "my.toml, line 2: rules.NUM001.status: invalid enum value 'on'",
        ),
        ("[wiki]\ndbname = '../x'", "my.toml, line 2: wiki.dbname: expected `str` matching regex"),
        (
            "[engine]\nurl = 'localhost:8010'",
            "my.toml, line 2: engine.url: must begin with https:// or http://",
        ),
        (
            "[engine]\nurl = 'http://[::1'",
            "my.toml, line 2: engine.url: names no server: http://localhost:8010",
        ),
        (
            "[engine]\nurl = 'http://localhost:80100'",
            "my.toml, line 2: engine.url: names no server: http://localhost:8010",
        ),
        (
            "[engine]\nkind = 'server'",
            "my.toml, line 2: engine.kind: needs engine.url beside it, which is empty",
        ),
        (
            "[engine]\ntimeout_s = 5",
            "my.toml, line 2: engine.timeout_s: must be less than lint.wall_s",
        ),
        (
            "[wiki]\narticle_url = 'https://x/'",
            "my.toml, line 2: wiki.article_url: must hold {title}",
        ),
        (
            "[wiki]\napi_url = 'file:///etc'",
            "my.toml, line 2: wiki.api_url: must begin with https:// or http://",
        ),
        (
            "[wiki]\ncode = 'en'",
            "my.toml, line 2: wiki.code: needs wiki.family beside it, which is empty",
        ),
        ("[run\nlimit = 5", "my.toml: not TOML: "),
        ("[run]\nlimit = 5\nlimit = 6", "my.toml: not TOML: "),
        ("x = " + "[" * 100_000, "my.toml: "),
    ],
)
def test_a_wrong_setting_is_refused_with_place_and_remedy(
    tmp_path: Path, text: str, message: str
) -> None:
    assert message in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"(?<=\d)(?=a)(b)\1", "RE2 has no look-around"),
        ("(unclosed", "missing )"),
        ("a{2000}", "invalid repetition size"),
        ("a++", "bad repetition operator"),
        (r"\bcaf", r"write \p{L}"),
        (r"[\w]+", r"write \p{L}"),
        ("", "would leave out every page"),
    ],
)
def test_a_title_pattern_that_re2_cannot_do_right_is_refused(
    tmp_path: Path, pattern: str, reason: str
) -> None:
    message = refusal(tmp_path, f"[lint]\n\nignore_title_patterns = ['ok', '{pattern}']")
    assert message.startswith("my.toml, line 3: lint.ignore_title_patterns: pattern ")
    assert reason in message


def test_a_wrong_override_names_the_command_line() -> None:
    with pytest.raises(ConfigurationError, match=r"^command line: lint\.select: unknown rule code"):
        load_settings(known_codes=CODES, overrides={"lint.select": ["NUM01"]})


def test_an_unknown_wiki_is_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigurationError, match="did you mean enwiki"):
        load_settings(known_codes=CODES, dbname="enwik")
    with pytest.raises(ConfigurationError, match="known are enwiki, testwiki"):
        load_settings(known_codes=CODES, dbname="../../etc/x")


def test_a_wiki_of_ones_own_is_described_in_ones_own_file(tmp_path: Path) -> None:
    own = operators_file(
        tmp_path,
        "[wiki]\ndbname = 'my_wiki'\napi_url = 'http://127.0.0.1/api.php'\n",
    )
    for dbname in ("", "my_wiki"):
        settings = load_settings(known_codes=CODES, dbname=dbname, config_file=own)
        assert settings.wiki.dbname == "my_wiki"
    with pytest.raises(ConfigurationError, match="'my_wiki', but 'enwiki' was asked for"):
        load_settings(known_codes=CODES, dbname="enwiki", config_file=own)


def test_ones_own_file_may_name_a_wiki_that_comes_along(tmp_path: Path) -> None:
    own = operators_file(tmp_path, "[wiki]\ndbname = 'enwiki'\ncontact = 'me@example.org'\n")
    wiki = load_settings(known_codes=CODES, config_file=own).wiki
    assert (wiki.code, wiki.contact) == ("en", "me@example.org")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff", "not UTF-8 at byte 0"),
        (b"\xef\xbb\xbf[runn]", "unknown table"),
        (b"#" * 2_000_000, "larger than"),
    ],
)
def test_a_file_that_is_no_configuration_is_refused(
    tmp_path: Path, data: bytes, message: str
) -> None:
    path = tmp_path / "my.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigurationError, match=message):
        load_settings(known_codes=CODES, config_file=path)


@pytest.mark.parametrize("name", ["nowhere.toml", "", "a\0b"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"cannot be read|no file can"):
        load_settings(known_codes=CODES, config_file=f"{tmp_path}/{name}")


def test_the_stores_password_is_not_shown(tmp_path: Path) -> None:
    own = operators_file(tmp_path, "[store]\nurl = 'mysql://bot:geheim@db/revlint'\n")
    settings = load_settings(known_codes=CODES, config_file=own)
    assert settings.store.url == "mysql://bot:geheim@db/revlint"
    assert "geheim" not in repr(settings)
