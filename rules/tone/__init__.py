"""Rules about tone and words to watch; one rule a module."""
