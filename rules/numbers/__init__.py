"""Rules about numbers; one rule a module."""
