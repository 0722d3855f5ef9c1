"""Engines behind the ports of :mod:`rules.contract`: grammar checkers and how one is chosen."""
