"""newsfind beside other engines: the same articles, the same questions, one run.

corpora (or invented articles) -> questions drawn from them -> worker processes, one for each peer -> contest, which
leads them -> figures -> report. `commands` measures the command line, `page` writes docs/benchmarks.md.
"""
