"""The standard template, read by the general reader: every field of it, as issue 2 lists them."""

from __future__ import annotations

from hotwash.formats.markdown import export
from hotwash.postmortem.document import Document
from hotwash.template.library import builtin, builtin_names, builtin_text
from hotwash.template.model import RESERVED, Kind

STANDARD = builtin("standard")

FIELDS = {
    "incident_details.date": Kind.DATE,
    "incident_details.duration": Kind.DURATION,
    "incident_details.severity": Kind.CHOICE,
    "incident_details.impact": Kind.LINE,
    "incident_details.detection_method": Kind.LINE,
    "timeline": Kind.TIMELINE,
    "root_cause.what_happened": Kind.PROSE,
    "root_cause.why_it_happened": Kind.LIST,
    "root_cause.technical_details": Kind.CODE,
    "impact_analysis.users_affected.total_number": Kind.LINE,
    "impact_analysis.users_affected.percentage": Kind.LINE,
    "impact_analysis.users_affected.geographic_regions": Kind.LINE,
    "impact_analysis.business_impact.revenue_loss": Kind.LINE,
    "impact_analysis.business_impact.support_tickets": Kind.LINE,
    "impact_analysis.business_impact.customer_churn_risk": Kind.LINE,
    "impact_analysis.technical_impact.systems_affected": Kind.LINE,
    "impact_analysis.technical_impact.data_loss": Kind.CHOICE,
    "impact_analysis.technical_impact.security_implications": Kind.LINE,
    "response.what_went_well": Kind.LIST,
    "response.what_could_be_improved": Kind.LIST,
    "response.luck_factor": Kind.PROSE,
    "action_items.immediate": Kind.ACTIONS,
    "action_items.short_term": Kind.ACTIONS,
    "action_items.long_term": Kind.ACTIONS,
    "lessons_learned.key_takeaways": Kind.NUMBERED,
    "lessons_learned.process_improvements": Kind.LIST,
    "lessons_learned.technical_improvements": Kind.LIST,
    "prevention.how_to_prevent_recurrence": Kind.LIST,
    "prevention.monitoring_improvements": Kind.LIST,
    "prevention.testing_improvements": Kind.LIST,
    "follow_up.review_date": Kind.DATE,
    "follow_up.owner": Kind.PERSON,
    "follow_up.success_metrics": Kind.LINE,
    "appendix.logs": Kind.CODE,
    "appendix.graphs": Kind.LIST,
    "appendix.communication": Kind.LIST,
    "postmortem_culture_reminder.document_status": Kind.LINE,
}


def test_every_field_is_there_with_its_kind() -> None:
    found = {".".join(field.path): field.kind for field in STANDARD.fields}
    assert found == FIELDS


def test_it_has_eleven_sections_and_a_title() -> None:
    assert len(STANDARD.sections) == 11
    assert STANDARD.title is not None
    assert STANDARD.title.prompt == "Incident Title"


def test_choices() -> None:
    severity = STANDARD.by_path[("incident_details", "severity")]
    assert (severity.choices, severity.details) == (("P1", "P2", "P3"), False)
    loss = STANDARD.by_path[("impact_analysis", "technical_impact", "data_loss")]
    assert (loss.choices, loss.details) == (("Yes", "No"), True)


def test_the_horizons_of_action_items_give_their_due_dates() -> None:
    horizons = ("immediate", "short_term", "long_term")
    days = [STANDARD.by_path[("action_items", key)].due_days for key in horizons]
    assert days == [7, 30, 90]


def test_samples_and_columns_of_the_timeline() -> None:
    field = STANDARD.by_path[("timeline",)]
    assert [column.key for column in field.columns] == ["time", "event", "moment"]
    assert not field.columns[-1].shown
    assert field.samples[1][:2] == ("10:15", "First alert triggered")
    assert len(field.samples) == 8


def test_an_empty_document_exports_no_sample() -> None:
    text = export(Document(STANDARD))
    for field in STANDARD.fields:
        for row in field.samples:
            for cell in row:
                assert not cell or cell in ("Name",) or f"{cell} |" not in text
    assert "First alert" not in text
    assert "[" not in text.replace("[ ]", "")
    assert text.count("_TBD_") >= len(FIELDS)


def test_prompts_exported_are_the_template() -> None:
    for name in builtin_names():
        assert export(Document(builtin(name)), "prompt") == builtin_text(name)


def test_keys_are_unique_and_never_reserved() -> None:
    for name in builtin_names():
        template = builtin(name)
        paths = [field.path for field in template.fields]
        assert len(set(paths)) == len(paths)
        assert not {section.key for section in template.sections} & RESERVED
        assert all(field.reason for field in template.fields)
        assert not template.warnings
