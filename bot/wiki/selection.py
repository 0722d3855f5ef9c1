"""Which of a wiki's new revisions a job is about: by category, project, list, tag, group.

The wiki's API is asked, a batch of changes at a time; there is no need of its database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import cached_property

import msgspec

from bot.errors import ConfigurationError
from bot.wiki.membership import (
    canonical_title,
    groups_of,
    linked_titles,
    pages_in_categories,
    pages_with_talk_templates,
    subcategories,
    watched_titles,
)
from bot.wiki.site import Wiki

NOT_IN_CATEGORY = "not in a category"
NOT_IN_GROUP = "editor not in a group"
NOT_IN_PROJECT = "not in a project"
NOT_LISTED = "not on a list"
NOT_MARKED = "talk page without a template"
NOT_TAGGED = "without a tag"
NOT_WATCHED = "not watched"

BANNER = "WikiProject "


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a new revision before its text is fetched."""

    rev_id: int
    page_id: int
    title: str
    user: str = ""
    tags: tuple[str, ...] = ()


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a revision must have; an empty kind asks for nothing, and every other must be met.

    Within one kind any one suffices. ``categories`` are names without their namespace, with
    subcategories down to ``category_depth`` levels. ``projects`` are WikiProjects whose banner
    stands on the talk page, ``talk_templates`` other templates there. ``titles`` are pages by
    name, ``linked_from`` pages whose links make such a list. ``tags`` are change tags,
    ``user_groups`` groups of the editor. ``watchlist_of`` is the account whose watchlist is
    read, with ``watchlist_token``.
    """

    categories: tuple[str, ...] = ()
    category_depth: int = 0
    projects: tuple[str, ...] = ()
    talk_templates: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    linked_from: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    user_groups: tuple[str, ...] = ()
    watchlist_of: str = ""
    watchlist_token: str = ""

    def __repr__(self) -> str:
        # It holds a secret.
        return "Choice(…)"


_Chosen = Callable[[Sequence[Candidate]], Set[int]]


class Selection:
    """A choice carried out on a wiki; lists are read once, when they are first needed.

    Raises:
        ConfigurationError: a watchlist is named without its token.
    """

    def __init__(self, wiki: Wiki, choice: Choice) -> None:
        if choice.watchlist_of and not choice.watchlist_token:
            raise ConfigurationError(
                f"wiki {wiki.dbname}: the watchlist of {choice.watchlist_of!r} needs its token,"
                " which its owner finds under Special:Preferences, Watchlist, Manage tokens"
            )
        self._wiki = wiki
        self._choice = choice
        # What the change itself tells comes first, then what one list tells, then questions.
        kinds: tuple[tuple[object, str, _Chosen], ...] = (
            (choice.tags, NOT_TAGGED, self._tagged),
            (choice.titles or choice.linked_from, NOT_LISTED, self._on_a_list),
            (choice.watchlist_of, NOT_WATCHED, self._on_the_watchlist),
            (choice.user_groups, NOT_IN_GROUP, self._by_a_group),
            (choice.categories, NOT_IN_CATEGORY, self._in_a_category),
            (choice.projects, NOT_IN_PROJECT, self._in_a_project),
            (choice.talk_templates, NOT_MARKED, self._with_a_template),
        )
        self._kinds = [(reason, chosen) for wanted, reason, chosen in kinds if wanted]

    def reasons(self, candidates: Sequence[Candidate]) -> dict[int, str]:
        """Why revisions are left out, by id, as short countable reasons; the others are wanted.

        Raises:
            WikiError: the wiki cannot be read; TryLaterError if it asks to wait.
        """
        left_out: dict[int, str] = {}
        left = list(candidates)
        for reason, chosen in self._kinds:
            if not left:
                break
            wanted = chosen(left)
            left_out |= {one.rev_id: reason for one in left if one.rev_id not in wanted}
            left = [one for one in left if one.rev_id in wanted]
        return left_out

    def _tagged(self, candidates: Sequence[Candidate]) -> Set[int]:
        tags = frozenset(self._choice.tags)
        return {one.rev_id for one in candidates if not tags.isdisjoint(one.tags)}

    def _on_a_list(self, candidates: Sequence[Candidate]) -> Set[int]:
        return {one.rev_id for one in candidates if one.title in self._listed}

    def _on_the_watchlist(self, candidates: Sequence[Candidate]) -> Set[int]:
        return {one.rev_id for one in candidates if one.title in self._watched}

    def _by_a_group(self, candidates: Sequence[Candidate]) -> Set[int]:
        wanted = frozenset(self._choice.user_groups)
        groups = groups_of(self._wiki, {one.user for one in candidates if one.user})
        # Whoever is hidden is in no group that anybody may know of.
        return {
            one.rev_id
            for one in candidates
            if not wanted.isdisjoint(groups.get(one.user, frozenset()))
        }

    def _in_a_category(self, candidates: Sequence[Candidate]) -> Set[int]:
        pages = pages_in_categories(self._wiki, _page_ids(candidates), self._categories)
        return {one.rev_id for one in candidates if one.page_id in pages}

    def _in_a_project(self, candidates: Sequence[Candidate]) -> Set[int]:
        return self._marked(candidates, [BANNER + name for name in self._choice.projects])

    def _with_a_template(self, candidates: Sequence[Candidate]) -> Set[int]:
        return self._marked(candidates, self._choice.talk_templates)

    def _marked(self, candidates: Sequence[Candidate], templates: Sequence[str]) -> Set[int]:
        pages = pages_with_talk_templates(self._wiki, _page_ids(candidates), templates)
        return {one.rev_id for one in candidates if one.page_id in pages}

    @cached_property
    def _listed(self) -> Set[str]:
        titles = {canonical_title(title) for title in self._choice.titles}
        return titles | linked_titles(self._wiki, self._choice.linked_from)

    @cached_property
    def _watched(self) -> Set[str]:
        return watched_titles(self._wiki, self._choice.watchlist_of, self._choice.watchlist_token)

    @cached_property
    def _categories(self) -> Set[str]:
        return subcategories(self._wiki, self._choice.categories, self._choice.category_depth)


def _page_ids(candidates: Sequence[Candidate]) -> Set[int]:
    return {one.page_id for one in candidates}
