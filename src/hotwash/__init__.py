"""Hotwash: the editor in which on-call engineers write incident postmortems."""

__version__ = "0.1.0"
