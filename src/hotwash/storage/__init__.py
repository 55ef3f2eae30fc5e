"""The only room that writes files: whole or not at all, locked, watched; drafts and settings."""
