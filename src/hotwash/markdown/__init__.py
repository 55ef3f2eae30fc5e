"""Markdown as text: what its lines are, and how to write words into it safely."""
