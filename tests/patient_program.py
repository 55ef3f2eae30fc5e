"""Hotwash with more patience: run as a program in a pseudo-terminal, on a machine that is busy.

    python -m tests.patient_program FILE.toml

Where the program waits for something a second or two and then goes on without it, it waits a minute
here. So a test shows what the program does, and not how fast the machine is; and a program that
does not leave by itself is seen, for nothing ends it before the test gives up.
"""

from __future__ import annotations

import sys

from hotwash import cli
from hotwash.tui import key_order
from hotwash.tui.terminal import background, safety

MINUTE = 60.0


def main() -> int:
    """Run Hotwash."""
    key_order.LONGEST = MINUTE
    background.PATIENCE = MINUTE
    safety.REST = MINUTE
    safety.PATIENCE = 2 * MINUTE
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
