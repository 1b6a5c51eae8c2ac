"""How the tables in the package are made; nothing here is installed."""
