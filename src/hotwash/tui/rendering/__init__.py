"""Markdown as rows of a terminal: read by blocks, drawn row by row, only what is in view."""
