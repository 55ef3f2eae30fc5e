"""Readers of timeline events, one per source, behind one protocol."""
