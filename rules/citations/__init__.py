"""Rules about citations; one rule a module."""
