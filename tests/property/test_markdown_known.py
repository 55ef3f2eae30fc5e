"""Documents of the built-in templates: export, import, the same document."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hostile_text import hostile

from hotwash.formats.markdown import Exporter, export, import_markdown, normalised
from hotwash.postmortem.document import Answer, Document, Row
from hotwash.template.library import builtin, builtin_names
from hotwash.template.model import TIMEZONE, Field, Kind, Template


def answers(field: Field) -> st.SearchStrategy[Answer]:
    if field.kind.is_rows:
        keys = [column.key for column in field.columns if column.key != "done"]
        optional: dict[str, st.SearchStrategy[str]] = dict.fromkeys(keys, hostile)
        if field.kind is Kind.ACTIONS:
            optional["done"] = st.just("true")
        row = st.fixed_dictionaries({}, optional=optional)
        cells = row.map(lambda found: Row({key: text for key, text in found.items() if text}))
        return st.lists(cells, max_size=4).map(tuple)
    if field.kind.is_list:
        return st.lists(hostile, max_size=4).map(tuple)
    return hostile


def documents(template: Template) -> st.SearchStrategy[Document]:
    fields = list(template.by_path.values())
    chosen = st.lists(st.sampled_from(fields), unique_by=lambda field: field.path, max_size=8)
    filled = chosen.flatmap(
        lambda some: st.fixed_dictionaries({field.path: answers(field) for field in some})
    )
    zones = st.sampled_from(["", "UTC", "Europe/Brussels", "America/Argentina/Buenos_Aires", "PST"])
    offsets = st.sampled_from(["+05:30", "UTC-3", "Mars/Olympus"])
    return st.builds(
        lambda found, zone: Document(
            template, {path: given for path, given in {**found, TIMEZONE: zone}.items() if given}
        ),
        filled,
        zones | offsets | hostile,
    )


@pytest.mark.parametrize("name", builtin_names())
def test_export_import_is_the_same_document(name: str) -> None:
    template = builtin(name)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents(template))
    def check(typed: Document) -> None:
        document = normalised(typed)
        text = export(typed)
        assert export(document) == text
        again = import_markdown(text, [template]).document
        assert again.template is template
        assert dict(again.answers) == dict(document.answers)
        assert export(again) == text

    check()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_rendering_again_what_changed_is_rendering_all(data: st.DataObject) -> None:
    template = builtin("standard")
    exporter = Exporter()
    for _ in range(3):
        document = data.draw(documents(template))
        pieces = exporter.pieces(document)
        assert "".join(piece.text for piece in pieces) == export(document)
