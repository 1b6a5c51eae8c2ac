"""The modules that hold trials, in the order of the table."""

MODULES = ("kills", "lost_writes", "full_disk", "readers", "damage", "life", "files", "fuzz")
