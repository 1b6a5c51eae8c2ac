"""Places to keep an index, each behind the same seam; they do not know each other."""
