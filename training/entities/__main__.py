"""The one command that makes the tables: `python -m training.entities DATA [--tables FOLDER]`."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

from newsfind.corpus.entities.builtin.lexicon import Lexicon
from newsfind.corpus.entities.builtin.tables import LEXICON_FILE, TABLES, read_lexicon, write_lexicon
from newsfind.corpus.entities.builtin.tagger import BuiltinTagger
from training.entities.examples import Run, examples
from training.entities.gold import Sample
from training.entities.lexicon import make_lexicon
from training.entities.measure import by_tagger, report
from training.entities.model import train
from training.entities.priors import with_priors
from training.entities.sources import Sources, held_out, read_sources
from training.entities.templates import templates

GOLD_TIMES = 3
ITERATIONS_GOLD, ITERATIONS = 50, 90
DOUBTED_KEPT = 0.3  # share of the silver runs kept that a model of the gold alone labels otherwise
CAPITALS_SHARE = TITLE_SHARE = 0.06  # of the samples once more in capitals, and In Title Case


def main() -> None:
    """Reads the arguments, makes the lexicon (unless it is kept) and the model, and prints the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with what README.md lists")
    parser.add_argument("--tables", type=Path, default=TABLES, help="where to write (default: into the package)")
    parser.add_argument("--keep-lexicon", action="store_true", help="use the lexicon that is there")
    arguments = parser.parse_args()
    tables: Path = arguments.tables
    tables.mkdir(parents=True, exist_ok=True)
    sources = read_sources(arguments.data)
    say(f"read {len(sources.gold)} gold and {len(sources.silver)} silver texts, {len(sources.vectors.words)} vectors")
    if not (arguments.keep_lexicon and (tables / LEXICON_FILE).exists()):
        labelled = [*sources.gold, *sources.silver]
        lexicon = make_lexicon([sample.text for sample in labelled], sources.dictionary, sources.vectors)
        write_lexicon(with_priors(lexicon, labelled, sources.vectors), tables)
        say("made the lexicon")
    _learn(sources, tables, ITERATIONS)
    say(report(by_tagger(BuiltinTagger(tables), held_out(arguments.data))))


def _learn(sources: Sources, tables: Path, iterations: int) -> None:
    lexicon = read_lexicon(tables)
    gold_runs = list(_runs(sources.gold, lexicon))
    own_runs = list(_runs(templates(lexicon), lexicon))
    train([*gold_runs, *own_runs], tables, ITERATIONS_GOLD)
    say("learnt from gold alone")
    silver_runs = list(_silver_runs(sources.silver, lexicon, BuiltinTagger(tables)))
    train([*gold_runs * GOLD_TIMES, *own_runs, *silver_runs], tables, iterations)
    say(f"learnt from {len(gold_runs)} gold runs, {GOLD_TIMES} times, {len(own_runs)} own, {len(silver_runs)} silver")


def say(message: str) -> None:
    """Prints a message with the minutes that have passed."""
    print(f"{(time.monotonic() - STARTED) / 60:5.1f} min  {message}", flush=True)


STARTED = time.monotonic()


def _runs(samples: list[Sample], lexicon: Lexicon) -> Iterator[Run]:
    for runs in examples([*samples, *_copies(samples)], lexicon):
        yield from runs


def _silver_runs(samples: list[Sample], lexicon: Lexicon, doubter: BuiltinTagger) -> Iterator[Run]:
    """All runs that the doubter labels as the silver does, and some of the others."""
    chance = random.Random(2)
    taken = [*samples, *_copies(samples)]
    doubted = [
        Sample(sample.text, tuple(sorted((m.start, m.end, SHORT[m.type]) for m in mentions)))
        for sample, mentions in zip(taken, doubter.tag_texts([sample.text for sample in taken]), strict=True)
    ]
    for runs, others in zip(examples(taken, lexicon), examples(doubted, lexicon), strict=True):
        for run, other in zip(runs, others, strict=True):
            if run[1] == other[1] or chance.random() < DOUBTED_KEPT:
                yield run


SHORT = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def _copies(samples: list[Sample]) -> Iterator[Sample]:
    """Some samples again, as headlines are written; no letter changes the length of the text."""
    chance = random.Random(1)
    for sample in samples:
        if chance.random() < CAPITALS_SHARE:
            yield Sample(_same_length(sample.text, sample.text.upper()), sample.spans)
        if chance.random() < TITLE_SHARE:
            titled = " ".join(word[:1].upper() + word[1:] for word in sample.text.split(" "))
            yield Sample(_same_length(sample.text, titled), sample.spans)


def _same_length(text: str, changed: str) -> str:
    return changed if len(changed) == len(text) else text


main()
