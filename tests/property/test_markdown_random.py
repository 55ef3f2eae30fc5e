"""Any Markdown at all: imported and exported it is the same bytes; an edit stays in its place."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.hostile_text import hostile

from hotwash.formats.markdown import export, import_markdown, normalised
from hotwash.formats.markdown.answers import normal_value, read_value, shape_of, to_value
from hotwash.formats.markdown.importing import import_own
from hotwash.formats.markdown.layout import layout_of
from hotwash.formats.markdown.minimal_edit import is_same
from hotwash.markdown.blocks import split_lines, trim
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.model import Field
from hotwash.template.shapes.base import has_rows, items_of

BLOCKS = (
    "# Title\n", "## Timeline\n", "##Lessons\n", "### Sub\n", "Setext\n======\n",
    "Setext two\n---\n", "#### deep ####\n", "para one\ntwo  \nthree\n", "- a\n- b\n",
    "* a\n\n* b\n\n  more\n", "1. x\n2. y\n", "1) x\n1) y\n", "- a\n  - nested\n    - deeper\n",
    "- [ ] task - Owner: Bob\n- [x] done\n", "- 10:15 foo\n- 10:20: bar\n",
    "**10:15** - x\n\n**10:20** - y\n", "10:15 a\n10:30 b\n", "1:03\nFirst alert\n\n5:00\nBack\n",
    "| Time | Event |\n|---|:--|\n| 10:15 | a \\| b |\n| 10:20 |\n", "a | b\n--|--\n1 | 2 | 3\n",
    "| | |\n|-|-|\n| **Status** | ok |\n", "```py\n# not heading\n```\n", "~~~\nunclosed\n",
    "- item\n  ```\n  code\n  ```\n", "<div>\n## in html\n</div>\n", "<!-- comment\n## x\n-->\n",
    "<!-- hotwash: kind=line -->\n", "<!-- open\n", "> quote\n> ## h\n", "    indented code\n",
    "[ref]: http://x\n", "**Label:** value\n", "- **Date**: 2020-01-01\n- **Owner**:\n",
    "- **Res**:\n  - a\n  - b\n", "- **Res**:\n\n    text\n", "Status: ok\nOwner: me\n",
    "What went well:\n- x\n", "\tTab text\n", "---\n", "***\n", "\n", "\n\n", "  \n",
    "text\\\nhard\n", "![img](x.png)\n", "- **Only**:\n", "**Bold caption**\n", "### 10:15\n",
    "### 10:20 ###\nfoo\n", "_TBD_\n", "- _TBD_\n", "Ünï \u200b \x0b \x1c \x85 \u2028 line\n",
    "*Document Status: x*\n", "<details>\n<summary>Log</summary>\n\n- x\n\n</details>\n",
    "[^1]: a note\n    that goes on\n", "text[^1] :fire: \\\n",
    "## Zeitlicher Ablauf\n", "## 時系列\n",
    "- 10:15: wrapped\n  line  \n   deeper\n- 10:20 b \n",
    "* one\ntwo lazy\n* three\n\n  four \n",
    "- [ ] a\n- b\n- [x] c\n  - d\n",
    "Zeit|Ereignis|\n:-|-:\n10:15|決済 \\| weg\n||\n", "##### deep\n",
    "|a|b|\n|:-:|-|\n| x |\n", "- **10:15: bold\n  row**\n- 10:20: x\n",
    "1. a\n   ```\n   1. b\n   ```\n2. c\n",
    "* \n* \n", "- **Cause**: long\n wrapped\n  text\n- **Fix**: x  \n",
    "10:15\nown line\n10:20\nx \n", "*Document Status: y*\n",
    "| Action | Owner |\n|--|--|\n| fix | bob |\n",
    "+ a\n+ b", "-\n",
    "- [ ]\n", "2020-01-01\n",
    "Date: 3 March 2026\n", "- **Date**: 13.4.2026  \n",
    "\ufefftext\n", "[x][ref] and <https://a.b>\n", "&nbsp; &#49;\n",
)  # fmt: skip
FRONTS = ("", "---\ntitle: x y\n---\n", '+++\ntitle = "q"\n+++\n', "\ufeff", "", "")


def build(blocks: list[str], newline: str, final: bool, front: str) -> str:
    text = front + "".join(blocks)
    if not final:
        text = text.rstrip("\n")
    return text.replace("\n", newline)


markdown = st.builds(
    build,
    st.lists(st.sampled_from(BLOCKS) | st.just("\n"), max_size=16),
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from(FRONTS),
)
quick = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(markdown | hostile)
def test_the_same_bytes_and_a_fixed_point(text: str) -> None:
    document = import_own(text)
    assert export(document) == text
    spans = sorted(field.span for field in document.template.by_path.values())
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    again = import_markdown(export(document)).document
    assert dict(again.answers) == dict(document.answers)


def edited(data: st.DataObject, document: Document, field: Field) -> Answer:
    answer = document.answers.get(field.path)
    if field.kind.is_rows:
        rows = list(document.rows(field.path))
        keys = [c.key for c in field.columns if c.shown and c.key != "done"]
        for _ in range(data.draw(st.integers(1, 3))):
            cells = st.fixed_dictionaries({}, optional=dict.fromkeys(keys, hostile))
            rows.insert(data.draw(st.integers(0, len(rows))), Row(data.draw(cells)))
        return tuple(rows)
    if field.kind.is_list and not isinstance(answer, str):
        more = data.draw(st.lists(hostile, min_size=1, max_size=3))
        return (*document.items(field.path), *more)
    return data.draw(hostile)


def left_alone(document: Document, changed: Document, field: Field) -> list[str]:
    """Return the source lines of the rows that an edit did not touch, unless they count."""
    shape = shape_of(field)
    if not has_rows(shape) or getattr(getattr(shape, "marks", None), "ordered", False):
        return []
    layout = layout_of(document.template)
    source = layout.lines[slice(*field.span)]
    after = to_value(changed.answers[field.path])
    keys = {shape.key(item) for item in items_of(after)}
    return [
        "".join(source[chunk.start : chunk.end])
        for chunk in layout.own_chunks(field, shape)
        if shape.key(chunk.value) in keys
    ]


@quick
@given(markdown, st.data())
def test_an_edit_changes_its_own_lines_and_is_read_back(text: str, data: st.DataObject) -> None:
    document = import_own(text)
    fields = list(document.template.by_path.values())
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    changed = normalised(document.replace(field.path, edited(data, document, field)))
    assume(field.path in changed.answers)
    out = export(changed)
    lines = layout_of(document.template).lines
    before, behind = "".join(lines[: field.span[0]]), "".join(lines[field.span[1] :])
    assert out.startswith(before)
    assert out.rstrip("\r\n").endswith(behind.rstrip("\r\n"))
    inner = split_lines(out[len(before) : len(out) - len(behind)] if behind else out[len(before) :])
    kept = left_alone(document, changed, field)
    assert not [text for text in kept if text.rstrip("\r\n") not in "".join(inner)]
    first, last = trim(inner, 0, len(inner))
    found = normal_value(field, read_value(field, inner[first:last]))
    assert is_same(shape_of(field), found, to_value(changed.answers[field.path]))
