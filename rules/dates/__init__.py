"""Rules about dates; one rule a module."""
