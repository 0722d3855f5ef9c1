"""What killing needs of other tests."""

from __future__ import annotations

from tests.wiki.conftest import nothing_listed

__all__ = ["nothing_listed"]
