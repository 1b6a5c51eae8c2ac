"""py3langid's model as newsfind keeps it, beside py3langid itself: python -m benchmarks.languages

Each in a process of its own tells the language of the paragraphs of the sample corpus, some of which it is not sure of:
what the model adds to the process's memory, what reading it and asking it takes, and how many answers are the same.
docs/decisions/0011-memory-of-a-run.md has the figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from benchmarks.speed.costs import memory_mb
from benchmarks.speed.invented import SAMPLE
from newsfind.article import Article
from newsfind.corpus.normalize import normalize
from newsfind.corpus.normalize.language import SAMPLE as CHARACTERS
from newsfind.corpus.normalize.language_model import LanguageModel
from newsfind.corpus.readers import read_file

Classify = Callable[[str], tuple[str, float]]


def main() -> None:
    told: dict[str, list[str]] = {}
    for peer in PEERS:
        command = [sys.executable, "-m", __spec__.name, peer]
        found = json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)
        told[peer] = found["languages"]
        print(f"{peer}: {found['mb']:.0f} MB, read in {found['read']:.2f} s, {found['each'] * 1e6:.0f} µs a text")
    one, other = told.values()
    print(f"the same language for {sum(map(str.__eq__, one, other))} of {len(one)} texts")


def measure(peer: str) -> dict[str, Any]:
    """What one of them takes, and its answers."""
    texts = _texts()
    before, began = memory_mb("VmRSS"), process_time()
    classify = PEERS[peer]()
    read = process_time() - began
    classify(texts[0])
    began = process_time()
    languages = [classify(text)[0] for text in texts]
    each = (process_time() - began) / len(texts)
    return {"mb": memory_mb("VmRSS") - before, "read": read, "each": each, "languages": languages}


def _texts() -> list[str]:
    files = (file.relative_to(SAMPLE) for file in sorted(SAMPLE.rglob("*")) if file.is_file())
    articles = (normalize(raw) for file in files for raw in read_file(SAMPLE / file, file.as_posix()))
    bodies = (article.body for article in articles if isinstance(article, Article))
    return [paragraph[:CHARACTERS].lower() for body in bodies for paragraph in body.split("\n\n")]


def _py3langid() -> Classify:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.nb_classes if len(code) == len("en")])
    classify: Classify = identifier.classify
    return classify


PEERS: dict[str, Callable[[], Classify]] = {"newsfind": lambda: LanguageModel().classify, "py3langid": _py3langid}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
