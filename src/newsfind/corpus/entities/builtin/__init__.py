"""The built-in tagger for English news: no download, nothing but what newsfind itself installs."""

from newsfind.corpus.entities.builtin.tagger import BuiltinTagger, open_builtin

__all__ = ["BuiltinTagger", "open_builtin"]
