"""The widgets of the editor."""
