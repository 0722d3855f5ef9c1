"""The benchmark: what a lint costs, beside what other programs need for the same work."""
