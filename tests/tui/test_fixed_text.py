"""Text of the template that is shown in the form and never edited."""

from __future__ import annotations

from pathlib import Path

from tests.tui.editor import editing
from textual.widgets import Static

TEMPLATE = """# [Title]

## Kinds of work and their legend

- **Prevent**: it does not happen again
- **Detect**: we see it sooner

## Impact

[what]
"""


async def test_each_line_of_fixed_text_is_a_line_of_the_form(tmp_path: Path) -> None:
    (tmp_path / "team.md").write_text(TEMPLATE)
    async with editing(tmp_path / "a.toml", 'template = "team.md"\n', size=(120, 40)) as editor:
        await editor.until(lambda: bool(editor.screen.query(".fixed")))
        fixed = editor.screen.query(".fixed").first(Static)
        lines = str(fixed.content).split("\n")
        assert [line.strip() for line in lines] == [
            "- **Prevent**: it does not happen again",
            "- **Detect**: we see it sooner",
        ]
