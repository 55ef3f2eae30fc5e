"""The commands that open the screen."""

from __future__ import annotations

import os
from argparse import Namespace


def open_file(arguments: Namespace) -> int:
    """Open a postmortem, begin one, import Markdown, or show the start screen."""
    from hotwash.storage import settings
    from hotwash.tui.run import require_terminal, run

    require_terminal()
    loaded = settings.load()
    if not arguments.file:
        return run(None, loaded, plain_output=arguments.plain_output)
    from hotwash.editing import new

    opened = new.open_any(
        arguments.file,
        export=loaded.export and not arguments.no_export,
        automatic=loaded.autosave,
    )
    folder = os.path.dirname(opened.path)
    return run(opened, loaded, folder=folder, plain_output=arguments.plain_output)


def demo(arguments: Namespace) -> int:
    """Open a copy of the worked example in a scratch folder, and say where."""
    from hotwash.cli.output import say
    from hotwash.editing import new
    from hotwash.storage import settings
    from hotwash.tui.run import require_terminal, run

    require_terminal()
    loaded = settings.load()
    path = new.example()
    opened = new.open_any(path, export=not arguments.no_export, automatic=loaded.autosave)
    code = run(
        opened,
        loaded,
        folder=os.path.dirname(path),
        greeting=f"a copy of the example: {path}",
        plain_output=arguments.plain_output,
    )
    say(f"The example is in {path}, its Markdown beside it.")
    return code
