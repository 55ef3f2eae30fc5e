"""The screen: the only room that knows Textual. Widgets are views of the session's document."""
