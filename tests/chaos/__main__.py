"""`python -m tests.chaos --kills 1000`: kill every program again and again; 1 if it did harm."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.killing import kill_again_and_again
from tests.mariadb.server import MariaDB
from tests.mariadb.server import skip_reason as server_skip_reason
from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.installation import skip_reason
from tests.mediawiki.server import MediaWiki
from tests.mediawiki.template import Template


def main() -> int:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mariadb", action="store_true", help="databases on a server, not files")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave all files there")
    options = parser.parse_args()
    reason = skip_reason() or (server_skip_reason() if options.mariadb else None)
    if reason is not None:
        print(reason, file=sys.stderr)
        return 2
    with ExitStack() as held:
        if options.keep is None:
            made = TemporaryDirectory(prefix="revlint-chaos-", ignore_cleanup_errors=True)
            folder = Path(held.enter_context(made))
        else:
            folder = options.keep
            folder.mkdir()
        server = held.enter_context(MariaDB()) if options.mariadb else None
        template = Template(folder / "template").ensure()
        with MediaWiki(template, folder / "wiki", workers=6) as wiki, EventRelay() as relay:
            with closing(sqlite3.connect(wiki.database)) as database, database:
                database.execute("DELETE FROM recentchanges")
            wiki.clear_caches()
            wiki.feed(relay.udp_port)
            done = kill_again_and_again(
                wiki,
                relay,
                folder,
                kills=options.kills,
                seed=options.seed,
                server=server,
                told=lambda line: print(line, file=sys.stderr, flush=True),
            )
    print(done)
    return 0 if done.clean else 1


if __name__ == "__main__":
    sys.exit(main())
