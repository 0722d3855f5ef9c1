"""Rules about typography; one rule a module."""
