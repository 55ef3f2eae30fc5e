"""Tasks with an owner and a date behind them as their author writes them: read, written, read."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from hotwash.markdown.writing import one_line
from hotwash.template.shapes.task_tail import TailedText, task_text

PIECES = st.one_of(
    st.sampled_from(["Lea", "@lea", "2026-03-17", "17 March 2026", "_TBD_", "https://x.example/1"]),
    st.sampled_from(
        [" (", ")", ", ", " - ", " — ", "Owner: ", "due ", "Due: ", "\\", ".", "[", "]"]
    ),
    st.sampled_from(["Raise limits", " ", "<br>"]),
)
TEXTS = st.lists(PIECES, max_size=7).map("".join).map(one_line)
TEMPLATES = ["[x] — Owner: [name], Due: [date]", "[x] (@owner, YYYY-MM-DD)", "[x] ([owner])"]
LISTS = ["x (Lea, 17 March 2026)", "x — **Owner:** Lea", "[@lea] x", "x"]
SHAPES = [task_text([text], own=False) for text in TEMPLATES]
SHAPES += [task_text([text], own=True) for text in LISTS]


@given(st.sampled_from(SHAPES), TEXTS, TEXTS, TEXTS, TEXTS)
@example(SHAPES[0], "Raise (Lea, 2026-03-17)", "", "", "")
@example(SHAPES[3], "Raise \\(Lea, 2026-03-17)", "", "", "x (Lea, 2026-03-17)")
def test_what_is_written_is_read(shape: object, task: str, owner: str, due: str, like: str) -> None:
    assert isinstance(shape, TailedText)
    cells = {"task": task, "owner": owner, "due": due}
    text = shape.write(cells, like)
    assert "\n" not in text
    assert shape.read(text) == {key: value for key, value in cells.items() if value}
