"""What came back, as values."""
