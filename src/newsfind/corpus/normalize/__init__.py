"""RawArticle -> Article: clean text, and fields from the most trusted place that has them.

`assemble` leads. A web page goes through `page`, all other text through `text`, which knows what newsrooms write above
it (`wire`, `bylines`, `agencies`) and which of its lines are one paragraph (`paragraphs`, `hyphens`). `boilerplate`,
`characters`, `dates`, `written_dates` and `language` serve both; `embargo` keeps out what came ahead of its time.
"""

from __future__ import annotations

from newsfind.article import Article
from newsfind.corpus.normalize.assemble import Assembly, Provenance, article_id
from newsfind.corpus.raw import RawArticle, Skipped

__all__ = ["Provenance", "article_id", "explain", "normalize"]


def normalize(raw: RawArticle, *, keep_all: bool = False) -> Article | Skipped:
    """The article, or why there is none; `keep_all` keeps pages that look like no article.

    >>> paragraphs = "Business", "Ferry runs again", "By Ann Lee", "VARN (Reuters) - The ferry runs, its owners said."
    >>> made = normalize(RawArticle("wire/a.txt", text="\\n\\n".join(paragraphs)))
    >>> made.section, made.headline, made.authors, made.agency
    ('Business', 'Ferry runs again', ('Ann Lee',), 'Reuters')
    >>> made.body
    'VARN (Reuters) - The ferry runs, its owners said.'
    """
    return Assembly(raw, keep_all=keep_all).result


def explain(raw: RawArticle, *, keep_all: bool = False) -> tuple[Article | Skipped, Provenance]:
    """As `normalize`, with the way to it: the origin of each field, what was removed, what is doubtful.

    >>> _, way = explain(RawArticle("a.txt", headline="Ferry", text="By Ann Lee\\n\\nIt runs again, its owners said."))
    >>> way.origins["headline"], way.origins["authors"], way.removed
    ('the format', 'the byline', ('By Ann Lee',))
    """
    assembly = Assembly(raw, keep_all=keep_all)
    return assembly.result, assembly.provenance
