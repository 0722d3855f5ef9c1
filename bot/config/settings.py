"""The settings, as the program reads them: frozen, complete, checked."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from rules.contract import Severity, Status

Positive = Annotated[int, Meta(ge=1)]
Seconds = Annotated[float, Meta(gt=0)]
Minutes = Annotated[float, Meta(gt=0)]
DatabaseName = Annotated[str, Meta(pattern=r"^[a-z0-9_-]*$")]


class WikiSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The wiki that is watched.

    It is reached by pywikibot's ``family`` and ``code``, or by ``api_url`` for a wiki that
    pywikibot does not know. ``article_url`` holds ``{title}``. ``contact`` goes into the user
    agent. ``max_text_bytes`` is the longest wikitext that is linted, in UTF-8.
    """

    dbname: DatabaseName
    family: str
    code: str
    api_url: str
    article_url: str
    contact: str
    namespaces: tuple[int, ...]
    max_text_bytes: Positive


class LintSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which rules run, on what, and how long.

    ``select`` and ``ignore`` hold codes and families; an empty ``select`` means every rule that
    is not off. A revision may take ``wall_s`` plus ``wall_s_per_mib`` for each MiB of text, in one
    of ``processes`` processes; 0 means as many as there are cores. Revisions with one of
    ``skip_tags``, and pages whose title is in ``ignore_titles`` or holds a
    match of one of ``ignore_title_patterns`` (RE2), are skipped.
    """

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    preview: bool
    wall_s: Seconds
    wall_s_per_mib: Seconds
    memory_mib: Annotated[int, Meta(ge=128)]
    processes: Annotated[int, Meta(ge=0, le=64)]
    skip_tags: tuple[str, ...]
    ignore_titles: tuple[str, ...]
    ignore_title_patterns: tuple[str, ...]


class RuleSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an operator changes about one rule; None leaves the rule's own.

    ``options`` are checked against the rule's ``Options`` by whoever makes the rule.
    """

    status: Status | None = None
    severity: Severity | None = None
    options: dict[str, Any] = {}


class EngineSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The grammar engine: its kind, the address of a LanguageTool server, and its time.

    ``auto`` takes the first kind that is there. ``text_may_leave`` is the consent to a server on
    another machine. ``timeout_s`` is what all the sentences of one revision may take together.
    """

    kind: Literal["auto", "none", "server", "local", "harper", "lingotweaker"]
    url: str
    text_may_leave: bool
    timeout_s: Seconds


class EntailmentSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The second opinion on contradictions: a model in a folder, or an endpoint.

    ``labels`` says which output of the model means what. ``key_env`` names the variable of the
    environment that holds the endpoint's key; empty: it wants none. ``timeout_s`` is what all
    questions about one revision may take together, ``most_pairs`` how many pairs are shown.
    """

    kind: Literal["none", "onnx", "endpoint"]
    path: str
    labels: dict[str, int]
    url: str
    model: str
    key_env: Annotated[str, Meta(pattern=r"^([A-Za-z_][A-Za-z0-9_]*)?$")]
    timeout_s: Seconds
    most_pairs: Annotated[int, Meta(ge=1, le=500)]


class StoreSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where findings are kept: an SQLAlchemy database URL, which may hold a password."""

    url: str

    def __repr__(self) -> str:
        scheme, _, _ = self.url.partition("://")
        return f"StoreSettings(url='{scheme}://…')"


class RunSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One scheduled pass.

    ``overlap_minutes`` is how far before the last pass's end it begins; ``batch_size`` how many
    revisions one request asks for; ``limit`` how many revisions a pass takes on at most.
    """

    overlap_minutes: Annotated[int, Meta(ge=10)]
    batch_size: Annotated[int, Meta(ge=1, le=500)]
    limit: Positive


class SelectionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which of the new revisions are read; an empty kind asks for nothing.

    ``titles_file`` names a file of titles, one a line. ``watchlist_token_env`` names the variable
    of the environment that holds the token of ``watchlist_of``'s watchlist.
    """

    categories: tuple[str, ...]
    category_depth: Annotated[int, Meta(ge=0, le=10)]
    projects: tuple[str, ...]
    talk_templates: tuple[str, ...]
    titles: tuple[str, ...]
    titles_file: str
    linked_from: tuple[str, ...]
    tags: tuple[str, ...]
    user_groups: tuple[str, ...]
    watchlist_of: str
    watchlist_token_env: Annotated[str, Meta(pattern=r"^([A-Za-z_][A-Za-z0-9_]*)?$")]


class MetricsSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a job leaves its figures for Prometheus: a text file; empty is nowhere."""

    file: str


class FollowSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stream of events that is followed.

    ``url`` is the server, ``streams`` which of its streams. Every ``reconcile_minutes`` the
    wiki's list of changes is compared. ``history_days`` is how far back the server keeps events,
    ``canary_hours`` how long it may bring no canary (0: it has none), ``silence_s`` how long it
    may send nothing at all.
    """

    url: str
    streams: tuple[str, ...]
    reconcile_minutes: Minutes
    history_days: Annotated[float, Meta(gt=0, le=366)]
    canary_hours: Annotated[float, Meta(ge=0)]
    silence_s: Seconds


class SweepSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Looking for text that the wiki has hidden: ``limit`` revisions are asked for in one sweep."""

    limit: Positive


class OutputSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a scheduled pass writes its reports, relative to the working directory."""

    directory: str


class DraftSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Talk-page drafts.

    ``to`` is whose talk page they are for, ``max_points`` how many points one may make, ``style``
    whether matters of style are among them; ``tool_name`` is what the tool calls itself.
    ``templates`` is a folder with the wiki's own template; empty: none. One editor gets at most
    ``per_editor`` within ``editor_days``, one page ``per_page`` within ``page_days``.
    """

    to: Literal["editor", "article"]
    max_points: Annotated[int, Meta(ge=1, le=5)]
    style: bool
    tool_name: Annotated[str, Meta(min_length=1)]
    templates: str
    per_editor: Positive
    editor_days: Annotated[float, Meta(gt=0, le=3660)]
    per_page: Positive
    page_days: Annotated[float, Meta(gt=0, le=3660)]


class ReportPageSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The report page in the account's user space.

    Pages in one of ``living_categories`` are quoted only if ``quote_living``; so are pages of
    which that is not known, as it is of none if no category is named. ``max_bytes`` is how long
    the page may be, in UTF-8.
    """

    living_categories: tuple[str, ...]
    quote_living: bool
    max_bytes: Annotated[int, Meta(ge=5_000, le=199_000)]


class LoginSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the account that publishes proves who it is; the secrets themselves are elsewhere.

    ``user`` is the account's name. ``secrets_file`` is a TOML file of mode 0600; variables of
    the environment whose names begin with ``env_prefix`` go before it.
    """

    kind: Literal["none", "oauth", "botpassword"]
    user: str
    secrets_file: str
    env_prefix: Annotated[str, Meta(pattern=r"^[A-Z_][A-Z0-9_]*$")]


class PublishSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is written on the wiki, and how fast; where is not a matter of settings.

    ``limit`` is how many drafts a pass takes on at most, ``most_open`` how many undecided or
    unsent messages one editor may have about one page. ``settling_s`` is how long after an
    attempt of unknown outcome the wiki is left alone before it is searched for it.
    """

    limit: Annotated[int, Meta(ge=1, le=500)]
    seconds_between_writes: Annotated[float, Meta(ge=10)]
    settling_s: Annotated[float, Meta(ge=60)]
    most_open: Positive


class FeedSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The Atom feed: where it will be found, empty if that is not known, and who names its entries.

    ``authority`` is that of a tag URI: a domain or address of the operator's, a comma, and a date.
    """

    url: str
    authority: Annotated[
        str,
        Meta(
            pattern=r"^([A-Za-z0-9._-]+@)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"
            r",[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
        ),
    ]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings; ``rules`` has an entry for each rule code that a layer speaks of."""

    wiki: WikiSettings
    lint: LintSettings
    engine: EngineSettings
    entailment: EntailmentSettings
    store: StoreSettings
    run: RunSettings
    selection: SelectionSettings
    metrics: MetricsSettings
    follow: FollowSettings
    sweep: SweepSettings
    output: OutputSettings
    draft: DraftSettings
    report_page: ReportPageSettings
    login: LoginSettings
    publish: PublishSettings
    feed: FeedSettings
    rules: dict[str, RuleSettings] = {}
