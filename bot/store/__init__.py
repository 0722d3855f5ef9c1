"""The database of what was checked and found; the only package that knows SQLAlchemy."""

from bot.store.store import Store, StoredReport

__all__ = ["Store", "StoredReport"]
