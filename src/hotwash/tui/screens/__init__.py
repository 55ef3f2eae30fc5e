"""The screens of the editor."""
