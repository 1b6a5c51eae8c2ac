"""How fast the server makes a search page, and whether it loses a request when many ask at once."""
