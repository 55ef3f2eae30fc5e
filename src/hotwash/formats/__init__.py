"""Turns a postmortem into text and back: TOML, Markdown and the rest. Touches no files."""

from hotwash.formats.exporting import FORMATS, export_as

__all__ = ["FORMATS", "export_as"]
