"""The database of what was checked and found; the only package that knows SQLAlchemy."""

from bot.ports import StoredReport
from bot.store.backup import backup, file_of, restore
from bot.store.copies import Copies
from bot.store.drafts import DraftBox
from bot.store.store import Store

__all__ = ["Copies", "DraftBox", "Store", "StoredReport", "backup", "file_of", "restore"]
