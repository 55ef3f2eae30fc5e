"""Read templates, kept in the user's cache folder.

A file holds the template with a checksum over it. What is not as it was written (another version
of Hotwash, of its reader or of Python, a file cut short, someone else's file) is passed over, and
the template is read from its text again. Only the plain classes of templates are ever made from
such a file, and the text within must be the text that is asked for.
"""

from __future__ import annotations

import io
import os
import pickle
import stat
import sys
from functools import cache
from importlib.util import find_spec
from zlib import crc32

from hotwash.template.model import Template

LARGEST = 4_000_000
"""Bytes of a file that is read at most."""

MOST = 64
"""Files that are kept; the oldest go first."""

_ROOMS = ("template", os.path.join("template", "shapes"), "markdown", "times")
_CLASSES = ("hotwash.template.model", "hotwash.template.shapes.", "hotwash.markdown.")


class ParsedTemplates:
    """A `hotwash.template.template_cache.Memory` on disk."""

    def recall(self, text: str, name: str, own: bool) -> Template | None:
        """Return what the reader made of this text, or None."""
        try:
            data = _read(_path(text, name, own))
            if data is None or crc32(data[4:]) != int.from_bytes(data[:4], "big"):
                return None
            stamp, found = _TemplateUnpickler(io.BytesIO(data[4:])).load()
        except Exception:  # whatever is in the file, the text says it too
            return None
        if stamp != _stamp() or not isinstance(found, Template):
            return None
        return found if (found.text, found.name, found.is_document) == (text, name, own) else None

    def keep(self, template: Template) -> None:
        """Keep what the reader made of a text, if it can be kept."""
        try:
            data = pickle.dumps((_stamp(), template), 5)
            path = _path(template.text, template.name, template.is_document)
            folder = os.path.dirname(path)
            os.makedirs(folder, mode=0o700, exist_ok=True)
            if len(data) < LARGEST and _is_ours(os.lstat(folder)):
                _make_room(folder)
                _write(path, crc32(data).to_bytes(4, "big") + data)
        except Exception:  # it is read again the next time
            return


class _TemplateUnpickler(pickle.Unpickler):
    """Makes templates and nothing else."""

    def find_class(self, module: str, name: str) -> type:
        if module.startswith(_CLASSES) and isinstance(
            found := super().find_class(module, name), type
        ):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a template")


def _path(text: str, name: str, own: bool) -> str:
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".cache")
    key = crc32(f"{name}\0{own}\0{text}".encode("utf-8", "surrogatepass"))
    reader = crc32(_stamp().encode())
    return os.path.join(base, "hotwash", "templates", f"{key:08x}{len(text):x}-{reader:08x}")


@cache
def _stamp() -> str:
    """What a kept template depends on besides its text: the code that reads templates."""
    package = os.path.dirname(os.path.dirname(__file__))
    known = [sys.version]
    for room in _ROOMS:
        with os.scandir(os.path.join(package, room)) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".toml")):
                    found = entry.stat()
                    known.append(f"{entry.name} {found.st_size} {found.st_mtime_ns}")
    parser = find_spec("markdown_it")
    if parser is not None and parser.origin is not None:
        known.append(f"{parser.origin} {os.stat(parser.origin).st_mtime_ns}")
    return "\n".join(sorted(known))


def _is_ours(found: os.stat_result) -> bool:
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _read(path: str) -> bytes | None:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or not _is_ours(found) or found.st_size > LARGEST:
            return None
        return file.read()


def _write(path: str, data: bytes) -> None:
    new = f"{path}.{os.getpid()}"
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(new, path)
    except OSError:
        os.unlink(new)
        raise


def _make_room(folder: str) -> None:
    with os.scandir(folder) as entries:
        files = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries)
    for _, path in files[: max(0, len(files) + 1 - MOST)]:
        os.unlink(path)
