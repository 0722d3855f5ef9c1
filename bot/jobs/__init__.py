"""Work that is started again and again by a timer."""
