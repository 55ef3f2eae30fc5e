"""What terminals send beside keys, at every place that takes text, as a table for people.

    python -m tests.input_table

In each of the rows a text is typed into one place of the installed program, through the terminal
alone, with the kitty protocol, through tmux and through GNU screen, and something else arrives in
the middle of it. What the file holds after the program was left (or the screen, for a filter and
for dialogs) is compared with what the person meant.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.input_places import CARRIERS, PLACES, Carrier, Place, Session

NOISE = {
    "focus out": "\x1b[O",
    "focus in": "\x1b[I",
    "mouse moved, negative": "\x1b[<35;-12;-7M",
    "mouse moved, no number": "\x1b[<35;NaN;NaNM",
    "mouse moved, fraction": "\x1b[<35;12.5;200.25M",
    "mouse moved, urxvt": "\x1b[67;300;400M",
    "unknown control sequence": "\x1b[99;99X",
    "Windows key report": "\x1b[65;30;97;1;0;1_",
    "privacy message": "\x1b^text of it\x1b\\",
    "application string": "\x1b_text of it\x1b\\",
    "device attributes": "\x1b[?62;22c",
    "colour": "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "clipboard": "\x1b]52;c;aGVsbG8=\x07",
}
KEY_NOISE = {
    "key released": "\x1b[97;1:3u",
    "Enter released": "\x1b[13;1:3u",
    "arrow released": "\x1b[1;1:3A",
    "key out of range": "\x1b[99999999;5u",
    "modifier alone": "\x1b[57442;5u",
    "Ctrl+X, nothing selected": "\x18",
}
"""Reports that a multiplexer would not take for what they are."""
SPOILT = {"screen": ("mouse moved, negative", "mouse moved, no number", "mouse moved, fraction")}
"""What a multiplexer itself makes text of: GNU screen takes the beginning of a mouse report that it
does not expect away, and hands on the rest without the ESC."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PASTED = "one two\nthree four\nfive six"
LINES = PASTED.split("\n")
JOINED = " ".join(LINES)


def interrupted(session: Session) -> str:
    """Type letters with a report behind each; say what is there besides the letters."""
    spoilt = SPOILT.get(session.carrier.name, ())
    noise = [sequence for name, sequence in NOISE.items() if name not in spoilt]
    if session.carrier.name in ("xterm", "kitty"):
        noise += KEY_NOISE.values()
    typed = LETTERS[: len(noise)]
    for letter, sequence in zip(typed, noise, strict=True):
        session.type(letter)
        session.send(sequence)
    session.type("!")
    typed += "!"
    if not session.place.path:
        return "" if session.on_screen(typed) else session.terminal.text
    before = {"entry line": "", "timeline cell": "x"}.get(session.place.name, "")
    found = session.texts()
    return "" if found == [before + typed] else f"{found}"


def escaped(session: Session) -> str:
    """Escape and a key soon behind it, as one sequence; say what is not as meant."""
    place = session.place
    session.type("ab")
    session.send(b"\x1bx" if place.path and not place.column else b"\x1ba")
    session.terminal.read(0.7)
    if place.column == "event":
        session.press("end")  # a new row begins with its time
        session.press("right")
    if place.shows:
        left = "1 Facts" if place.name == "palette" else "Begin"
        gone = session.on_screen(left) and place.shows not in session.terminal.text
        return "" if gone else session.terminal.text
    session.type("cd")
    if place.name == "filter":
        session.place = next(one for one in PLACES if one.name == "table cell")
        found = session.texts()
        return "" if found == ["cd"] else f"{found}"
    meant = {"timeline cell": ["xab"], "action cell": ["ab", "cd"], "table cell": ["ab", "cd"]}
    found = session.texts()
    if place.name == "timeline cell":
        found = found[:1]
    return "" if found == meant.get(place.name, ["abcd"]) else f"{found}"


def pasted(session: Session) -> str:
    """A paste without marks; say what is not as meant."""
    place = session.place
    if not place.path:
        session.paste(PASTED)
        return "" if session.on_screen("one two") else session.terminal.text
    session.paste(PASTED)
    meant = {"line": [JOINED], "timeline cell": ["x" + JOINED]}
    found = session.texts()
    return "" if found == meant.get(place.name, LINES) else f"{found}"


SITUATIONS: dict[str, Callable[[Session], str]] = {
    "focus, mouse, answers and unknown sequences while typing": interrupted,
    "Escape and a key within half a second": escaped,
    "a paste of three lines without marks": pasted,
}


def try_one(situation: str, carrier: Carrier, place: Place) -> str:
    """Try a situation once; return what is wrong, or nothing."""
    with (
        tempfile.TemporaryDirectory(prefix="hw") as folder,
        Session(Path(folder), carrier, place) as session,
    ):
        return SITUATIONS[situation](session)


def main() -> int:
    """Run it as a command."""
    parser = argparse.ArgumentParser(description="what terminals send, at every place")
    parser.add_argument("--only", default="", help="part of the name of a situation")
    parser.add_argument("--through", default="", help="part of the name of a carrier")
    parser.add_argument("--place", default="", help="part of the name of a place")
    chosen = parser.parse_args()
    home = tempfile.mkdtemp(prefix="hotwash-home-")
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        os.environ[name] = home
    carriers = [one for one in CARRIERS if chosen.through in one.name and not one.missing]
    places = [one for one in PLACES if chosen.place in one.name]
    problems: list[str] = []
    for situation in SITUATIONS:
        if chosen.only not in situation:
            continue
        print(f"\n{situation}\n\n| Place | {' | '.join(one.name for one in carriers)} |")
        print("| --- |" + " --- |" * len(carriers))
        for place in places:
            cells = []
            for carrier in carriers:
                wrong = try_one(situation, carrier, place)
                cells.append("not as meant" if wrong else "as meant")
                if wrong:
                    problems.append(f"{situation}, {place.name}, {carrier.name}: {wrong}")
            print(f"| {place.name} | {' | '.join(cells)} |", flush=True)
    print("\n" + "\n".join(problems or ["all as meant"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
