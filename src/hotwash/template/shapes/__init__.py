"""Shapes: how a field is written in its template's Markdown, and read back from it.

A shape turns an answer into lines and lines into an answer, and nothing else; `read(write(x))` is
`x` for every answer that is normalised. Rows are plain mappings of cells here: what an answer is
in a document is not known in this room.
"""
