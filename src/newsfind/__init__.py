"""Full-text search for a folder of news."""
