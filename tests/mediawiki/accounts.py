"""The accounts every test wiki has. Their passwords protect nothing."""

from __future__ import annotations

from dataclasses import dataclass

BOT_PASSWORD_NAME = "pwb"  # the part after `@` in `TestBot@pwb`
# MediaWiki's name for each set of rights a bot password may use.
EDITOR_GRANTS = ("basic", "editpage", "createeditmovepage")
BOT_GRANTS = (*EDITOR_GRANTS, "highvolume")
ADMIN_GRANTS = (
    *BOT_GRANTS,
    "editprotected",
    "delete",
    "viewdeleted",
    "oversight",
    "blockusers",
    "protect",
    "rollback",
    "patrol",
    "import",
    "editinterface",
    "editsiteconfig",
    "editmyoptions",
    "editmywatchlist",
    "mergehistory",
)


@dataclass(frozen=True, slots=True)
class Account:
    """A wiki account with its main password and one bot password (32 characters)."""

    name: str
    password: str
    bot_password: str
    grants: tuple[str, ...] = EDITOR_GRANTS
    groups: tuple[str, ...] = ()

    @property
    def login_name(self) -> str:
        """The user name that goes with `bot_password`, `TestBot@pwb`."""
        return f"{self.name}@{BOT_PASSWORD_NAME}"


ADMIN = Account("Admin", "AdminPass12345!", "a" * 32, ADMIN_GRANTS)  # made by the installer
TEST_BOT = Account("TestBot", "TestBotMainPass1!", "b" * 32, BOT_GRANTS, ("bot",))
OTHER_BOT = Account("OtherBot", "OtherBotMainPass1!", "o" * 32, BOT_GRANTS, ("bot",))
PLAIN_USER = Account("PlainUser", "PlainUserPass1!", "p" * 32)
SECOND_USER = Account("SecondUser", "SecondUserPass1!", "s" * 32)
ACCOUNTS = (ADMIN, TEST_BOT, OTHER_BOT, PLAIN_USER, SECOND_USER)
