"""The bot: everything around the rules."""
