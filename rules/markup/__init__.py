"""Rules about wikitext markup; one rule a module."""
