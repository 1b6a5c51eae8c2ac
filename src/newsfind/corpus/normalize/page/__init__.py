"""HTML -> what a page says of its article, and the paragraphs that are the article.

Two ways lead through this room. What a page says: `facts` (each place of metadata, read once), `jsonld`, `headline`,
`authors`, and for the date `publication`, with `near_heading` and `shown` for what only people see, and `clock`;
`metadata` puts them together. What the article is: `blocks` (a light tree without what `noise` tells by its name),
`body` (the block that the paragraphs vote for), `reading` (its paragraphs). `kinds` says why a page is no article.
"""

from newsfind.corpus.normalize.page.html import PageParts, is_page, read_fragment, read_page
from newsfind.corpus.normalize.page.kinds import why_no_article
from newsfind.corpus.normalize.page.metadata import Metadata

__all__ = ["Metadata", "PageParts", "is_page", "read_fragment", "read_page", "why_no_article"]
