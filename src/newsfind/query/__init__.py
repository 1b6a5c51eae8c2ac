"""What the user typed -> a query tree."""
