"""Posting to a real wiki: what is written, what is not, and what is written once."""
