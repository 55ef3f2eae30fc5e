"""Turns a postmortem into text and back: TOML, Markdown and the rest. Touches no files."""
