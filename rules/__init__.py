"""Rules: what is wrong on a page, and the facts and data the rules read."""
