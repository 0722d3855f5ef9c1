"""Rules about what generated text leaves behind; one rule a module."""
