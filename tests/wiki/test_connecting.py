"""Which settings are accepted, and what connecting leaves alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from bot.errors import ConfigurationError, WikiError
from bot.wiki.settings import WikiSettings
from bot.wiki.site import Wiki, connect
from tests.mediawiki.server import MediaWiki
from tests.wiki.conftest import Settings

pytestmark = pytest.mark.mediawiki

ENWIKI: dict[str, Any] = {
    "dbname": "enwiki",
    "family": "wikipedia",
    "code": "en",
    "contact": "User:Someone",
}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"contact": ""}, "wiki enwiki: contact is missing"),
        ({"contact": "somebody"}, "contact is missing"),
        ({"contact": "a@b.c\r\nX-Evil: 1"}, "characters that no header may hold"),
        ({"dbname": ""}, "dbname is a name such as enwiki"),
        ({"dbname": "../x"}, "dbname is a name such as enwiki"),
        ({"code": ""}, "either api_url, or family and code"),
        ({"api_url": "https://x.example/w/api.php"}, "either api_url, or family and code"),
        ({"family": "", "api_url": "https://x.example/wiki/"}, "api_url is an address such as"),
        ({"family": "", "api_url": "file:///w/api.php"}, "api_url is an address such as"),
    ],
)
def test_settings_that_make_no_sense(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        WikiSettings(**(ENWIKI | changes))


def test_an_unknown_family_is_named(settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match=r"wiki testwiki: .*nosuchfamily"):
        connect(settings(api_url="", family="nosuchfamily", code="en"))


def test_another_wiki_at_the_address_is_refused(settings: Settings) -> None:
    """api_fault-038."""
    with pytest.raises(WikiError, match=r"the wiki at 127.0.0.1 is 'testwiki', not 'enwiki'"):
        connect(settings(dbname="enwiki"))


def test_the_wikis_clock(reader: Wiki) -> None:
    assert reader.now().endswith("Z")


def test_importing_the_adapter_does_not_import_pywikibot() -> None:
    modules = "live recent_changes revisions settings site skip address"
    imports = "".join(f"import bot.wiki.{name}; " for name in modules.split())
    program = imports + "import bot.jobs.run, sys; print('pywikibot' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


POISON = "open({!r}, 'w').close(); family = 'evil'"


def test_no_configuration_is_run_and_nothing_is_left(fresh_wiki: MediaWiki, tmp_path: Path) -> None:
    """A process of its own, started where pywikibot would look for its configuration."""
    ran = tmp_path / "ran"
    home = tmp_path / "home"
    for place in (tmp_path, home / ".pywikibot", home / "pwb"):
        place.mkdir(parents=True, exist_ok=True)
        (place / "user-config.py").write_text(POISON.format(str(ran)))
    program = f"""
        import os, stat
        from pathlib import Path
        from bot.wiki.settings import WikiSettings
        from bot.wiki.site import connect
        wiki = connect(WikiSettings(
            dbname="testwiki", api_url={fresh_wiki.api!r}, contact="a@example.org"))
        directory = Path(os.environ["PYWIKIBOT_DIR"])
        print(wiki.now()[-1], oct(stat.S_IMODE(directory.stat().st_mode)), directory)
        import pywikibot
        try:
            pywikibot.input("Password?", password=True)
        except Exception as error:
            print(type(error).__name__, error)
    """
    done = subprocess.run(
        [sys.executable, "-c", dedent(program), "-dir:/nowhere", "-v"],
        cwd=tmp_path,
        env={
            **os.environ,
            "HOME": str(home),
            "PYWIKIBOT_DIR": str(home / "pwb"),
            "PYTHONPATH": os.getcwd(),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert len(lines) == 2, done.stderr
    clock, mode, directory = lines[0].split()
    assert (clock, mode) == ("Z", "0o700")
    assert lines[1] == "WikiError pywikibot wants to ask: Password?; nobody is there to answer"
    assert not ran.exists()
    assert not Path(directory).exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "user-config.py"]
    assert done.stderr == ""


def test_a_state_folder_must_be_ones_own(fresh_wiki: MediaWiki, tmp_path: Path) -> None:
    program = f"""
        from pathlib import Path
        from bot.errors import ConfigurationError
        from bot.wiki.settings import WikiSettings
        from bot.wiki.site import connect
        for name in ("shared", "configured", "private", "private"):
            try:
                connect(WikiSettings(dbname="testwiki", api_url={fresh_wiki.api!r},
                    contact="a@example.org", state_dir=Path({str(tmp_path)!r}) / name))
                print("connected")
            except ConfigurationError as error:
                print(error)
    """
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o755)
    (tmp_path / "configured").mkdir(mode=0o700)
    (tmp_path / "configured" / "user-config.py").write_text("family = 'evil'")
    done = subprocess.run(
        [sys.executable, "-c", dedent(program)], capture_output=True, text=True, check=True
    )
    shared, configured, *private = done.stdout.splitlines()
    assert shared.endswith("must be yours alone (chmod 700)")
    assert "holds a user-config.py, which would be run" in configured
    assert private == ["connected", "connected"]
    assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o700
