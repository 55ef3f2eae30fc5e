"""The registry of commands: what a person can do, once, for everything that shows or runs it.

Key bindings, footer, palette, help, the user's `[keys]`, `hotwash keys` and the table in the README
all read `COMMANDS`. The module knows no screen, so that the command line can print it: a command
is words and keys here; what it does is looked up by its id where the screen is.

Every command has a key that arrives in a plain terminal, in tmux, in screen and over SSH, or a
letter in the go-to menu, which opens with such a key; and every command is in the palette.
"""

from __future__ import annotations

from hotwash.tui.command import Command, CommandGroup, KeyScope

__all__ = [
    "ALWAYS",
    "BY_ID",
    "COMMANDS",
    "FOOTER",
    "FOOTER_ROWS",
    "Command",
    "CommandGroup",
    "KeyScope",
]

_DOCUMENT = (
    Command(
        "save",
        "Save now",
        "Write the TOML and the Markdown at once.",
        CommandGroup.DOCUMENT,
        keys=("f2", "ctrl+s"),
        footer="Save",
    ),
    Command(
        "quit",
        "Quit",
        "Save and leave; asks only if something could not be saved.",
        CommandGroup.DOCUMENT,
        keys=("ctrl+q",),
        menu="q",
    ),
    Command(
        "start",
        "Start screen",
        "Save, and go to the recent files and the postmortems of this folder.",
        CommandGroup.DOCUMENT,
        menu="h",
    ),
    Command(
        "new",
        "New postmortem",
        "Begin another postmortem from a template.",
        CommandGroup.DOCUMENT,
        menu="w",
    ),
    Command(
        "open",
        "Open a file",
        "Open another postmortem, or import Markdown.",
        CommandGroup.DOCUMENT,
        menu="o",
    ),
    Command(
        "convert",
        "Change the template",
        "Move the answers to another template and show what went where.",
        CommandGroup.DOCUMENT,
        menu="x",
    ),
)

_MOVING = (
    Command(
        "previous-tab",
        "Previous tab",
        "Go to the section before this one.",
        CommandGroup.MOVING,
        keys=("f3", "ctrl+pageup"),
    ),
    Command(
        "next-tab",
        "Next tab",
        "Go to the section after this one.",
        CommandGroup.MOVING,
        keys=("f4", "ctrl+pagedown"),
        footer="Next tab",
    ),
    Command(
        "go-to",
        "Go to …",
        "Then a digit for a tab, or one of the letters the menu shows.",
        CommandGroup.MOVING,
        keys=("f6", "ctrl+g"),
    ),
    Command(
        "next-unanswered",
        "Next unanswered field",
        "Go to the next field that has no answer yet.",
        CommandGroup.MOVING,
        keys=("ctrl+n",),
        menu="n",
    ),
    Command(
        "review",
        "Review",
        "List what is left to fill in and what is wrong, and go there.",
        CommandGroup.MOVING,
        menu="r",
    ),
    Command(
        "find",
        "Find",
        "Find words in the whole postmortem; the same key again replaces them.",
        CommandGroup.MOVING,
        keys=("ctrl+f",),
        menu="/",
    ),
    Command(
        "replace",
        "Replace",
        "Replace what is found; each place is shown first.",
        CommandGroup.MOVING,
        menu="R",
    ),
    Command(
        "next-hit",
        "Next hit",
        "Go to the next match of the last search.",
        CommandGroup.MOVING,
        menu="j",
    ),
    Command(
        "previous-hit",
        "Previous hit",
        "Go to the previous match of the last search.",
        CommandGroup.MOVING,
        menu="k",
    ),
)

_ROWS = (
    Command(
        "add-row",
        "Add a row",
        "Add a row to this table, timeline or checklist.",
        CommandGroup.ROWS,
        keys=("f5",),
        plain_keys=("a", "insert"),
        footer="Add",
    ),
    Command(
        "delete-row",
        "Delete the row",
        "Delete the row under the cursor; undo brings it back.",
        CommandGroup.ROWS,
        keys=("f8",),
        plain_keys=("delete",),
        footer="Delete",
    ),
    Command(
        "move-row-up",
        "Move the row up",
        "Put the row before the one above it.",
        CommandGroup.ROWS,
        keys=("K", "alt+up"),
        scope=KeyScope.TABLE,
    ),
    Command(
        "move-row-down",
        "Move the row down",
        "Put the row after the one below it.",
        CommandGroup.ROWS,
        keys=("J", "alt+down"),
        scope=KeyScope.TABLE,
    ),
    Command(
        "select-rows",
        "Select a range of rows",
        "Start a selection at the cursor; moving extends it, the same key or Escape ends it.",
        CommandGroup.ROWS,
        keys=("v",),
        scope=KeyScope.TABLE,
    ),
    Command(
        "select-up",
        "Select the row above too",
        "Make the range of rows one row longer upwards, or shorter from below.",
        CommandGroup.ROWS,
        keys=("shift+up",),
        scope=KeyScope.TABLE,
    ),
    Command(
        "select-down",
        "Select the row below too",
        "Make the range of rows one row longer downwards, or shorter from above.",
        CommandGroup.ROWS,
        keys=("shift+down",),
        scope=KeyScope.TABLE,
    ),
    Command(
        "duplicate-rows",
        "Duplicate the rows",
        "Put a copy of the row, or of each selected row, below.",
        CommandGroup.ROWS,
        keys=("y",),
        scope=KeyScope.TABLE,
        footer="Duplicate",
    ),
    Command(
        "copy-rows",
        "Copy the rows",
        "Copy the row, or the selected rows, as text that can be pasted into a table.",
        CommandGroup.ROWS,
        keys=("c",),
        scope=KeyScope.TABLE,
        footer="Copy",
    ),
    Command(
        "move-rows",
        "Move the rows to …",
        "Move the row, or the selected rows, to another list or table like this one.",
        CommandGroup.ROWS,
        keys=("M",),
        scope=KeyScope.TABLE,
        footer="Move to",
    ),
    Command(
        "set-owner",
        "Set the owner",
        "Name the person that the row, or the selected rows, belong to.",
        CommandGroup.ROWS,
        keys=("o",),
        scope=KeyScope.TABLE,
        footer="Owner",
    ),
    Command(
        "sort-rows",
        "Sort the rows",
        "Sort the selected rows, or all, by a column: action items by due date or owner.",
        CommandGroup.ROWS,
        keys=("s",),
        scope=KeyScope.TABLE,
    ),
    Command(
        "edit-cell",
        "Edit the cell",
        "Type in the cell under the cursor.",
        CommandGroup.ROWS,
        keys=("enter", "e"),
        scope=KeyScope.TABLE,
        footer="Edit",
    ),
    Command(
        "leave-cell",
        "Leave the cell",
        "Go back to the table, or close the dialog.",
        CommandGroup.ROWS,
        keys=("escape", "ctrl+c"),
        scope=KeyScope.CELL,
        priority=False,
        footer="Done",
    ),
    Command(
        "tick",
        "Tick the item",
        "Mark the action item done, or not done.",
        CommandGroup.ROWS,
        keys=("space", "x"),
        scope=KeyScope.ACTIONS,
        footer="Tick",
    ),
)

_TIMELINE = (
    Command(
        "moment",
        "Mark a moment",
        "Mark the row as started, detected, acknowledged, mitigated or resolved.",
        CommandGroup.TIMELINE,
        keys=("m",),
        scope=KeyScope.TIMELINE,
        menu="m",
        footer="Moment",
    ),
    Command(
        "insert-now",
        "Insert the time now",
        "Type the present time, in the document's zone.",
        CommandGroup.TIMELINE,
        keys=("ctrl+l",),
        plain_keys=("t",),
        plain_scope=KeyScope.TIMELINE,
    ),
    Command(
        "filter",
        "Filter the rows",
        "Show only the rows that hold some words.",
        CommandGroup.TIMELINE,
        keys=("/",),
        scope=KeyScope.TABLE,
        menu="f",
        footer="Filter",
    ),
    Command(
        "show-zone",
        "Show another time zone",
        "Show the document's zone, UTC or local time; what is stored stays as it is.",
        CommandGroup.TIMELINE,
        keys=("z",),
        scope=KeyScope.TIMELINE,
        menu="z",
    ),
    Command(
        "other-day",
        "Change the day of the row",
        "Put the row's time on the day before, or from the incident's day on the day after.",
        CommandGroup.TIMELINE,
        keys=("+",),
        scope=KeyScope.TIMELINE,
        menu="+",
        footer="Day",
    ),
    Command(
        "take-duration",
        "Take the duration",
        "Fill in the Duration with the time from started to resolved.",
        CommandGroup.TIMELINE,
        keys=("D",),
        scope=KeyScope.TIMELINE,
        menu="d",
    ),
    Command(
        "import-events",
        "Import events",
        "Read events from a file or a paste, preview them, and insert the chosen ones.",
        CommandGroup.TIMELINE,
        keys=("i",),
        scope=KeyScope.TIMELINE,
        menu="i",
    ),
)

_TEXT = (
    Command(
        "undo",
        "Undo",
        "Undo the last change, on whichever tab it was.",
        CommandGroup.TEXT,
        keys=("ctrl+z",),
        plain_keys=("u",),
        priority=False,
    ),
    Command(
        "redo",
        "Redo",
        "Redo what was undone.",
        CommandGroup.TEXT,
        keys=("ctrl+y",),
        plain_keys=("U",),
        priority=False,
    ),
    Command(
        "history",
        "History",
        "List all changes, undone ones too, and go back to any of them.",
        CommandGroup.TEXT,
        menu="u",
    ),
    Command(
        "put-back",
        "Put back deleted text",
        "Put in what Ctrl+K or Ctrl+U deleted last, here or elsewhere.",
        CommandGroup.TEXT,
        keys=("ctrl+t",),
    ),
    Command(
        "go-to-line",
        "Go to line …",
        "Go to a line of the code or the text in hand, by its number.",
        CommandGroup.TEXT,
        menu="g",
    ),
    Command(
        "external-editor",
        "Edit in $VISUAL",
        "Edit this field in your own editor.",
        CommandGroup.TEXT,
        keys=("ctrl+e",),
        scope=KeyScope.OUTSIDE_TEXT,
        menu="e",
        priority=False,
    ),
    Command(
        "spelling",
        "Check the spelling",
        "Go to the next misspelt word and choose another one, or add it to your words.",
        CommandGroup.TEXT,
        menu="v",
    ),
)

_OUTPUT = (
    Command(
        "preview-cycle",
        "Preview",
        "Show the preview beside the form, full, or not at all.",
        CommandGroup.OUTPUT,
        keys=("f7", "ctrl+r"),
        footer="Preview",
    ),
    Command(
        "preview-source",
        "Preview the source",
        "Show the Markdown itself in the preview, or rendered again.",
        CommandGroup.OUTPUT,
        menu="s",
    ),
    Command(
        "copy",
        "Copy the Markdown",
        "Copy the whole postmortem as Markdown.",
        CommandGroup.OUTPUT,
        keys=("f9", "ctrl+o"),
        footer="Copy",
    ),
    Command(
        "copy-menu",
        "Copy …",
        "Copy this section, the timeline, or another format.",
        CommandGroup.OUTPUT,
        menu="c",
    ),
)

_PROGRAM = (
    Command(
        "help",
        "Help",
        "Explain what has the focus, and list the keys.",
        CommandGroup.PROGRAM,
        keys=("f1",),
        plain_keys=("?",),
        plain_scope=KeyScope.OUTSIDE_TEXT,
        menu="?",
        footer="Help",
    ),
    Command(
        "palette",
        "Commands",
        "Find any command by its name.",
        CommandGroup.PROGRAM,
        keys=("ctrl+p",),
        menu="p",
        footer="Commands",
    ),
    Command(
        "theme",
        "Choose a theme",
        "Try the colour themes and keep one.",
        CommandGroup.PROGRAM,
        menu="t",
    ),
    Command(
        "redraw",
        "Redraw the screen",
        "Draw the whole screen again, for example when another program has written over it.",
        CommandGroup.PROGRAM,
        menu="l",
    ),
    Command(
        "suspend",
        "Suspend to the shell",
        "Give the terminal back to the shell; fg returns.",
        CommandGroup.PROGRAM,
    ),
)

COMMANDS: tuple[Command, ...] = (
    *_DOCUMENT,
    *_MOVING,
    *_ROWS,
    *_TIMELINE,
    *_TEXT,
    *_OUTPUT,
    *_PROGRAM,
)
"""Every command, in the order of the help."""

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
"""Every command by its id."""

FOOTER: tuple[str, ...] = ("help", "next-tab", "preview-cycle", "copy", "palette", "save")
"""The ids of the commands that the footer shows everywhere, the most needed first."""

ALWAYS: tuple[str, ...] = ("help", "palette")
"""Those of them that are shown however little room there is: all others are found through them."""

FOOTER_ROWS: dict[KeyScope, tuple[str, ...]] = {
    KeyScope.TABLE: ("add-row", "edit-cell", "delete-row"),
    KeyScope.TIMELINE: ("add-row", "edit-cell", "delete-row", "moment", "other-day", "filter"),
    KeyScope.ACTIONS: ("tick", "add-row", "edit-cell", "delete-row"),
    KeyScope.RANGE: ("delete-row", "move-rows", "duplicate-rows", "copy-rows", "set-owner"),
    KeyScope.CELL: ("leave-cell",),
}
"""The ids of the commands that it shows before them while rows are in hand, by where they act."""
