"""Write every page that is made from the program.

python -m docs.generate
"""

from __future__ import annotations

from docs.generate.pages import PAGES, ROOT


def main() -> None:
    """Writes what has changed, and says so."""
    for path, make in PAGES.items():
        file, text = ROOT / path, make()
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path}")


if __name__ == "__main__":
    main()
