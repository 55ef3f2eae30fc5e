"""The commands that open the screen."""

from __future__ import annotations

import os
from argparse import Namespace

from hotwash.errors import UsageError


def open_file(arguments: Namespace) -> int:
    """Open a postmortem, begin one, import Markdown, or show the start screen."""
    _keep_all_while_starting()
    from hotwash.storage import settings
    from hotwash.tui.run import require_terminal, run

    loaded = settings.load()
    if not arguments.file:
        require_terminal()
        return run(None, loaded, plain_output=arguments.plain_output)
    if arguments.file == "-":
        raise UsageError("the screen opens a file, not standard input", remedy="name a file")
    from hotwash.editing import new

    # The file first: what is wrong with it is worth more than that there is no terminal.
    opened = new.open_any(
        arguments.file,
        export=loaded.export and not arguments.no_export,
        automatic=loaded.autosave,
        template=loaded.template,
        instead=arguments.template,
        zone=loaded.timezone,
    )
    require_terminal()
    folder = os.path.dirname(opened.path)
    return run(opened, loaded, folder=folder, plain_output=arguments.plain_output)


def demo(arguments: Namespace) -> int:
    """Open a copy of the worked example in a scratch folder, and say where."""
    _keep_all_while_starting()
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
        greeting=f"This is a copy of the example: {path}",
        plain_output=arguments.plain_output,
    )
    say(f"The example is in {path}, its Markdown beside it.")
    return code


def _keep_all_while_starting() -> None:
    """Look for no garbage while modules are imported and the first screen is built.

    There is none, and looking for it is a tenth of the start. The app begins to look again when
    it stands: see `HotwashApp.on_mount`.
    """
    import gc

    gc.disable()
