"""The database of what was checked and found; the only package that knows SQLAlchemy."""

from bot.ports import StoredReport
from bot.store.store import Store

__all__ = ["Store", "StoredReport"]
