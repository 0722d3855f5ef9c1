"""`python -m tests.soak SECONDS`: a long soak of `revlint follow`; 1 if anything went wrong."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mediawiki.event_relay import EventRelay
from tests.mediawiki.installation import skip_reason
from tests.mediawiki.server import MediaWiki
from tests.mediawiki.template import Template
from tests.soak.following import soak

GROWTH_MIB = 64.0


def main() -> int:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("seconds", type=float, nargs="?", default=3600.0)
    parser.add_argument("--cut-every", type=float, default=900.0, metavar="SECONDS")
    parser.add_argument("--compare-every", type=float, default=600.0, metavar="SECONDS")
    options = parser.parse_args()
    reason = skip_reason()
    if reason is not None:
        print(reason, file=sys.stderr)
        return 2
    with TemporaryDirectory(prefix="revlint-soak-") as name:
        folder = Path(name)
        template = Template(folder / "template").ensure()
        with MediaWiki(template, folder / "wiki") as wiki, EventRelay() as relay:
            with closing(sqlite3.connect(wiki.database)) as database, database:
                database.execute("DELETE FROM recentchanges")
            wiki.feed(relay.udp_port)
            done = soak(
                wiki,
                relay,
                folder,
                seconds=options.seconds,
                cut_every_s=options.cut_every,
                compare_every_s=options.compare_every,
                told=lambda line: print(line, file=sys.stderr, flush=True),
            )
    print(done)
    clean = (done.lost, done.doubled) == (0, 0) and done.findings == done.revisions
    return 0 if clean and done.growth_mib < GROWTH_MIB else 1


if __name__ == "__main__":
    sys.exit(main())
