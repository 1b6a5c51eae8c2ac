"""Boilerplate that repeats across the articles of one source: taken out by rule, or learned from the repetition?

    NEWSFIND_CORPORA=FOLDER python -m benchmarks.boilerplate

FOLDER holds `news-articles-15k.jsonl`, whose bodies still have what stood around them, and `tests/` as
`benchmarks.extraction` reads it. `boilerplate_labels.txt` says of every paragraph that three or more articles of a
source share, and of 200 of those that two share (chosen by their hash), what a person took it for: furniture, part of
the article, or a credit that may stay or go. The rules were written with the first group in view; the second was
labelled afterwards. Only hashes are kept here: the texts are other people's.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from benchmarks.extraction import Found, load, own, score_text
from newsfind.corpus.normalize.boilerplate import is_boilerplate, strip_shortcodes
from newsfind.corpus.normalize.characters import repair
from newsfind.corpus.normalize.paragraphs import split_paragraphs
from newsfind.corpus.raw import RawArticle
from newsfind.corpus.readers import read_file

LABELS = Path(__file__).with_name("boilerplate_labels.txt")
OFTEN = 3
LONG = 40


@dataclass(frozen=True, slots=True)
class Repeated:
    """A paragraph that `articles` of one source share, and what it is."""

    text: str
    articles: int
    kind: str


Remove = Callable[[Repeated], bool]

WAYS: dict[str, Remove] = {
    "by rule": lambda one: is_boilerplate(one.text),
    "learned, 2 articles": lambda one: one.articles >= 2,
    "learned, 3 articles": lambda one: one.articles >= 3,
    "learned, 5 articles": lambda one: one.articles >= 5,
    "learned, 10 articles": lambda one: one.articles >= 10,
    "learned, 3, long ones": lambda one: one.articles >= 3 and len(one.text) >= LONG,
    "both, 3, long ones": lambda one: is_boilerplate(one.text) or (one.articles >= 3 and len(one.text) >= LONG),
}
"""What is taken out, by each way."""


def paragraphs(path: Path) -> list[tuple[str, list[str]]]:
    """(source, paragraphs as they are before boilerplate is taken out) of each article."""
    raw = [item for item in read_file(path, path.name) if isinstance(item, RawArticle)]
    return [(item.source, split_paragraphs(strip_shortcodes(repair(item.text))[0])) for item in raw]


def repeated(articles: list[tuple[str, list[str]]]) -> list[Repeated]:
    """The labelled paragraphs that articles of one source share."""
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    kinds = dict(line.split() for line in lines if not line.startswith("#"))
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for source, texts in articles:
        if source:
            seen[source].update(set(texts))
    found = [(text, count) for counts in seen.values() for text, count in counts.items() if count > 1]
    return [Repeated(text, count, kinds[key]) for text, count in found if (key := _hash(text)) in kinds]


def _hash(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def judge(group: list[Repeated], remove: Remove) -> tuple[float, float, float, float]:
    """Precision and recall by paragraph, and the same with each counted as often as it stands somewhere."""
    figures: list[float] = []
    for weight in (lambda one: 1, lambda one: one.articles):
        right = sum(weight(one) for one in group if one.kind == "furniture" and remove(one))
        wrong = sum(weight(one) for one in group if one.kind == "article" and remove(one))
        missed = sum(weight(one) for one in group if one.kind == "furniture" and not remove(one))
        figures += [right / max(right + wrong, 1), right / max(right + missed, 1)]
    return (figures[0], figures[1], figures[2], figures[3])


def _on_pages(corpora: Path) -> tuple[float, float]:
    """F of the extraction benchmark as it is, and without the paragraphs that two or more of its pages share."""
    pages = load(corpora)
    found = [own(page.data) for page in pages]
    counts = Counter(text for made in found for text in set(made.text.split("\n\n")))
    kept = [Found("\n\n".join(text for text in made.text.split("\n\n") if counts[text] < 2)) for made in found]
    return score_text(pages, found), score_text(pages, kept)


def main() -> None:
    """Prints the figures."""
    corpora = Path(os.environ["NEWSFIND_CORPORA"])
    articles = paragraphs(corpora / "news-articles-15k.jsonl")
    labelled = repeated(articles)
    groups = {
        f"shared by {OFTEN} articles or more": [one for one in labelled if one.articles >= OFTEN],
        "shared by two": [one for one in labelled if one.articles < OFTEN],
    }
    for name, group in groups.items():
        kinds = Counter(one.kind for one in group)
        print(f"\n{name}: {len(group)} ({', '.join(f'{count} {kind}' for kind, count in kinds.most_common())})")
        print(f"{'':24}{'precision':>10}{'recall':>8}{'by occurrence':>16}{'':>6}")
        for way, remove in WAYS.items():
            print(f"{way:24}{{:10.3f}}{{:8.3f}}{{:16.3f}}{{:8.3f}}".format(*judge(group, remove)))
    counts = Counter(text for _, texts in articles for text in texts)
    ruled = [text for text in counts if is_boilerplate(text)]
    once = sum(counts[text] == 1 for text in ruled)
    print(f"\nby rule, different paragraphs of all {len(counts)}: {len(ruled)}, of them {once} that stand nowhere else")
    as_is, shared = _on_pages(corpora)
    print(f"F on the saved pages: {as_is:.4f}, without paragraphs that two pages share {shared:.4f}")


if __name__ == "__main__":
    main()
