"""What headings and labels mean, whatever a team calls them, for moving between templates."""

from __future__ import annotations

import re
from functools import cache

from hotwash.template.terms import meaning_of
from hotwash.template.words import plain, slug

_MEANINGS: tuple[tuple[str, str], ...] = (
    ("went_well", r"went (?:\w+ )?(?:well|right)|did well|good"),
    ("went_wrong", r"went (?:wrong|badly|poorly)|(?:didnt|didn t|not) go|do better"
                   r"|could be improved"),
    ("luck", r"luck\w*"),
    ("timeline", r"time ?lines?|chronology|(?:chain|sequence|log|course|order) of events|key events"
                 r"|events? log"),
    ("review_date", r"(?:next )?review(?:ed)? (?:date|on|by)|date of (?:the )?(?:next )?review"),
    ("report_date", r"(?:report|publication|publish\w*|writ\w+|creat\w+|updat\w+|modif\w+|meeting)"
                    r" (?:date|on)|date (?:of (?:the )?)?(?:report|publication|meeting|writing)"
                    r"|published|last (?:updated|modified)"),
    ("immediate", r"immediate|short_?term actions"),
    ("short_term", r"short ?term|medium ?term"),
    ("long_term", r"long ?term"),
    ("actions", r"action items?|(?:review|corrective|preventive|preventative) \w+|follow ?ups?"
                r"|next steps|remediation|to ?dos?|actions"),
    ("lessons", r"lessons?|takeaways?|learn\w*|insights"),
    ("trigger", r"triggers?|leadup|lead up"),
    ("causes", r"why it happened|contributing|causes|factors|five whys|5 whys"),
    ("cause", r"root cause|cause|fault|why"),
    ("what_happened", r"what happened|description|narrative|context|background|details of"),
    ("summary", r"summary|overview|abstract|synopsis|tl dr|introduction"),
    ("duration", r"duration|length|how long|time to (?:resol\w+|repair|recover\w*)"),
    ("time_to", r"time to \w+"),
    ("time_in", r"time in \w+"),
    ("detection", r"detect\w*|identified|discovery|how we noticed"),
    ("resolution", r"resol\w+|recovery|mitigat\w+|repair\w*|fix"),
    ("response", r"response"),
    ("impact", r"impact|impacted|consequences|damage"),
    ("prevention", r"prevent\w*|recurrence"),
    ("monitoring", r"monitoring"),
    ("testing", r"test\w*"),
    ("date", r"date|day|when"),
    ("severity", r"severity|priority|sev|level"),
    ("owner", r"owner|lead|commander|responsible"),
    ("authors", r"authors?|written by|created by|reporter"),
    ("status", r"status|state"),
    ("support", r"support\w*|appendix|references|links|graphs|logs|more information|resources"),
    ("people", r"responders|attendees|participants|involved|team"),
)  # fmt: skip


_IN_OTHER_LANGUAGES = (
    "went_wrong", "went_well", "luck", "timeline", "actions", "lessons", "trigger", "cause",
    "causes", "what_happened", "summary", "duration", "detection", "resolution", "response",
    "impact", "prevention", "date", "severity", "status", "support", "people",
)  # fmt: skip
"""The meanings that `terms` knows, those first that others have a word of."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in _MEANINGS)


def is_known(words: str) -> bool:
    """Whether a heading or label is one that postmortems have, by whatever name."""
    text = slug(plain(words), "").replace("_", " ")
    if any(pattern.search(text) for _, pattern in _patterns()):
        return True
    return bool(meaning_of(plain(words), _IN_OTHER_LANGUAGES))


_TOLD = frozenset(
    {
        "summary", "what_happened", "impact", "cause", "causes", "trigger", "resolution",
        "detection", "response", "prevention", "lessons", "went_well", "went_wrong", "luck",
    }
)  # fmt: skip


def is_told(words: str) -> bool:
    """Whether a label asks for something that is told in sentences."""
    return meaning(words) in _TOLD


@cache
def meaning(words: str) -> str:
    """Return what a heading or label means: one word for all its names, or its own key."""
    key = slug(plain(words), "")
    text = key.replace("_", " ")
    for name, pattern in _patterns():
        if pattern.search(text):
            return name
    return meaning_of(plain(words), _IN_OTHER_LANGUAGES) or key
