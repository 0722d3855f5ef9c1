"""Long runs of the programs against a real wiki, with faults."""
