"""Pictures of the pages for the README, of the sample corpus: `make screenshots`. Needs Chromium (Debian: chromium)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs/images"


@dataclass(frozen=True, slots=True)
class Picture:
    """What to show, and how: the first article of a search where `opens`."""

    name: str
    path: str
    width: int
    height: int
    scheme: str = "light"
    opens: bool = False


PICTURES = (
    Picture("search", "/search?q=Korvane&section=Technology&section=Business", 1200, 740),
    Picture("article", "/search?q=Korvane+masts", 1200, 740, "dark", opens=True),
    Picture("trends", "/trends?q=Korvane&q=ferry", 1200, 740),
    Picture("phone", "/search?q=Korvane", 390, 740),
)


@contextmanager
def served() -> Iterator[str]:
    """The address of a server over the sample corpus."""
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder, "index"))
        newsfind = [sys.executable, "-m", "newsfind"]
        subprocess.run([*newsfind, "index", "corpus/", "--index", place, "--quiet"], cwd=ROOT, check=True)
        command = [*newsfind, "serve", "--index", place, "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as process:
            assert process.stdout is not None
            yield process.stdout.readline().strip().rstrip("/")
            process.terminate()


def take(browser: Browser, address: str, picture: Picture) -> Path:
    """One picture, as a PNG."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
    )
    page.goto(address + picture.path)
    if picture.opens:
        page.locator(".hit h2 a").first.click()
    page.wait_for_load_state("networkidle")
    file = FOLDER / f"{picture.name}.png"
    page.screenshot(path=file)
    page.close()
    return file


def main() -> None:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        sys.exit("Chromium is not on the path. On Debian: apt-get install chromium fonts-noto-core")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for picture in PICTURES:
            print(take(browser, address, picture).relative_to(ROOT))
        browser.close()


if __name__ == "__main__":
    main()
