"""Where this program may write. This is all; no setting makes it more."""

from __future__ import annotations

import enum

from bot.errors import WritesStoppedError

TALK, USER, USER_TALK = 1, 2, 3
CANONICAL = {TALK: "Talk", USER: "User", USER_TALK: "User talk"}
"""The names by which every wiki knows these namespaces, whatever its language."""

REPORTS = "Reports"
LEASE = "Lease"
RUN = "Run"
_CODE = (".js", ".css", ".json", ".lua")


class Purpose(enum.Enum):
    """What is written: a message that a person approved, a report page, or the lease."""

    MESSAGE = "message"
    REPORT = "report"
    LEASE = "lease"


def allowed_title(purpose: Purpose, namespace: int, title: str, account: str) -> str:
    """The page's title with the namespace's canonical name, if it may be written.

    ``namespace`` and ``title`` are as the wiki gives them; the namespace's name in the title,
    which differs between wikis, is replaced, so that the number alone decides.

    Raises:
        WritesStoppedError: it may not.
    """
    _, colon, rest = title.partition(":")
    if not colon or not rest.strip() or any(char in title for char in "#<>[]|{}\n\t"):
        raise _refused(purpose, title)
    if not _fits(purpose, namespace, rest.replace("_", " "), account):
        raise _refused(purpose, title)
    return f"{CANONICAL[namespace]}:{rest}"


def _fits(purpose: Purpose, namespace: int, rest: str, account: str) -> bool:
    if purpose is Purpose.MESSAGE:
        ours = namespace == USER_TALK and rest.split("/")[0] == account
        return namespace in (TALK, USER_TALK) and not ours
    if namespace != USER or rest.casefold().endswith(_CODE) or "/." in rest:
        return False
    if purpose is Purpose.LEASE:
        return rest == f"{account}/{LEASE}"
    return rest == f"{account}/{REPORTS}" or rest.startswith(f"{account}/{REPORTS}/")


def _refused(purpose: Purpose, title: str) -> WritesStoppedError:
    return WritesStoppedError(
        f"{title[:200]!r} is not a page on which a {purpose.value} may be written; messages go to"
        f" talk pages of articles and users, reports to User:…/{REPORTS}"
    )
