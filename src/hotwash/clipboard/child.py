"""The child that copies with pyperclip: text on standard input, the answer in the exit code.

pyperclip never looks at how its tools ended, and hangs with them. Here it may: only the parent's
time limit waits for it. The text is read back and compared, for a dead display swallows it.
"""

from __future__ import annotations

import sys

COPIED = 0
DIFFERENT = 3
"""What was read back is not what was copied."""
NO_TOOL = 4
"""pyperclip found no tool, or the tool failed."""


def main() -> int:
    """Copy standard input and return one of the codes above."""
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        import pyperclip

        pyperclip.copy(text)
        back = pyperclip.paste()
    except Exception:
        return NO_TOOL
    return COPIED if _same(back, text) else DIFFERENT


def _same(one: object, other: str) -> bool:
    """Whether two texts are equal but for the way the platform ends a line."""
    return isinstance(one, str) and one.replace("\r\n", "\n") == other.replace("\r\n", "\n")


if __name__ == "__main__":
    sys.exit(main())
