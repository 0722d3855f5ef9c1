"""Reading a wiki; the only package that knows pywikibot, which it imports when it connects."""
