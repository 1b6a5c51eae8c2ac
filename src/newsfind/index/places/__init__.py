"""Where a query matches in one article: numbered tokens, the spans of each leaf of the query, what is marked.

It is said plainly, for one article at a time: the memory engine finds articles so, and whoever shows a page of hits
marks them so.

    document -> spans -> leaves -> marks
"""
