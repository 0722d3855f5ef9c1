"""A real MediaWiki for the tests: Debian's package on SQLite behind PHP's built-in server."""
