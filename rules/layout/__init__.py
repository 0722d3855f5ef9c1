"""Rules about layout; one rule a module."""
