"""Trend -> what people look at: a picture, a table."""
