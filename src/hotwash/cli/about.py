"""Commands about Hotwash itself: its keys."""

from __future__ import annotations

from argparse import Namespace

from hotwash.cli.output import show


def keys(arguments: Namespace) -> int:
    """Print every command and its keys, as the settings have them."""
    from hotwash.storage import settings
    from hotwash.tui.keymap import apply, keys_table

    show(keys_table(apply(settings.load().keys)))
    return 0
