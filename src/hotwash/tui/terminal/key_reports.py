"""Keys that terminals report as sequences, read in every encoding that is in use.

| Encoding | Ctrl+A, Shift+Up, F5 |
| --- | --- |
| VT and xterm | `CSI 1;2A`, `SS3 P`, `CSI 15~` |
| rxvt | `CSI a` (Shift+Up), `CSI 15^` (Ctrl+F5), `SS3 a` (Ctrl+Up) |
| xterm, modifyOtherKeys | `CSI 27;5;97~` |
| kitty | `CSI 97;5u`, `CSI 1;2A`, and in more detail `CSI 97:65:97;2:1;65u` |

A kitty report says in sub-fields what the key types with Shift, where it lies on the standard
(US) layout, and whether it was pressed, repeated or released. A release is no key; Ctrl and Alt go
with the standard layout's letter where the keyboard's own is not Latin; the text that the terminal
says a key types is what it types. What is out of range or unknown is no key at all: no report
raises.
"""

from __future__ import annotations

from hotwash.patterns import lazy_pattern

_REPORT = lazy_pattern(r"\x1b\[(?P<fields>[0-9:;]*)(?P<final>[A-HP-SZa-du~^$@])\Z")
_CONSOLE = lazy_pattern(r"\x1b\[\[(?P<letter>[A-E])\Z")
_SS3 = lazy_pattern(r"\x1bO(?:1;)?(?P<modifiers>[0-9]{0,3})(?P<final>[ -~])\Z")

_DIGITS = 7
"""Digits of the longest number that means anything: the last character is 1114111."""
_FIELDS = 3
_TEXT = 64
"""Characters that one key types at the most."""
_RELEASED = 3

_LETTERS = {
    "A": "up", "B": "down", "C": "right", "D": "left", "F": "end", "H": "home",
    "P": "f1", "Q": "f2", "R": "f3", "S": "f4", "Z": "tab",
}  # fmt: skip
_NUMBERS = {
    1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown", 7: "home", 8: "end",
    11: "f1", 12: "f2", 13: "f3", 14: "f4", 15: "f5", 17: "f6", 18: "f7", 19: "f8", 20: "f9",
    21: "f10", 23: "f11", 24: "f12", 25: "f13", 26: "f14", 28: "f15", 29: "f16", 31: "f17",
    32: "f18", 33: "f19", 34: "f20",
}  # fmt: skip
_CODES = {57399 + digit: str(digit) for digit in range(10)}
_CODES |= {57363 + number: f"f{number}" for number in range(13, 25)}
_CODES |= {
    8: "backspace", 9: "tab", 13: "enter", 27: "escape", 32: "space", 127: "backspace",
    57409: ".", 57410: "/", 57411: "*", 57412: "-", 57413: "+", 57414: "enter", 57415: "=",
    57416: ",", 57417: "left", 57418: "right", 57419: "up", 57420: "down", 57421: "pageup",
    57422: "pagedown", 57423: "home", 57424: "end", 57425: "insert", 57426: "delete",
}  # fmt: skip
"""Keys by their number in the kitty protocol; other numbers are characters."""
_PRIVATE = range(57344, 63744)
"""Numbers of keys in the kitty protocol: those that are not known are no keys for us."""
_KEYPAD = dict(zip("jklmnopqrstuvwxyX", "*+,-./0123456789=", strict=True))
_RXVT = {"^": frozenset({"ctrl"}), "$": frozenset({"shift"}), "@": frozenset({"ctrl", "shift"})}
_BITS = ("shift", "alt", "ctrl", "super", "hyper", "meta")
_CAPS_LOCK = 64
_NO_TEXT = frozenset({"ctrl", "super", "hyper", "meta"})
"""Modifiers with which a key types nothing."""
_NONE: frozenset[str] = frozenset()


class Press:
    """A key that was pressed.

    Args:
        key: Its name (`up`, `f5`), or the character that it types.
        modifiers: Some of `alt`, `ctrl`, `hyper`, `meta`, `shift`, `super`.
        text: The character that it types; None when it types nothing.
    """

    __slots__ = ("key", "modifiers", "text")

    def __init__(
        self, key: str, modifiers: frozenset[str] = _NONE, text: str | None = None
    ) -> None:
        self.key = key
        self.modifiers = modifiers
        self.text = text

    @property
    def name(self) -> str:
        """The key with its modifiers in the order of the alphabet: `ctrl+shift+up`."""
        return "+".join([*sorted(self.modifiers), self.key])

    def __repr__(self) -> str:
        return f"Press({self.name!r}, {self.text!r})"


def read_report(sequence: str) -> tuple[Press, ...]:
    """The keys that a whole sequence reports; none when it reports none that is known."""
    if match := _REPORT.match(sequence):
        fields = _numbers(match["fields"])
        return _of_fields(fields, match["final"]) if fields is not None else ()
    if match := _CONSOLE.match(sequence):
        return (Press(f"f{ord(match['letter']) - ord('A') + 1}"),)
    if match := _SS3.match(sequence):
        return _ss3(match["modifiers"], match["final"])
    return ()


def alt(character: str) -> tuple[Press, ...]:
    """The key that ESC and a character report: the character with Alt."""
    if character in "\x7f\x08":
        return (Press("backspace", frozenset({"alt"})),)
    if character == "\t":
        return (Press("tab", frozenset({"shift"})),)  # the Linux console's Shift+Tab
    if character in "\r\n":
        return (Press("enter", frozenset({"alt"})),)
    if character < " ":
        key = chr(ord(character) + 0x40).lower()
        return (Press("space" if key == "@" else key, frozenset({"alt", "ctrl"})),)
    if character == " ":
        return (Press("space", frozenset({"alt"})),)
    shift = {"shift"} if character != character.lower() else set()
    return (Press(_lower(character), frozenset({"alt"} | shift)),)


def _numbers(fields: str) -> list[list[int | None]] | None:
    """The numbers of a report by field and sub-field; None when there is one out of range."""
    split = [field.split(":") for field in fields.split(";")]
    if len(split) > _FIELDS or any(len(part) > _DIGITS for field in split for part in field):
        return None
    return [[int(part) if part else None for part in field] for field in split]


def _of_fields(fields: list[list[int | None]], final: str) -> tuple[Press, ...]:
    if final in _RXVT or final in "abcd":
        return _of_rxvt(fields, final)
    if len(fields) == 1 and final not in "u~":
        fields = [[1], fields[0][:1]]  # without the 1 that newer terminals put before modifiers
    state = _state(fields[1] if len(fields) > 1 else [None])
    if state is None:
        return ()
    modifiers, caps = state
    if final == "u":
        return _character(fields[0], modifiers, caps, fields[2] if len(fields) > 2 else [])
    if final == "~":
        return _tilde(fields, modifiers)
    return _letter(fields[0][0], modifiers, final)


def _of_rxvt(fields: list[list[int | None]], final: str) -> tuple[Press, ...]:
    """The key of a report of rxvt, which has the modifiers in the last character."""
    if final in _RXVT:
        known = _NUMBERS.get(fields[0][0] or 0)
        return (Press(known, _RXVT[final]),) if known and len(fields) == 1 else ()
    bare = fields == [[None]]
    return (Press(_LETTERS[final.upper()], frozenset({"shift"})),) if bare else ()


def _letter(code: int | None, modifiers: frozenset[str], final: str) -> tuple[Press, ...]:
    """The key of a report that ends with a letter of its own."""
    known = _LETTERS.get(final) if code in (None, 1) else None
    if final == "Z":
        modifiers |= {"shift"}
    return (Press(known, modifiers),) if known else ()


def _state(field: list[int | None]) -> tuple[frozenset[str], bool] | None:
    """The modifiers and whether Caps Lock is on; None when the key was released."""
    value, *rest = field
    event = rest[0] if rest else None
    if event not in (None, 1, 2) or len(rest) > 1:
        return None
    bits = max(0, (value or 1) - 1)
    if bits > 0xFF:
        return None
    modifiers = frozenset(name for at, name in enumerate(_BITS) if bits & (1 << at))
    return modifiers, bool(bits & _CAPS_LOCK)


def _tilde(fields: list[list[int | None]], modifiers: frozenset[str]) -> tuple[Press, ...]:
    code = fields[0][0]
    if code == 27 and len(fields) == 3:  # modifyOtherKeys
        return _character([fields[2][0]], modifiers, False, [])
    if fields == [[None]]:
        return (Press("tab", frozenset({"shift"})),)  # the Windows console
    known = _NUMBERS.get(code or 0)
    return (Press(known, modifiers),) if known and len(fields) < 3 else ()


def _character(
    codes: list[int | None], modifiers: frozenset[str], caps: bool, text: list[int | None]
) -> tuple[Press, ...]:
    """The key of a character, or one of the kitty protocol's numbers."""
    code, shifted, standard = (*codes, None, None)[:3]
    typed = _typed(text)
    key = _CODES.get(code or 0) or _printable(code)
    if typed and _types(typed, key, modifiers):
        return tuple(Press("space" if one == " " else one, text=one) for one in typed)
    if not key:
        return ()
    if len(key) > 1:
        return (_named(key, modifiers),)
    if modifiers & (_NO_TEXT | {"alt"}):
        return (_chord(key, _printable(standard), modifiers),)
    shift = bool(modifiers & {"shift"})
    key = (_printable(shifted) if shift else "") or (_upper(key) if shift != caps else key)
    return (Press(key, text=key),)


def _types(text: str, key: str, modifiers: frozenset[str]) -> bool:
    """Whether a key types its text: with Ctrl and Alt it may be AltGr, with Alt a chord."""
    composes = modifiers >= {"alt", "ctrl"} or not modifiers & _NO_TEXT
    return composes and not (modifiers & {"alt"} and text == key)


def _named(key: str, modifiers: frozenset[str]) -> Press:
    """A key with a name; of these only the space bar types something."""
    return Press(key, modifiers, " " if key == "space" and not modifiers else None)


def _chord(key: str, latin: str, modifiers: frozenset[str]) -> Press:
    """A character with modifiers; on a keyboard of other letters the Latin one of the key."""
    key = latin if latin and not key.isascii() else key
    shift = {"shift"} if key != key.lower() else set()
    return Press(_lower(key), modifiers | shift)


def _typed(codes: list[int | None]) -> str:
    """The text that a key is reported to type, without what is no character."""
    return "".join(_character_at(code) for code in codes[:_TEXT] if code is not None)


def _printable(code: int | None) -> str:
    """The character of the key with this number; empty when it is a key of another kind."""
    if code is None or code == 32 or code in _PRIVATE:
        return ""
    return _character_at(code)


def _character_at(code: int) -> str:
    """The character with this number; empty when it is a control character or none at all."""
    if code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    return chr(code)


def _upper(character: str) -> str:
    upper = character.upper() if character.isalpha() else character
    return upper if len(upper) == 1 else character


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _ss3(modifiers: str, final: str) -> tuple[Press, ...]:
    state = _state([int(modifiers)] if modifiers else [None])
    if state is None:
        return ()
    held, _ = state
    if final in _KEYPAD:
        character = _KEYPAD[final]
        return (Press(character, held, None if held else character),)
    if final in "abcd":
        return (Press(_LETTERS[final.upper()], held | {"ctrl"}),)
    key = {"M": "enter", "I": "tab", " ": "space", "Z": None}.get(final, _LETTERS.get(final))
    return (_named(key, held),) if key else ()
