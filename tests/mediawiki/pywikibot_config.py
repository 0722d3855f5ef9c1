"""A private pywikibot base directory for a test wiki: no question asked, no home directory."""

from __future__ import annotations

from pathlib import Path

from tests.mediawiki.accounts import BOT_PASSWORD_NAME, TEST_BOT, Account
from tests.mediawiki.databases import WIKI_ID

FAMILY = WIKI_ID
# An API address in family_files makes a family by itself, with one code of the same name.
# put_throttle must be an int; minthrottle holds between any two requests, and maxthrottle caps
# both; a maxlag of 0 is not sent.
USER_CONFIG = """\
family = {family!r}
mylang = {family!r}
family_files[{family!r}] = {api!r}
usernames[{family!r}][{family!r}] = {user!r}
password_file = 'user-password.cfg'
put_throttle = 0
minthrottle = 0.0
maxthrottle = 0
read_maxlag = 0
write_maxlag = 0
max_retries = 2
retry_wait = 1
retry_max = 2
socket_timeout = (3.05, 20.0)
solve_captcha = False
cosmetic_changes = False
userinterface = 'terminal'
log = []
noisysleep = 0.5
"""


def write_pywikibot_config(directory: Path, api: str, account: Account = TEST_BOT) -> Path:
    """The directory, to be a process's PYWIKIBOT_DIR before it imports pywikibot.

    One process is one account: the cookie jar is the process's.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = USER_CONFIG.format(family=FAMILY, api=api, user=account.name)
    credentials = (account.name, f"BotPassword({BOT_PASSWORD_NAME!r}, {account.bot_password!r})")
    password_line = f"({credentials[0]!r}, {credentials[1]})\n"
    for name, text in (("user-config.py", settings), ("user-password.cfg", password_line)):
        path = directory / name
        path.touch(mode=0o600)
        path.write_text(text)
    return directory
