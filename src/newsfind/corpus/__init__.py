"""Files on disk -> clean articles."""
