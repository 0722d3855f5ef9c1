"""Sources that need no wiki: files, JSON lines and a copied diff page become revisions."""
