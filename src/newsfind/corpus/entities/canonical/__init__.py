"""Mentions of one article -> one value for each person, organisation and place, under the name people know it by."""

from newsfind.corpus.entities.canonical.naming import Named, name_entities

__all__ = ["Named", "name_entities"]
