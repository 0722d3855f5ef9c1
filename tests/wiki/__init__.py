"""Tests of the wiki adapter, against a real MediaWiki."""
