"""`python -m hotwash`."""

import sys

from hotwash.cli import main

if __name__ == "__main__":
    sys.exit(main())
