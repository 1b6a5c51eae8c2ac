"""`python -m newsfind`: the same as the command `newsfind`."""

from newsfind.ui.cli import main

if __name__ == "__main__":
    main()
