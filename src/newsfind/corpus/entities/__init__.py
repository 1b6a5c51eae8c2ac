"""People, organisations and places: Article -> Article with entities.

Here is a list of articles, give me the same articles with `entities` filled: `annotate(articles, open_tagger())`.
"""

from newsfind.corpus.entities.annotate import annotate
from newsfind.corpus.entities.mention import Mention, full_text
from newsfind.corpus.entities.tagger import Tagger, open_tagger

__all__ = ["Mention", "Tagger", "annotate", "full_text", "open_tagger"]
