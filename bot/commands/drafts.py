"""``revlint drafts``: make, read, change, approve or reject what is to be posted."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot import app
from bot.commands.settings import settings_from
from bot.commands.talk_form import limits, talk_form
from bot.commands.wiki import connected
from bot.config import Settings
from bot.core.outgoing import DraftKind, DraftState, OutgoingDraft
from bot.errors import ConfigurationError, InputError
from bot.jobs.drafts import made_drafts
from bot.output.escape_terminal import escape_terminal
from bot.times import time_text_now

if TYPE_CHECKING:
    from bot.store import DraftBox, Store

SHOWN_HASH = 12
LEAST_HASH = 8
MOST_BYTES = 1 << 20


def execute(options: argparse.Namespace) -> int:
    """Do what was asked with drafts; 0."""
    from bot.store import DraftBox, Store

    settings = settings_from(options, app.entries())
    with Store.open(settings.store.url) as store:
        box = DraftBox(store)
        if options.drafts_command == "make":
            return _make(options, settings, store, box)
        if options.drafts_command == "report":
            return _report(options, settings, store, box)
        if options.drafts_command == "list":
            states = [DraftState(options.state)] if options.state else []
            for draft in box.drafts(wiki=options.wiki or None, states=states):
                print(_line(draft))
            return 0
        draft = box.get(options.id)
        if options.drafts_command == "show":
            print(_shown(draft))
        elif options.drafts_command == "edit":
            return _edit(options, box, draft)
        else:
            approve = options.drafts_command == "approve"
            seen = _seen_hash(options, draft) if approve or options.hash else ""
            decided = box.decide(
                draft.id,
                seen or draft.content_hash,
                approve=approve,
                by=options.by,
                note=options.note,
                at=time_text_now(),
            )
            print(_line(decided))
    return 0


def _make(options: argparse.Namespace, settings: Settings, store: Store, box: DraftBox) -> int:
    from bot.wiki.today import PagesToday

    wiki = connected(settings)
    reports = store.reports(wiki=wiki.dbname, since=options.since)
    made = made_drafts(reports, PagesToday(wiki.dbname, wiki.queries), talk_form(settings))
    added = box.add(made.drafts, at=time_text_now(), limits=limits(settings))
    for draft in added:
        print(_line(draft))
    known = len(made.drafts) - len(added)
    print(
        f"{wiki.dbname}: {len(added)} drafts made, {known} known before or over the limits,"
        f" {made.mended} mended since, {made.lost} reverted or gone"
    )
    return 0


def _report(options: argparse.Namespace, settings: Settings, store: Store, box: DraftBox) -> int:
    if not settings.login.user:
        raise ConfigurationError("login.user is missing: the report is for that account's space")
    from bot.jobs.report_page import report_page
    from bot.output.wikitext_report import ReportForm
    from bot.wiki.allowed import REPORTS
    from bot.wiki.today import PagesToday
    from bot.wiki.visibility import Visibility

    wiki = connected(settings)
    own = settings.report_page
    page = f"/{options.page}" if options.page else ""
    new = report_page(
        store.reports(wiki=wiki.dbname, since=options.since, until=options.until),
        wiki=wiki.dbname,
        title=f"User:{settings.login.user}/{REPORTS}{page}",
        categories=PagesToday(wiki.dbname, wiki.queries),
        visibility=Visibility(wiki),
        living=own.living_categories,
        quote_living=own.quote_living,
        form=ReportForm(
            tool_name=settings.draft.tool_name,
            since=options.since or "",
            until=options.until or "",
            max_bytes=own.max_bytes,
        ),
    )
    for draft in (added := box.add([new], at=time_text_now())):
        print(_line(draft))
    print(f"{wiki.dbname}: {'a report waits' if added else 'the same report waits already'}")
    return 0


def _edit(options: argparse.Namespace, box: DraftBox, draft: OutgoingDraft) -> int:
    seen = draft.content_hash
    if options.hash:
        seen = _full_hash(options.hash, draft)
    text = _new_text(options.file, draft)
    heading, body = draft.heading, text
    if draft.kind is DraftKind.TALK:
        first, _, body = text.partition("\n")
        heading = first.strip().strip("=").strip()
    edited = box.edit(draft.id, seen, heading=heading, body=body, at=time_text_now())
    print(_shown(edited))
    return 0


def _new_text(file: str | None, draft: OutgoingDraft) -> str:
    """What a person writes in place of the draft: from a file, standard input, or an editor."""
    try:
        if file == "-":
            return sys.stdin.read(MOST_BYTES)
        if file is not None:
            return Path(file).read_text(encoding="utf-8")
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor:
            raise InputError("name a file with --file, or an editor in $EDITOR")
        with tempfile.TemporaryDirectory(prefix="revlint-draft-") as folder:
            place = Path(folder) / f"draft-{draft.id}.wikitext"
            head = f"== {draft.heading} ==\n" if draft.kind is DraftKind.TALK else ""
            place.write_text(f"{head}{draft.body}\n", encoding="utf-8")
            subprocess.run([*editor.split(), str(place)], check=True)
            return place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, subprocess.CalledProcessError) as error:
        raise InputError(f"{file or 'the editor'}: the text cannot be read: {error}") from error


def _seen_hash(options: argparse.Namespace, draft: OutgoingDraft) -> str:
    """The hash of what the person has seen: what they say, else what is shown to them now."""
    if options.hash:
        return _full_hash(options.hash, draft)
    if not sys.stdin.isatty():
        raise InputError(
            f"say what you have seen: --hash, as `revlint drafts show {draft.id}` prints it"
        )
    print(_shown(draft))
    answer = input("Post exactly this? Type yes: ")
    if answer.strip().casefold() != "yes":
        raise InputError("not approved")
    return draft.content_hash


def _full_hash(given: str, draft: OutgoingDraft) -> str:
    """The whole hash, if what is given begins it; else what was given, which fits nothing."""
    given = given.strip().lower()
    if len(given) < LEAST_HASH:
        raise InputError(f"--hash needs the first {LEAST_HASH} digits at least")
    return draft.content_hash if draft.content_hash.startswith(given) else given


def _line(draft: OutgoingDraft) -> str:
    parts = [
        str(draft.id),
        draft.state.value,
        draft.content_hash[:SHOWN_HASH],
        draft.wiki,
        escape_terminal(draft.title),
        escape_terminal(draft.heading),
    ]
    if draft.decided_by:
        parts.append(f"by {escape_terminal(draft.decided_by)}")
    if draft.note:
        parts.append(f"({escape_terminal(draft.note)})")
    return "  ".join(part for part in parts if part)


def _shown(draft: OutgoingDraft) -> str:
    """All that a person needs to decide, the text as it will be posted."""
    facts = {
        "draft": f"{draft.id}, {draft.state.value}, made {draft.created_at}",
        "page": f"{draft.wiki}: {draft.title}",
        "about": f"revision {draft.rev_id}, page {draft.page_id}" if draft.rev_id else "",
        "findings": ", ".join(draft.fingerprints),
        "decided": f"{draft.decided_by}, {draft.decided_at}" if draft.decided_by else "",
        "note": draft.note,
        "posted": f"revision {draft.posted_rev_id}" if draft.posted_rev_id else "",
        "hash": draft.content_hash,
    }
    head = [f"{name + ':':10}{escape_terminal(fact)}" for name, fact in facts.items() if fact]
    text = [f"== {draft.heading} =="] if draft.kind is DraftKind.TALK else []
    text += draft.text.split("\n")
    return "\n".join([*head, "", *(escape_terminal(line) for line in text)])
