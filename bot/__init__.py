"""The bot: everything around the rules."""

__version__ = "0.1.0"
