"""An installed wiki that is never served; running wikis start as copies of it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.mediawiki.accounts import ACCOUNTS, ADMIN, BOT_PASSWORD_NAME, Account
from tests.mediawiki.databases import WIKI_ID, database_file, fold_write_ahead_logs
from tests.mediawiki.installation import ROOT
from tests.mediawiki.maintenance import (
    HERE,
    PHP_ERRORS,
    MaintenanceError,
    php_environment,
    script_output,
)

EXTENSIONS = ("AbuseFilter", "Cite", "ParserFunctions", "SpamBlacklist")


class Template:
    """The databases of a fresh wiki with its accounts, and the compiled messages beside them."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()
        self.cache = self.directory / "cache"

    def ensure(self) -> Template:
        """This template, installed first if it is not; safe from several processes at once."""
        self.directory.parent.mkdir(parents=True, exist_ok=True)
        ready = self.directory / "READY"
        with self.directory.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                shutil.rmtree(self.directory, ignore_errors=True)
                self.cache.mkdir(parents=True)
                self._install()
                self._add_accounts()
                fold_write_ahead_logs(self.directory)
                ready.touch()
        return self

    def _install(self) -> None:
        generated = self.directory / "generated"  # the installer wants to write a LocalSettings.php
        generated.mkdir()
        # The installer refuses to run where a configuration is selected.
        env = {k: v for k, v in os.environ.items() if not k.startswith("MW_")}
        options = {
            "dbtype": "sqlite",
            "dbname": WIKI_ID,
            "dbpath": str(self.directory),
            "server": "http://127.0.0.1",
            "scriptpath": "/w",
            "lang": "en",
            "pass": ADMIN.password,
            "confpath": str(generated),
            "skins": "Vector",
            "extensions": ",".join(EXTENSIONS),
        }
        arguments = [part for key, value in options.items() for part in (f"--{key}", value)]
        arguments += ["TestWiki", ADMIN.name]
        done = subprocess.run(
            ["php", *PHP_ERRORS, str(ROOT / "maintenance/install.php"), *arguments],
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode or not database_file(self.directory, WIKI_ID).exists():
            raise MaintenanceError(f"install.php failed:\n{done.stdout}\n{done.stderr}")
        # The compiled messages are kept in PHP files instead.
        for unused in self.directory.glob(f"{WIKI_ID}_l10n_cache.sqlite*"):
            unused.unlink()

    def _add_accounts(self) -> None:
        script_output(
            HERE / "seed_users.php",
            env=php_environment(self.directory, self.cache),
            stdin=json.dumps([_seed(account) for account in ACCOUNTS]),
        )


def _seed(account: Account) -> dict[str, object]:
    """The account in the form `seed_users.php` reads."""
    bot = {
        "appid": BOT_PASSWORD_NAME,
        "password": account.bot_password,
        "grants": account.grants,
    }
    return {
        "name": account.name,
        "password": account.password,
        "groups": account.groups,
        "bot": bot,
    }
