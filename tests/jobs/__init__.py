"""Tests of the jobs, from a real MediaWiki into a real SQLite file."""
