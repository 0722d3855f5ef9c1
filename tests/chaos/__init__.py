"""The programs killed again and again on a real wiki, and what is left of their promises."""
