"""A real MariaDB for tests: a server of our own in a temporary folder."""
