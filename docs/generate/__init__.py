"""Pages that are made from the program itself: the reference of the command line, the manual page, the recordings."""
