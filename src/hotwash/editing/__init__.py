"""How an open document changes: edits, history, the session, and its way to the file."""
