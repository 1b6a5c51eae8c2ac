"""Trend -> what people look at: a chart in the terminal, a picture, a table."""
