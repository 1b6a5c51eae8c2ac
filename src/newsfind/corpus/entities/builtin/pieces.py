"""Text -> pieces: words, signs and line ends that together are the whole text, so that offsets are sums of lengths."""

from __future__ import annotations

import re
from typing import Final

LINE_END: Final = "\n"
DASH: Final = "–"

_ABBREVIATIONS: Final = (
    "Mr|Mrs|Ms|Dr|Gov|Sens?|Reps?|Gen|Col|Lt|Sgt|Capt|Cmdr|Maj|Adm|Prof|Rev|Hon|St|Ste|Jr|Sr|Corp|Inc|Ltd|Cos?|Bros|"
    "Assn|Dept|Univ|Mt|Ft|Pa|Va|Ga|La|Fla|Calif|Tex|Mass|Conn|Ill|Ind|Mich|Minn|Wis|Ala|Ark|Ariz|Colo|Del|Kan|Ky|Md|"
    "Miss|Mo|Mont|Neb|Nev|Okla|Ore|Tenn|Vt|Wash|Wyo|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
)
# A hyphen splits ("U.S.-China", "Paris-based"), except behind an Arabic article, which belongs to its name.
_PIECE: Final = re.compile(
    r"(?:"
    r"[^\W_A-Z][^\W_]*(?:(?:['’](?![sS]\b)|&)[^\W_]+)*"  # most words, tried first
    r"|(?:[A-Z]\.)+(?:[A-Z](?:\.|\b))"  # U.S., U.S
    r"|[A-Z]\.(?=[\s-]?[A-Z])"  # an initial
    r"|(?<=\()[DRI]-[A-Z][\w.]*"  # party and state, (R-Fla.)
    rf"|(?=[A-Z])(?:{_ABBREVIATIONS})\."
    r"|(?:Al|El)-[A-Z][^\W_]*"
    r"|[A-Z][a-z]{1,4}-(?!(?:led|era|run|wide|born|like|type|free|only|made|held|size)\b)[a-z]{2,4}\b"  # Moon Jae-in
    r"|[^\W_]+(?:(?:['’](?![sS]\b)|&|\.(?=(?:com|org|net|gov)\b))[^\W_]+)*"
    r"|['’][sS]\b"
    r"|[^\w\s]|_"
    r"|\n\s*"
    r")?[^\S\n]*"
)


def pieces(text: str) -> list[str]:
    """The pieces of `text`, each a word or sign with the blanks behind it; joined they are `text` again.

    >>> pieces("Gov. Lee's U.S.-China talks")
    ['Gov. ', 'Lee', "'s ", 'U.S.', '-', 'China ', 'talks', '']
    """
    return _PIECE.findall(text)


def word_of(piece: str) -> str:
    """The word or sign of a piece; `LINE_END` for an end of line or paragraph, "" for blanks alone.

    A hyphen with a blank behind it is a dash, and joins nothing ("OSLO - Shares fell").
    """
    if piece.startswith(LINE_END):
        return LINE_END
    word = piece.rstrip()
    return DASH if word == "-" and word != piece else word
