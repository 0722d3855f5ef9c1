"""What pages and editors belong to: categories, projects by their banner, lists, groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import msgspec

from bot.errors import WikiError
from bot.wiki.site import Answer, Wiki

# What everybody may ask for at once in one parameter.
VALUES_A_REQUEST = 50
# A category tree of a large wiki has loops, and reaches everything if it is followed far enough.
MOST_CATEGORIES = 2_000

Value = TypeVar("Value")


class _Named(msgspec.Struct, frozen=True):
    title: str


class _Member(msgspec.Struct, frozen=True):
    pageid: int = 0
    title: str = ""
    talkid: int = 0
    categories: tuple[_Named, ...] = ()
    templates: tuple[_Named, ...] = ()
    links: tuple[_Named, ...] = ()


class _User(msgspec.Struct, frozen=True):
    name: str
    groups: tuple[str, ...] = ()


class _Query(msgspec.Struct, frozen=True):
    pages: tuple[_Member, ...] = ()
    categorymembers: tuple[_Named, ...] = ()
    users: tuple[_User, ...] = ()


class _Answer(msgspec.Struct, frozen=True):
    query: _Query = _Query()
    watchlistraw: tuple[_Named, ...] = ()


def canonical_title(title: str) -> str:
    """A title as the wiki writes it: spaces for underscores, the first letter large."""
    words = " ".join(title.replace("_", " ").split())
    return words[:1].upper() + words[1:]


def pages_in_categories(
    wiki: Wiki, page_ids: Collection[int], categories: Collection[str]
) -> frozenset[int]:
    """Those of the pages that stand in one of the categories, named without namespace.

    Raises:
        WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
    """
    found: set[int] = set()
    names = [f"Category:{canonical_title(name)}" for name in categories]
    for ids in _chunks(sorted(set(page_ids) - {0})):
        for some in _chunks(names):
            answers = wiki.queries(
                prop="categories",
                pageids="|".join(map(str, ids)),
                clcategories="|".join(some),
                cllimit="max",
            )
            found.update(page.pageid for page in _pages(wiki, answers) if page.categories)
    return frozenset(found)


def subcategories(wiki: Wiki, categories: Iterable[str], depth: int) -> frozenset[str]:
    """The categories and those below them down to ``depth`` levels, without namespace.

    Raises:
        WikiError: as above, or if there are more than can be asked for page by page.
    """
    known = {canonical_title(name) for name in categories}
    level = set(known)
    for _ in range(depth):
        below: set[str] = set()
        for name in sorted(level):
            answers = wiki.queries(
                list="categorymembers",
                cmtitle=f"Category:{name}",
                cmtype="subcat",
                cmprop="title",
                cmlimit="max",
            )
            for answer in answers:
                members = _typed(wiki, answer).query.categorymembers
                below.update(member.title.partition(":")[2] for member in members)
        level = below - known
        known |= level
        if len(known) > MOST_CATEGORIES:
            raise WikiError(
                f"{wiki.dbname}: more than {MOST_CATEGORIES:,} categories lie below"
                f" {', '.join(sorted(categories))}; ask for fewer levels"
            )
    return frozenset(known)


def pages_with_talk_templates(
    wiki: Wiki, page_ids: Collection[int], templates: Collection[str]
) -> frozenset[int]:
    """Those of the pages whose talk page uses one of the templates, named without namespace.

    A template that is called by another name, a redirect, counts as itself as well.

    Raises:
        WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
    """
    found: set[int] = set()
    names = [f"Template:{canonical_title(name)}" for name in templates]
    for ids in _chunks(sorted(set(page_ids) - {0})):
        answers = wiki.queries(prop="info", inprop="talkid", pageids="|".join(map(str, ids)))
        subject_of = {page.talkid: page.pageid for page in _pages(wiki, answers) if page.talkid}
        for talk_ids in _chunks(sorted(subject_of)):
            for some in _chunks(names):
                answers = wiki.queries(
                    prop="templates",
                    pageids="|".join(map(str, talk_ids)),
                    tltemplates="|".join(some),
                    tllimit="max",
                )
                found.update(
                    subject_of[page.pageid] for page in _pages(wiki, answers) if page.templates
                )
    return frozenset(found)


def linked_titles(wiki: Wiki, pages: Iterable[str]) -> frozenset[str]:
    """The titles that the pages link to.

    Raises:
        WikiError: the wiki cannot be read, or one of the pages is not there.
    """
    found: set[str] = set()
    for title in pages:
        answers = wiki.queries(prop="links", titles=title, pllimit="max")
        for page in _pages(wiki, answers):
            if not page.pageid:
                raise WikiError(f"{wiki.dbname} has no page {title!r} to take a list of pages from")
            found.update(link.title for link in page.links)
    return frozenset(found)


def groups_of(wiki: Wiki, users: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The groups of each account, implicit ones such as ``autoconfirmed`` included.

    Someone without an account is in ``*`` alone.

    Raises:
        WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
    """
    groups = dict.fromkeys(users, frozenset({"*"}))
    for names in _chunks(sorted(users)):
        for answer in wiki.queries(list="users", ususers="|".join(names), usprop="groups"):
            for user in _typed(wiki, answer).query.users:
                if user.groups:
                    groups[user.name] = frozenset(user.groups)
    return groups


def watched_titles(wiki: Wiki, owner: str, token: str) -> frozenset[str]:
    """The titles on somebody's watchlist, which its token opens.

    Raises:
        WikiError: the wiki cannot be read, or the token is wrong.
    """
    answers = wiki.queries(list="watchlistraw", wrowner=owner, wrtoken=token, wrlimit="max")
    return frozenset(page.title for answer in answers for page in _typed(wiki, answer).watchlistraw)


def _pages(wiki: Wiki, answers: Iterable[Answer]) -> Iterator[_Member]:
    for answer in answers:
        yield from _typed(wiki, answer).query.pages


def _typed(wiki: Wiki, answer: Mapping[str, Any]) -> _Answer:
    try:
        return msgspec.convert(answer, _Answer)
    except msgspec.ValidationError as error:
        raise WikiError(f"{wiki.dbname} gave an answer of an unknown form: {error}") from error


def _chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, VALUES_A_REQUEST)):
        yield chunk
