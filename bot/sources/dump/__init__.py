"""MediaWiki's XML dumps, read as a stream: https://www.mediawiki.org/wiki/Help:Export."""

from bot.sources.dump.changes import DumpChanges

__all__ = ["DumpChanges"]
