"""Make every picture of this folder from the running program.

    python screenshots/make.py

Each picture is the worked example (or what its line says) after some keys, as SVG.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WIDE, SMALL = (120, 40), (80, 24)

PICTURES: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "details": (WIDE, "example", ()),
    "timeline": (WIDE, "example", ("f4", *"0930 Second look at the logs")),
    "timeline-80x24": (SMALL, "example", ("f4", "up", "up")),
    "root-cause": (WIDE, "example", ("f4", "f4")),
    "actions": (WIDE, "example", ("f4",) * 5),
    "preview-80x24": (SMALL, "example", ("f7",)),
    "empty": (WIDE, "new", ("f4", "f4")),
    "go-to": (SMALL, "example", ("f6",)),
    "help": (WIDE, "example", ("f1",)),
    "start": (SMALL, "start", ()),
}
"""Name: size, what is open, keys."""


async def take(name: str) -> None:
    """Take one picture."""
    from hotwash.editing import new
    from hotwash.tui.app import HotwashApp

    size, what, keys = PICTURES[name]
    folder = tempfile.mkdtemp()
    opened = None
    if what == "example":
        opened = new.open_any(new.example())
    elif what == "new":
        opened = new.open_any(os.path.join(folder, "outage.toml"))
    app = HotwashApp(opened=opened, folder=folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        for key in keys:
            await pilot.press("space" if key == " " else key)
        await pilot.pause(0.5)
        svg = app.export_screenshot(title="hotwash")
    if opened is not None:
        opened.close()
    # The same picture is the same file: Rich numbers its classes by chance.
    svg = re.sub(r"terminal-\d+", f"terminal-{name}", svg)
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")
    print(f"{name}.svg")


def main() -> None:
    """Take all of them, with a home folder that is nobody's."""
    home = tempfile.mkdtemp()
    os.environ |= {"HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home, "TZ": "UTC"}
    for name in PICTURES:
        asyncio.run(take(name))


if __name__ == "__main__":
    main()
