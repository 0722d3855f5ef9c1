"""Engines behind the ports of :mod:`rules.contract`: grammar checkers, second opinions, and
how one is chosen."""
