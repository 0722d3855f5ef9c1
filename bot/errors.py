"""Every error that revlint raises on purpose; adapters raise these from the foreign ones."""

from __future__ import annotations


class RevlintError(Exception):
    """Something went wrong that the person running revlint can understand and act on."""


class ConfigurationError(RevlintError):
    """A configuration file, key or code is wrong; names the file and the key."""


class InputError(RevlintError):
    """A file or text handed to revlint cannot be read; names the file and, if known, the line."""


class WikiError(RevlintError):
    """A wiki could not be reached, refused, or answered with something unexpected."""


class TryLaterError(WikiError):
    """The wiki is there but asks to wait (lag, read-only, rate limit), or another run is active."""


class WritesStoppedError(WikiError):
    """Nothing may be written any more until a person has looked: blocked, stop page, login."""


class StoreError(RevlintError):
    """The database cannot be opened, has an unknown schema, or refused a write."""


class DraftChangedError(StoreError):
    """A draft is not what was seen or approved any more, or another has taken it."""
