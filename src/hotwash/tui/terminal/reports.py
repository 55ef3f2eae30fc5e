"""What terminals report besides keys: the mouse, and their size and modes.

| Report | Read as |
| --- | --- |
| the mouse, `CSI < 0;10;20M` (SGR, in cells or in pixels) | as it is; a fraction is cut off |
| the mouse, `CSI M` and three bytes (X10), `CSI 32;10;20M` (urxvt) | the same in SGR |
| a place that is negative, beyond any screen, or no number | nothing; a release is at the edge |
| the size, `CSI 48;…t` | as it is; pixels that the terminal does not know are cells |
| a mode, `CSI ? …$y` | as it is |
| the focus of the window, `CSI I`, `CSI O` | nothing: who looks elsewhere goes on where she was |
| anything else | nothing |
"""

from __future__ import annotations

from hotwash.patterns import lazy_pattern

_NUMBER = r"[-+]?[0-9]{1,9}(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,2})?"
_SGR = lazy_pattern(rf"\x1b\[<([0-9]{{1,3}});({_NUMBER});({_NUMBER})([Mm])\Z")
_URXVT = lazy_pattern(rf"\x1b\[([0-9]{{1,3}});({_NUMBER});({_NUMBER})M\Z")
_SIZE = lazy_pattern(
    r"\x1b\[48;0*([1-9][0-9]{0,4})(?::[0-9:]*)?;0*([1-9][0-9]{0,4})(?::[0-9:]*)?"
    r";([0-9]{1,6})(?::[0-9:]*)?;([0-9]{1,6})(?::[0-9:]*)?t\Z"
)
_MODE = lazy_pattern(r"\x1b\[\?[0-9]{1,5};[0-9]\$y\Z")

_LAST = 100_000
"""The last column and row, in pixels, of any screen."""
_OFFSET = 32
"""What the older encodings add to each number."""
_MOTION_OR_WHEEL = 32 | 64
_RELEASE = 3


def passed_on(sequence: str) -> str:
    """A sequence as it is passed on, in SGR if it is the mouse; empty when it means nothing."""
    if match := _SGR.match(sequence):
        return _mouse(int(match[1]), match[2], match[3], match[4] == "m")
    if sequence.startswith("\x1b[M"):
        data = sequence[3:].encode("utf-8", "surrogateescape")
        button, x, y = (byte - _OFFSET for byte in data[:3])
        return _older(button, str(x), str(y))
    if match := _URXVT.match(sequence):
        return _older(int(match[1]) - _OFFSET, match[2], match[3])
    if match := _SIZE.match(sequence):
        rows, columns, height, width = map(int, match.groups())
        return f"\x1b[48;{rows};{columns};{height or rows};{width or columns}t"
    return sequence if _MODE.match(sequence) else ""


def _older(button: int, x: str, y: str) -> str:
    """A report that does not say which button was released."""
    if button < 0:
        return ""
    released = button & _RELEASE == _RELEASE and not button & _MOTION_OR_WHEEL
    return _mouse(button - _RELEASE if released else button, x, y, released)


def _mouse(button: int, x: str, y: str, released: bool) -> str:
    places = [float(number) // 1 for number in (x, y)]
    if released:
        places = [min(max(place, 1), _LAST) for place in places]
    if button > 0xFF or not all(1 <= place <= _LAST for place in places):
        return ""
    column, row = map(int, places)
    return f"\x1b[<{button};{column};{row}{'m' if released else 'M'}"
