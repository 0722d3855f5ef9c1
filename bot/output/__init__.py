"""Outputs: pure functions from reports and their texts to text, with one escaper each."""
