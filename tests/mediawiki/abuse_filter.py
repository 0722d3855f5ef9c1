"""Edit filters, which no API can create."""

from __future__ import annotations

import contextlib
import sqlite3

from tests.mediawiki.server import MediaWiki

TIMESTAMP = "20200101000000"


def add_abuse_filter(wiki: MediaWiki, condition: str, action: str = "disallow") -> int:
    """Id of a new filter: edits for which `condition` holds meet `action`.

    The condition is in AbuseFilter's own language; actions are `disallow`, `warn`, `tag`, `block`.
    """
    with contextlib.closing(sqlite3.connect(wiki.database, timeout=10)) as db, db:
        row = {
            "af_pattern": condition,
            "af_user": 1,
            "af_user_text": "Admin",
            "af_timestamp": TIMESTAMP,
            "af_enabled": 1,
            "af_comments": "",
            "af_public_comments": "Test filter",
            "af_hidden": 0,
            "af_hit_count": 0,
            "af_throttled": 0,
            "af_deleted": 0,
            "af_actions": action,
            "af_global": 0,
            "af_group": "default",
        }
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        added = db.execute(
            f"INSERT INTO abuse_filter ({columns}) VALUES ({marks})", tuple(row.values())
        )
        filter_id = added.lastrowid
        assert filter_id is not None
        db.execute(
            "INSERT INTO abuse_filter_action (afa_filter, afa_consequence, afa_parameters)"
            " VALUES (?, ?, '')",
            (filter_id, action),
        )
    wiki.clear_caches()
    return filter_id
