"""Fixtures for all tests."""

pytest_plugins = ["tests.mediawiki.fixtures", "tests.mariadb.fixtures"]
