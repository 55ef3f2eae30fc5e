"""Answers: the postmortem as plain values. Knows no files and no screens."""
