"""Mutated files for every reader, mutated queries for the parser and the search."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from newsfind.article import Article
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import read_file
from newsfind.errors import QuerySyntaxError
from newsfind.index.engine import SearchRequest
from newsfind.index.engines import open_engine
from newsfind.query.parse import MAX_CHARACTERS, parse, parse_lenient
from newsfind.query.printing import format_query
from torture.contained import MOST_BYTES, MOST_SECONDS, try_all
from torture.mutate import mutated
from torture.newsroom import Newsroom, bring_up_to_date
from torture.seeds import QUERIES, QUERY, kept, seeds
from torture.trial import Harm, Trial, must, share

INPUTS = 10_000
"""For each reader, and for the parser."""
_WELL = f"no crash, nothing over {MOST_SECONDS} s or {MOST_BYTES >> 20} MB"


def read_whole(path: Path) -> str:
    """What becomes of a file: articles, or reasons why there are none."""
    read = articles = 0
    for item in read_file(path, path.name):
        must(isinstance(item, RawArticle | Skipped), f"a reader gave {type(item)}")
        read += 1
        if isinstance(item, RawArticle):
            made = normalize(item)
            must(isinstance(made, Article | Skipped), f"normalizing gave {type(made)}")
            articles += isinstance(made, Article)
    return "articles were read" if articles else "it was left out with a reason" if read else "there was nothing in it"


def read_input(name: str, content: bytes, folder: Path) -> str:
    """What becomes of a content under the name of a format's seed."""
    path = folder / f"input{name[name.index('.') :]}"
    path.write_bytes(content)
    return read_whole(path)


def reader(name: str, folder: Path, much: float) -> Harm:
    """Mutations of one format's seed."""
    harm = Harm()
    every = seeds()
    others = list(every.values())

    def attempt(number: int) -> str:
        return read_input(name, mutated(every[name], f"{name} {number}", others), folder)

    count = share(INPUTS, much, 12)
    for outcome in try_all(range(count), attempt):
        must(not outcome.ended, f"mutation {outcome.number} of {name}: {outcome.ended}")
        harm.tried += 1
        harm.note(outcome.said)
    harm.note(_WELL, harm.tried)
    return harm


def readers(folder: Path, much: float) -> Harm:
    """Mutations of all formats."""
    harm = Harm()
    faults = []
    for name in seeds():
        place = folder / name
        place.mkdir()
        try:
            one = reader(name, place, much)
        except AssertionError as error:
            faults.append(str(error))
            continue
        harm.tried += one.tried
        harm.came.update(one.came)
    must(not faults, "; ".join(faults))
    harm.note("formats", len(seeds()))
    return harm


def read_query(content: bytes) -> str:
    """A query is read, and what it means can be printed and reads back the same, whatever is asked for by default."""
    text = content.decode("utf-8", "surrogateescape")
    default: Literal["and", "or"] = "or" if len(content) % 2 else "and"
    found = parse_lenient(text, default=default)
    printed = format_query(found.query)
    must(
        len(printed) > MAX_CHARACTERS or parse(printed) == found.query or format_query(parse(printed)) == printed,
        f"{printed!r} reads back otherwise",
    )
    try:
        parse(text)
    except QuerySyntaxError as error:
        must(0 <= error.position <= len(text), "an error beyond the text")
    return "read, with notes" if found.notes else "read"


def parser(folder: Path, much: float) -> Harm:
    """Mutated queries: no error but the strict parser's own, and always a tree that prints and reads back the same."""
    harm = Harm()
    others = [query.encode() for query in QUERIES]
    newsroom = Newsroom(folder / "news", 300)
    bring_up_to_date(newsroom, folder / "index")
    engine = open_engine(f"whoosh:{folder / 'index'}")

    def attempt(number: int) -> str:
        content = mutated(others[number % len(others)], f"query {number}", others)
        said = read_query(content)
        if number % 10 == 0:
            asked = parse_lenient(content.decode("utf-8", "surrogateescape")).query
            total = engine.search(SearchRequest(asked, limit=2)).total
            must(0 <= total <= len(engine), "an impossible total")
        return said

    for outcome in try_all(range(share(INPUTS, much, 100)), attempt):
        must(not outcome.ended, f"query {outcome.number}: {outcome.ended}")
        harm.tried += 1
        harm.note(outcome.said)
    harm.note(_WELL, harm.tried)
    engine.close()
    return harm


def reached(folder: Path, much: float) -> Harm:
    """Every input that `guided.py` kept."""
    harm = Harm()
    inputs = [(name, number, content) for name in (*seeds(), QUERY) for number, content in enumerate(kept(name))]

    def attempt(one: tuple[str, int, bytes]) -> str:
        name, _, content = one
        return read_query(content) if name == QUERY else read_input(name, content, folder)

    for outcome in try_all(inputs[:: 1 if much > 0.1 else 10], attempt):
        must(not outcome.ended, f"input {inputs[outcome.number][:2]}: {outcome.ended}")
        harm.tried += 1
    must(harm.tried, "no inputs are kept")
    harm.note(_WELL, harm.tried)
    return harm


TRIALS = (
    Trial("Strangers' files", "mutated files of every format, read and normalized", readers, 600),
    Trial("Strangers' files", "inputs that reached new code of the readers and the parser (`make fuzz`)", reached),
    Trial("Strangers' queries", "mutated queries: parsed, printed, parsed again, every tenth searched for", parser, 60),
)
