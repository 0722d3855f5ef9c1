"""Rules about the variety of English; one rule a module."""
