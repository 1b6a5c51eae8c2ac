"""What capitalised words mostly are in a large collection of news, as a first model sees it.

One article may leave open what "Huawei" is; ten thousand do not. The shares go into the lexicon as the feature `prior`
and the model is trained again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsfind.corpus.entities.builtin.lexicon import Entry, Lexicon, key_of
from newsfind.corpus.entities.builtin.scan import scan
from newsfind.corpus.entities.builtin.tagger import BuiltinTagger
from newsfind.corpus.entities.builtin.vocabulary import Vocabulary
from newsfind.corpus.entities.document import settle
from training.entities.examples import labels

SEEN = 10
NEARLY_ALWAYS, MOSTLY = 0.85, 0.55
NONE = "N"
AT_ONCE = 100
LETTER = {"person": "P", "organisation": "O", "place": "L"}


def with_priors(lexicon: Lexicon, tagger: BuiltinTagger, texts: Sequence[str]) -> Lexicon:
    """The lexicon with `prior` worked out anew from what `tagger` finds in `texts`."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word, kind in _labelled(lexicon, tagger, texts):
        seen[key_of(word)][kind] += 1
    priors = {word: _prior(counts) for word, counts in seen.items()}
    words = lexicon.entries.keys() | {word for word, prior in priors.items() if prior and word}
    entries = {word: replace(lexicon.entries.get(word, Entry()), prior=priors.get(word, "")) for word in words}
    return Lexicon(entries, lexicon.phrases)


def without_priors(lexicon: Lexicon) -> Lexicon:
    """The lexicon as `make_lexicon` left it."""
    entries = {word: replace(entry, prior="") for word, entry in lexicon.entries.items()}
    return Lexicon({word: entry for word, entry in entries.items() if entry != Entry()}, lexicon.phrases)


def _prior(counts: Counter[str]) -> str:
    kind, most = counts.most_common(1)[0]
    share = most / counts.total()
    if counts.total() < SEEN or share < MOSTLY:
        return ""
    return f"{kind}{2 if share >= NEARLY_ALWAYS else 1}"


def _labelled(lexicon: Lexicon, tagger: BuiltinTagger, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    vocabulary = Vocabulary(lexicon)
    for begin in range(0, len(texts), AT_ONCE):
        some = texts[begin : begin + AT_ONCE]
        for text, mentions in zip(some, tagger.tag_texts(some), strict=True):
            spans = [(mention.start, mention.end, LETTER[mention.type]) for mention in settle(text, mentions)]
            scanned = scan([text], vocabulary)
            starts, ends = scanned.starts[scanned.positions].tolist(), scanned.ends[scanned.positions].tolist()
            found = labels(list(zip(starts, ends, strict=True)), spans)
            for number, label in zip(scanned.words[scanned.positions].tolist(), found, strict=True):
                word = vocabulary.words[number]
                if word[0].isupper():
                    yield word, label[2:] or NONE
