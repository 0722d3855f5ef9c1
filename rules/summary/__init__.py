"""Rules about summary; one rule a module."""
