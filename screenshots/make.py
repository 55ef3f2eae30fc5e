"""Make every picture of this folder from the running program.

    python screenshots/make.py [NAME…]

Each picture is the worked example (or what its line says) after some keys, as SVG.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "tests" / "examples"
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
    "paste": (WIDE, "paste", ()),
    "help": (WIDE, "example", ("f1",)),
    "start": (SMALL, "start", ()),
    "imported-mail-queue": (WIDE, "mail-queue.md", ("n", "f4", "f4")),
    "imported-cache-keys": (SMALL, "cache-keys.md", ("n", "f4", "f4", "f4")),
    "imported-zahlungen": (WIDE, "zahlungen.md", ("n", "f4")),
}
"""Name: size, what is open, keys."""


PASTED = """\
2026-11-18T22:49:58Z ERROR order-service pool timeout after 30s (80/80 in use)
2026-11-18T22:50:01Z FATAL orders-db sorry, too many clients already
2026-11-18T22:56:40Z WARN checkout retry budget is spent
  at Retry.java:88
2026-11-18T23:31:07Z INFO status page set to major outage
2026-11-19T00:19:20Z ERROR order-service readiness probe failed: cannot connect
2026-11-19T00:47:12Z INFO rollout 14.1 is at 6 of 24 pods
"""
"""What somebody copied from a log."""


async def take(name: str) -> None:
    """Take one picture."""
    from textual.events import Paste

    from hotwash.editing import new
    from hotwash.template import library
    from hotwash.tui.app import HotwashApp

    size, what, keys = PICTURES[name]
    folder = os.path.join(os.environ["HOME"], "postmortems")
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    opened = None
    if what == "start":
        for number, title in enumerate(("Mail queue stuck", "Wrong DNS record for the shop"), 11):
            document = new.blank(library.find("standard"), title=title, day=f"2026-10-{number}")
            new.create(os.path.join(folder, f"{title.split()[0].lower()}.toml"), document)
    if what in ("example", "paste"):
        opened = new.open_any(new.example())
    elif what == "new":
        opened = new.open_any(os.path.join(folder, "outage.toml"))
    elif what.endswith(".md"):
        text = EXAMPLES.joinpath(what).read_text(encoding="utf-8")
        path = Path(folder, what)
        path.write_text(text, encoding="utf-8")
        opened = new.open_any(str(path))
    app = HotwashApp(opened=opened, folder=folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        for key in keys:
            await pilot.press("space" if key == " " else key)
            await pilot.pause()
        if what == "paste":
            await pilot.press("f4")
            await pilot.pause(0.3)
            app.post_message(Paste(PASTED))
            await pilot.pause(0.5)
        await pilot.pause(0.5)
        svg = app.export_screenshot(title="hotwash")
    if opened is not None:
        opened.close()
    # The same picture is the same file: Rich numbers its classes by chance.
    svg = re.sub(r"terminal-\d+", f"terminal-{name}", svg)
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")
    print(f"{name}.svg")


def main() -> None:
    """Take those that are named, or all, with a home folder that is nobody's."""
    home = tempfile.mkdtemp()
    os.environ |= {"HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home, "TZ": "UTC"}
    for name in sys.argv[1:] or PICTURES:
        asyncio.run(take(name))


if __name__ == "__main__":
    main()
