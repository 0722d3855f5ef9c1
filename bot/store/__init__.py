"""The database of what was checked and found; the only package that knows SQLAlchemy."""

from bot.store.drafts import DraftBox
from bot.store.reading import StoredReport
from bot.store.store import Store

__all__ = ["DraftBox", "Store", "StoredReport"]
