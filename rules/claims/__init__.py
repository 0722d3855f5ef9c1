"""Rules about claims; one rule a module."""
