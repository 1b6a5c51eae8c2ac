"""Words of English that hold a sentence together and say little of what it is about.

They are indexed and found as any word, and a phrase needs them; they only count less for the order of hits, so that
"what is known of trade" is about trade.
"""

from __future__ import annotations

_WORDS = """
a about above after again against all also although am among an and any are as at be because been before
being below between both but by can could did do does doing down during each either few for from further had
has have having he her here hers him his how i if in into is it its itself just me more most my neither no
nor not of off on once only or other our out over own same she should so some such than that the their them
then there these they this those through to too under until up upon very was we were what when where whether
which while who whom whose why will with within without would you your
"""
FUNCTION_WORDS = frozenset(_WORDS.split())


def is_function_word(text: str) -> bool:
    """Whether a word as typed is one; in capitals it is a name: WHO, IT."""
    return text.lower() in FUNCTION_WORDS and (len(text) < 2 or not text.isupper())
