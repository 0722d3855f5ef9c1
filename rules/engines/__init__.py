"""Rules that read what an engine says; admission.toml tells how far one is believed."""
