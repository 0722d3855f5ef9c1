"""Rules about spelling; one rule a module."""
