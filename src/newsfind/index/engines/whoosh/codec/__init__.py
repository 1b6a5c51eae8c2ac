"""Segments as columns: how the Whoosh engine keeps articles on disk. FORMAT.md describes every byte.

`file.py` is a file of columns, and `durable.py` how it comes to the disk whole. Kinds of columns lie upon it, each with
what reads and what writes it: `strings.py`; `lists.py` with `blocks.py` and `gaps.py`; `stem_lists.py`; `facets.py` and
`faceting.py` with `spellings.py` and `by_value.py`; `stored.py` and `storing.py` with `packing.py`; `dates.py`,
`copies.py` and `weights.py`. `passing.py`, `masks.py` and `hashes.py` serve several of them. `segment.py` reads all
columns of a segment. Text becomes tokens in `chunks.py`, `chunk_table.py`, `words.py` and `vocabulary.py`, tokens
become lists in `invert.py`. `build.py` makes a segment of articles, `merge.py` of others. `plain.py` shows one to
Whoosh. Nothing here knows what a query is.
"""
