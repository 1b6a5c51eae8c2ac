"""Where the saved searches of an index are kept."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from newsfind.index.saved import SavedSearches
from newsfind.ui.user_folders import data_folder


def saved_searches(place: str) -> SavedSearches:
    """Those of an index: beside it if it is a folder, else in the user's own folder."""
    folder = Path(place.removeprefix("whoosh:"))
    if not folder.is_dir():
        folder = data_folder() / blake2b(place.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return SavedSearches(folder)
