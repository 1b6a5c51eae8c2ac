"""The whole flow: `building` makes an index from files, `index` searches it. Each loads only what it needs."""

from typing import Final

DEFAULT_PLACE: Final = "index/"
