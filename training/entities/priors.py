"""What a capitalised word mostly is, told from its vector.

One article may leave open what "Huawei" is, but its vector lies among those of other makers of telephones. A classifier
learns from the labelled words what the vectors of people, organisations, places and other words look like, and says it
of all words. What it says of a word that it has learnt from, it says without having seen that word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sklearn.model_selection import cross_val_predict
from sklearn.neural_network import MLPClassifier

from newsfind.corpus.entities.builtin.lexicon import Lexicon, key_of
from newsfind.corpus.entities.builtin.scan import scan
from newsfind.corpus.entities.builtin.vocabulary import Vocabulary
from training.entities.examples import labels
from training.entities.gold import Sample
from training.entities.vectors import Vectors

LEAST = (0.9, 0.7, 0.45)  # probabilities from which on a word is nearly always, mostly, often of a kind
MAY_BE = 0.18
NONE = "N"
LISTED = {"F": "P", "N": "P", "L": "L", "C": "L", "S": "L", "G": "O"}
FOLDS = 5
HIDDEN = 64


def with_priors(lexicon: Lexicon, samples: Sequence[Sample], vectors: Vectors) -> Lexicon:
    """The lexicon with `prior` for every word that has a vector."""
    votes = _votes(lexicon, samples)
    row_of = {word: row for row, word in enumerate(vectors.words)}
    known = sorted(word for word in votes if word in row_of)
    rows = vectors.rows[[row_of[word] for word in known]]
    kinds = np.array([votes[word].most_common(1)[0][0] for word in known])
    classifier = MLPClassifier((HIDDEN,), alpha=1e-3, early_stopping=True, random_state=1, max_iter=60)
    unseen = cross_val_predict(classifier, rows, kinds, cv=FOLDS, method="predict_proba")
    classifier.fit(rows, kinds)
    said = classifier.predict_proba(vectors.rows)
    said[[row_of[word] for word in known]] = unseen
    letters = classifier.classes_.tolist()
    priors = {word: _prior(letters, shares) for word, shares in zip(vectors.words, said.tolist(), strict=True)}
    entries = {word: replace(entry, prior=priors.get(word, "")) for word, entry in lexicon.entries.items()}
    return Lexicon(entries, lexicon.phrases)


def _prior(letters: Sequence[str], shares: Sequence[float]) -> str:
    """The letters of all that a word may well be, the likeliest first, and how sure that one is."""
    ranked = sorted(zip(shares, letters, strict=True), reverse=True)
    level = sum(ranked[0][0] >= least for least in LEAST)
    return "".join(letter for share, letter in ranked if share >= MAY_BE) + str(level)


def _votes(lexicon: Lexicon, samples: Sequence[Sample]) -> dict[str, Counter[str]]:
    """By word how often it was part of what, in labelled text and, once, by the lists that it is on."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    vocabulary = Vocabulary(lexicon)
    for sample in samples:
        scanned = scan([sample.text], vocabulary)
        starts, ends = scanned.starts[scanned.positions].tolist(), scanned.ends[scanned.positions].tolist()
        found = labels(list(zip(starts, ends, strict=True)), sample.spans)
        for number, label in zip(scanned.words[scanned.positions].tolist(), found, strict=True):
            word = vocabulary.words[number]
            if word[0].isupper():
                votes[key_of(word)][{"PER": "P", "ORG": "O", "LOC": "L"}.get(label[2:], NONE)] += 1
    for word, entry in lexicon.entries.items():
        kinds = {LISTED[kind] for kind in entry.kinds if kind in LISTED}
        if len(kinds) == 1 and entry.case in {0, 5} and word not in votes:
            votes[word][kinds.pop()] += 1
    return votes
