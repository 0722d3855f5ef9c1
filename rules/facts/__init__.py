"""Facts the rules share: pure look-ups, computed or loaded once."""
