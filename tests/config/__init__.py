"""Tests of what readers and other programs are given."""
