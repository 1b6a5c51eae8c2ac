"""Segments as columns: how the Whoosh engine keeps articles on disk. FORMAT.md describes every byte."""
