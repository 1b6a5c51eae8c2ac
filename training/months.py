"""Writes `newsfind/corpus/normalize/month_names.py`: what months are called, out of Unicode's CLDR by way of Babel.

pip install babel; python -m training.months > src/newsfind/corpus/normalize/month_names.py
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from textwrap import wrap

from babel import Locale

LOCALES = (
    "en", "de", "de_AT", "fr", "es", "es_PE", "it", "pt", "nl", "pl", "ru", "uk", "be", "bg",
    "sr", "sr_Latn", "bs", "hr", "sl", "sk", "cs", "hu", "ro", "el", "tr", "sv", "da", "nb",
    "fi", "et", "lv", "lt", "sq", "mk", "is", "ca", "gl", "eu", "af", "id", "ms", "fil",
    "sw", "vi", "th", "ar", "ar_LB", "ar_DZ", "ar_MA", "fa", "he", "hi", "bn", "ta", "te", "ml",
    "mr", "ur", "az", "kk", "ka", "hy",
)  # fmt: skip
_ARTICLE = re.compile(r"^(?:de |d[’'])")
_LEAST_LATIN = 3


def names(locale: str) -> Iterator[tuple[str, int]]:
    """(name, month) as the calendars of a language have them, wide and abbreviated, alone and in a date."""
    months = Locale.parse(locale).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in months[context][width].items():
                plain = _ARTICLE.sub("", unicodedata.normalize("NFC", name).lower().strip(". "))
                if not any(sign.isdigit() for sign in plain) and (len(plain) >= _LEAST_LATIN or not plain.isascii()):
                    yield plain, month


def table() -> dict[int, list[str]]:
    """The names of each month; one that two languages give to different months goes to the language named first."""
    month_of: dict[str, int] = {}
    for locale in LOCALES:
        for name, month in names(locale):
            month_of.setdefault(name, month)
    found: dict[int, list[str]] = defaultdict(list)
    for name in sorted(month_of):
        found[month_of[name]].append(name.replace(" ", "_"))
    return found


def main() -> None:
    """Prints the module."""
    out = sys.stdout
    out.write('"""Names of months in the languages of newspapers, as Unicode\'s CLDR has them.\n\n')
    out.write("Made by `python -m training.months`; a name that means different months in different languages stands\n")
    out.write('with the language that more people read.\n"""\n\n')
    out.write("from __future__ import annotations\n\nfrom typing import Final\n\n_NAMES: Final = (\n")
    for _, month_names in sorted(table().items()):
        out.write("    (\n")
        for line in wrap(" ".join(month_names), 105, break_on_hyphens=False):
            out.write(f'        "{line} "\n')
        out.write("    ),\n")
    out.write(")\nMONTHS: Final[dict[str, int]] = {\n")
    out.write(
        '    name.replace("_", " "): month for month, names in enumerate(_NAMES, 1) for name in names.split()\n}\n'
    )
    out.write('"""The number of the month that a name, in lower case and without its full stop, stands for."""\n')


if __name__ == "__main__":
    main()
