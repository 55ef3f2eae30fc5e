"""Templates in other languages become the forms that their authors would have drawn."""

from __future__ import annotations

import pytest

from hotwash.template.infer import read_template
from hotwash.template.model import ColumnKind, Kind
from hotwash.template.synonyms import meaning
from hotwash.template.terms import begins, language_of, says

# Each: date, date and time, duration, person, heading over a timeline with its table, over action
# items with their table, what went well, what went wrong, the cause.
WORDS = {
    "de": (
        "Datum des Vorfalls", "Datum und Uhrzeit", "Ausfalldauer", "Einsatzleitung",
        "Zeitlicher Ablauf", "Uhrzeit", "Ereignis", "Maßnahmen", "Maßnahme", "Zuständig", "Frist",
        "Was lief gut?", "Was lief schlecht?", "Ursachenanalyse",
    ),
    "fr": (
        "Date de l'incident", "Date et heure", "Durée de la panne", "Rédacteur",
        "Chronologie", "Heure", "Événement", "Plan d'action", "Tâche", "Responsable", "Échéance",
        "Ce qui a bien fonctionné", "Ce qui a mal fonctionné", "Cause racine",
    ),
    "es": (
        "Fecha del incidente", "Fecha y hora", "Duración", "Encargado",
        "Línea de tiempo", "Hora", "Evento", "Acciones correctivas", "Tarea", "Responsable",
        "Plazo",
        "Qué salió bien", "Qué salió mal", "Causa raíz",
    ),
    "pt": (
        "Data do incidente", "Data e hora", "Duração", "Responsável",
        "Linha do tempo", "Horário", "Evento", "Plano de ação", "Ação", "Responsável", "Prazo",
        "O que deu certo", "O que deu errado", "Causa raiz",
    ),
    "it": (
        "Data dell'incidente", "Data e ora", "Durata", "Redattore",
        "Cronologia", "Orario", "Evento", "Azioni correttive", "Azione", "Responsabile", "Scadenza",
        "Cosa è andato bene", "Cosa è andato male", "Causa principale",
    ),
    "nl": (
        "Datum", "Datum en tijd", "Uitvalduur", "Verantwoordelijke",
        "Tijdlijn", "Tijd", "Gebeurtenis", "Actiepunten", "Actie", "Eigenaar", "Deadline",
        "Wat ging goed?", "Wat ging fout?", "Hoofdoorzaak",
    ),
    "pl": (
        "Data zdarzenia", "Data i godzina", "Czas trwania", "Odpowiedzialny",
        "Oś czasu", "Godzina", "Zdarzenie", "Działania naprawcze", "Zadanie", "Właściciel",
        "Termin",
        "Co poszło dobrze", "Co poszło źle", "Przyczyna źródłowa",
    ),
    "tr": (
        "Olay tarihi", "Tarih ve saat", "Süre", "Sorumlu",
        "Zaman çizelgesi", "Saat", "Olay", "Aksiyonlar", "Görev", "Sorumlu", "Son tarih",
        "İyi giden şeyler", "Kötü giden şeyler", "Kök neden",
    ),
    "ru": (
        "Дата инцидента", "Дата и время", "Длительность", "Ответственный",
        "Хронология", "Время", "Событие", "Корректирующие действия", "Задача", "Ответственный",
        "Срок", "Что прошло хорошо", "Что пошло не так", "Корневая причина",
    ),
    "ja": (
        "発生日", "発生日時", "影響時間", "作成者",
        "タイムライン", "時刻", "出来事", "アクションアイテム", "対策", "担当", "期限",
        "うまくいったこと", "うまくいかなかったこと", "根本原因",
    ),
    "zh": (
        "故障日期", "发生时间", "持续时间", "负责人",
        "时间线", "时间", "事件", "改进措施", "措施", "负责人", "截止日期",
        "做得好的地方", "可以改进的地方", "根本原因",
    ),
    "ko": (
        "발생일", "발생 일시", "장애 시간", "작성자",
        "타임라인", "시각", "내용", "후속 조치", "작업", "담당", "기한",
        "잘된 점", "아쉬운 점", "근본 원인",
    ),
}  # fmt: skip


def template(words: tuple[str, ...]) -> str:
    (
        day,
        moment,
        length,
        person,
        timeline,
        time,
        event,
        actions,
        task,
        owner,
        due,
        good,
        bad,
        why,
    ) = words
    return f"""# Postmortem

- **{day}**:
- **{moment}**:
- **{length}**:
- **{person}**:

## {timeline}

| {time} | {event} |
| --- | --- |
| | |

## {why}

## {good}

## {bad}

## {actions}

| {task} | {owner} | {due} |
| --- | --- | --- |
| | | |
"""


@pytest.mark.parametrize("language", WORDS)
def test_a_template_asks_for_the_same_in_every_language(language: str) -> None:
    words = WORDS[language]
    form = read_template(template(words))
    kinds = {field.label: field.kind for field in form.fields}
    assert [kinds[label] for label in words[:4]] == [
        Kind.DATE, Kind.DATETIME, Kind.DURATION, Kind.PERSON,
    ]  # fmt: skip
    assert kinds[words[4]] is Kind.TIMELINE
    assert kinds[words[7]] is Kind.ACTIONS
    assert (kinds[words[11]], kinds[words[12]]) == (Kind.LIST, Kind.LIST)
    (actions,) = (field for field in form.fields if field.kind is Kind.ACTIONS)
    assert [(column.key, column.title) for column in actions.columns if column.shown] == [
        ("task", words[8]), ("owner", words[9]), ("due", words[10]),
    ]  # fmt: skip
    (timeline,) = (field for field in form.fields if field.kind is Kind.TIMELINE)
    assert [(column.key, column.title) for column in timeline.columns if column.shown] == [
        ("time", words[5]), ("event", words[6]),
    ]  # fmt: skip
    assert timeline.columns[0].kind is ColumnKind.TIME


@pytest.mark.parametrize("language", WORDS)
def test_headings_mean_the_same_for_moving_between_templates(language: str) -> None:
    words = WORDS[language]
    names = ("timeline", "actions", "went_well", "went_wrong", "cause")
    assert tuple(meaning(words[at]) for at in (4, 7, 11, 12, 13)) == names


def test_words_that_are_english_too_count_only_in_a_text_of_their_language() -> None:
    portuguese = "# Incidente\n\n**Data:**\n**Autor:**\n\n## O que deu errado\n\n## Impacto\n"
    english = "# Incident\n\n**Data:**\n**Author:**\n\n## What went wrong\n\n## Impact\n"
    kinds = [
        next(field.kind for field in read_template(text).fields if field.label == "Data")
        for text in (portuguese, english)
    ]
    assert kinds == [Kind.DATE, Kind.LINE]


@pytest.mark.parametrize(
    ("words", "not_meant"),
    [
        ("Resume", "summary"), ("Cause", "causes"), ("Chance of recurrence", "luck"),
        ("Database", "date"), ("Autorisierung", "person"), ("Protokoll", "person"),
        ("Daten verloren?", "date"), ("Updates", "date"), ("Timeless", "timeline"),
    ],
)  # fmt: skip
def test_words_that_only_look_alike_mean_nothing(words: str, not_meant: str) -> None:
    assert not says(not_meant, words)
    assert not begins(not_meant, words)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What happened and what we did about it", "en"),
        ("Was ist passiert und wie wurde es behoben?", "de"),
        ("Ce qui s'est passé et ce que nous avons appris", "fr"),
        ("何が起きたか", "ja"),
        ("发生了什么", "zh"),
        ("무슨 일이 있었나", "ko"),
        ("Что произошло", "ru"),
        ("What was done ¯\\_(ツ)_/¯ and by whom", "en"),
        ("x y z", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text.split("\n")) == language


@pytest.mark.parametrize("words", ["Duracion", "DURACIÓN", "Duracio\u0301n"])
def test_accents_may_be_missing_or_written_apart(words: str) -> None:
    assert says("duration", words)


def test_boxes_under_what_went_well_are_examples_in_every_language() -> None:
    for language, words in WORDS.items():
        form = read_template(f"# A\n\n**{words[11]}**\n\n- [ ] Alertas rapidas\n")
        assert [field.default_rows for field in form.fields] == [()], language
