"""A story as a timeline in Markdown, with one passage an article and the reason why each is there.

python examples/timeline.py index/ 'Korvane (Denmark OR Danish)' > korvane.md
"""

from __future__ import annotations

import sys

import newsfind


def main(place: str, query: str) -> None:
    """Prints a heading for each month and an entry for each article; copies of a story are one entry."""
    month = ""
    with newsfind.open_index(place) as index:
        print(f"# {query}\n\nAs understood: `{index.search(query, limit=0).parsed}`")
        for hit in index.scan(query, sort="oldest", passages=1, copies="group"):
            article = hit.article
            if article.date and f"{article.date:%B %Y}" != month:
                month = f"{article.date:%B %Y}"
                print(f"\n## {month}\n")
            day = f"{article.date.day}. " if article.date else ""
            print(f"- {day}**{article.headline}** ({article.source}{also(hit)})")
            for snippet in hit.snippets["body"]:
                print(f"  > {bold(snippet)}")


def also(hit: newsfind.Hit) -> str:
    """Who else printed it."""
    others = sorted({copy.source for copy in hit.copies if copy.source})
    return f"; also {', '.join(others)}" if others else ""


def bold(snippet: newsfind.Snippet) -> str:
    """The passage with what matched in bold; marks do not overlap and come in order."""
    text, at = "", 0
    for start, end in snippet.marks:
        text += f"{snippet.text[at:start]}**{snippet.text[start:end]}**"
        at = end
    return " ".join((text + snippet.text[at:]).split())


if __name__ == "__main__":
    main(*sys.argv[1:3])
