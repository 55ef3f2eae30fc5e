"""The registry of commands: what a person can do, once, for everything that shows or runs it.

Key bindings, footer, palette, help, the user's `[keys]`, `hotwash keys` and the table in the README
all read `COMMANDS`. The module knows no screen, so that the command line can print it: a command
is words and keys here; what it does is looked up by its id where the screen is.

Every command has a key that arrives in a plain terminal, in tmux, in screen and over SSH, or a
letter in the go-to menu, which opens with such a key; and every command is in the palette.
"""

from __future__ import annotations

from hotwash.tui.command import Command, Group, Scope

__all__ = [
    "ALWAYS",
    "BY_ID",
    "COMMANDS",
    "FOOTER",
    "FOOTER_ROWS",
    "Command",
    "Group",
    "Scope",
]

_DOCUMENT = (
    Command(
        "save",
        "Save now",
        "Write the TOML and the Markdown at once.",
        Group.DOCUMENT,
        keys=("f2", "ctrl+s"),
        footer="Save",
    ),
    Command(
        "quit",
        "Quit",
        "Save and leave; asks only if something could not be saved.",
        Group.DOCUMENT,
        keys=("ctrl+q",),
        menu="q",
    ),
    Command(
        "start",
        "Start screen",
        "Save, and go to the recent files and the postmortems of this folder.",
        Group.DOCUMENT,
        menu="h",
    ),
    Command(
        "new",
        "New postmortem",
        "Begin another postmortem from a template.",
        Group.DOCUMENT,
        menu="w",
    ),
    Command(
        "open",
        "Open a file",
        "Open another postmortem, or import Markdown.",
        Group.DOCUMENT,
        menu="o",
    ),
    Command(
        "convert",
        "Change the template",
        "Move the answers to another template and show what went where.",
        Group.DOCUMENT,
        menu="x",
    ),
)

_MOVING = (
    Command(
        "previous-tab",
        "Previous tab",
        "Go to the section before this one.",
        Group.MOVING,
        keys=("f3", "ctrl+pageup"),
    ),
    Command(
        "next-tab",
        "Next tab",
        "Go to the section after this one.",
        Group.MOVING,
        keys=("f4", "ctrl+pagedown"),
        footer="Next tab",
    ),
    Command(
        "go-to",
        "Go to …",
        "Then a digit for a tab, or one of the letters the menu shows.",
        Group.MOVING,
        keys=("f6", "ctrl+g"),
    ),
    Command(
        "next-unanswered",
        "Next unanswered field",
        "Go to the next field that has no answer yet.",
        Group.MOVING,
        keys=("ctrl+n",),
        menu="n",
    ),
    Command(
        "review",
        "Review",
        "List what is left to fill in and what does not fit, and go there.",
        Group.MOVING,
        menu="r",
    ),
    Command(
        "find",
        "Find",
        "Find words in the whole postmortem; the same key again replaces them.",
        Group.MOVING,
        keys=("ctrl+f",),
        menu="/",
    ),
    Command(
        "replace",
        "Replace",
        "Put other words in the place of what is found; each place is shown first.",
        Group.MOVING,
        menu="R",
    ),
    Command(
        "next-hit",
        "Next hit",
        "Go to the next place that fits what was found last.",
        Group.MOVING,
        menu="j",
    ),
    Command(
        "previous-hit",
        "Previous hit",
        "Go to the place before that fits what was found last.",
        Group.MOVING,
        menu="k",
    ),
)

_ROWS = (
    Command(
        "add-row",
        "Add a row",
        "Add a row to this table, timeline or checklist.",
        Group.ROWS,
        keys=("f5",),
        plain_keys=("a", "insert"),
        footer="Add",
    ),
    Command(
        "delete-row",
        "Delete the row",
        "Delete the row under the cursor; undo brings it back.",
        Group.ROWS,
        keys=("f8",),
        plain_keys=("delete",),
        footer="Delete",
    ),
    Command(
        "move-row-up",
        "Move the row up",
        "Put the row before the one above it.",
        Group.ROWS,
        keys=("K", "alt+up"),
        scope=Scope.TABLE,
    ),
    Command(
        "move-row-down",
        "Move the row down",
        "Put the row after the one below it.",
        Group.ROWS,
        keys=("J", "alt+down"),
        scope=Scope.TABLE,
    ),
    Command(
        "select-rows",
        "Select a range of rows",
        "Begin a range at the cursor, which moving it makes longer; again or Escape ends it.",
        Group.ROWS,
        keys=("v",),
        scope=Scope.TABLE,
    ),
    Command(
        "select-up",
        "Select the row above too",
        "Make the range of rows one row longer upwards, or shorter from below.",
        Group.ROWS,
        keys=("shift+up",),
        scope=Scope.TABLE,
    ),
    Command(
        "select-down",
        "Select the row below too",
        "Make the range of rows one row longer downwards, or shorter from above.",
        Group.ROWS,
        keys=("shift+down",),
        scope=Scope.TABLE,
    ),
    Command(
        "duplicate-rows",
        "Duplicate the rows",
        "Put a copy of the row, or of each selected row, below.",
        Group.ROWS,
        keys=("y",),
        scope=Scope.TABLE,
        footer="Duplicate",
    ),
    Command(
        "copy-rows",
        "Copy the rows",
        "Copy the row, or the selected rows, as text that can be pasted into a table.",
        Group.ROWS,
        keys=("c",),
        scope=Scope.TABLE,
        footer="Copy",
    ),
    Command(
        "move-rows",
        "Move the rows to …",
        "Move the row, or the selected rows, to another list or table like this one.",
        Group.ROWS,
        keys=("M",),
        scope=Scope.TABLE,
        footer="Move to",
    ),
    Command(
        "set-owner",
        "Set the owner",
        "Name the person that the row, or the selected rows, belong to.",
        Group.ROWS,
        keys=("o",),
        scope=Scope.TABLE,
        footer="Owner",
    ),
    Command(
        "sort-rows",
        "Sort the rows",
        "Sort the selected rows, or all, by a column: action items by due date or owner.",
        Group.ROWS,
        keys=("s",),
        scope=Scope.TABLE,
    ),
    Command(
        "edit-cell",
        "Edit the cell",
        "Type in the cell under the cursor.",
        Group.ROWS,
        keys=("enter", "e"),
        scope=Scope.TABLE,
        footer="Edit",
    ),
    Command(
        "leave-cell",
        "Leave the cell",
        "Go back to the table, or close the dialog.",
        Group.ROWS,
        keys=("escape", "ctrl+c"),
        scope=Scope.CELL,
        priority=False,
        footer="Done",
    ),
    Command(
        "tick",
        "Tick the item",
        "Mark the action item done, or not done.",
        Group.ROWS,
        keys=("space", "x"),
        scope=Scope.ACTIONS,
        footer="Tick",
    ),
)

_TIMELINE = (
    Command(
        "moment",
        "Mark a moment",
        "Mark the row as started, detected, acknowledged, mitigated or resolved.",
        Group.TIMELINE,
        keys=("m",),
        scope=Scope.TIMELINE,
        menu="m",
        footer="Moment",
    ),
    Command(
        "insert-now",
        "Insert the time now",
        "Type the present time, in the document's zone.",
        Group.TIMELINE,
        keys=("ctrl+l",),
        plain_keys=("t",),
        plain_scope=Scope.TIMELINE,
    ),
    Command(
        "filter",
        "Filter the rows",
        "Show only the rows that hold some words.",
        Group.TIMELINE,
        keys=("/",),
        scope=Scope.TABLE,
        menu="f",
        footer="Filter",
    ),
    Command(
        "show-zone",
        "Show another time zone",
        "Show the document's zone, UTC or local time; what is stored stays as it is.",
        Group.TIMELINE,
        keys=("z",),
        scope=Scope.TIMELINE,
        menu="z",
    ),
    Command(
        "other-day",
        "Move to the other day",
        "Put the row's time on the day before, or from the incident's day on the day after.",
        Group.TIMELINE,
        keys=("+",),
        scope=Scope.TIMELINE,
        menu="+",
    ),
    Command(
        "take-duration",
        "Take the duration",
        "Answer the Duration with the time from started to resolved.",
        Group.TIMELINE,
        keys=("D",),
        scope=Scope.TIMELINE,
        menu="d",
    ),
    Command(
        "import-events",
        "Import events",
        "Read rows from a file or a paste, look at them, and insert the chosen ones.",
        Group.TIMELINE,
        keys=("i",),
        scope=Scope.TIMELINE,
        menu="i",
    ),
)

_TEXT = (
    Command(
        "undo",
        "Undo",
        "Take back the last change, on whatever tab it was.",
        Group.TEXT,
        keys=("ctrl+z",),
        plain_keys=("u",),
        priority=False,
    ),
    Command(
        "redo",
        "Redo",
        "Do again what was taken back.",
        Group.TEXT,
        keys=("ctrl+y",),
        plain_keys=("U",),
        priority=False,
    ),
    Command(
        "history",
        "History",
        "List what was done, on branches that were left too, and go back to any of it.",
        Group.TEXT,
        menu="u",
    ),
    Command(
        "put-back",
        "Put back deleted text",
        "Put in what Ctrl+K or Ctrl+U deleted last, here or elsewhere.",
        Group.TEXT,
        keys=("ctrl+t",),
    ),
    Command(
        "go-to-line",
        "Go to line …",
        "Go to a line of the code or the text in hand, by its number.",
        Group.TEXT,
        menu="g",
    ),
    Command(
        "external-editor",
        "Edit in $VISUAL",
        "Edit this field in your own editor.",
        Group.TEXT,
        keys=("ctrl+e",),
        scope=Scope.OUTSIDE_TEXT,
        menu="e",
        priority=False,
    ),
    Command(
        "spelling",
        "Check the spelling",
        "Go to the next misspelt word and choose another one, or add it to your words.",
        Group.TEXT,
        menu="v",
    ),
)

_OUTPUT = (
    Command(
        "preview-cycle",
        "Preview",
        "Show the preview beside the form, full, or not at all.",
        Group.OUTPUT,
        keys=("f7", "ctrl+r"),
        footer="Preview",
    ),
    Command(
        "preview-source",
        "Preview the source",
        "Show the Markdown itself in the preview, or rendered again.",
        Group.OUTPUT,
        menu="s",
    ),
    Command(
        "copy",
        "Copy the Markdown",
        "Copy the whole postmortem as Markdown and say what is known of it.",
        Group.OUTPUT,
        keys=("f9", "ctrl+o"),
        footer="Copy",
    ),
    Command(
        "copy-menu",
        "Copy …",
        "Copy this section, the timeline, or another format.",
        Group.OUTPUT,
        menu="c",
    ),
)

_PROGRAM = (
    Command(
        "help",
        "Help",
        "Explain what has the focus, and list the keys.",
        Group.PROGRAM,
        keys=("f1",),
        plain_keys=("?",),
        plain_scope=Scope.OUTSIDE_TEXT,
        menu="?",
        footer="Help",
    ),
    Command(
        "palette",
        "Commands",
        "Find any command by its name.",
        Group.PROGRAM,
        keys=("ctrl+p",),
        menu="p",
        footer="Commands",
    ),
    Command(
        "theme", "Choose a theme", "Try the colour themes and keep one.", Group.PROGRAM, menu="t"
    ),
    Command(
        "redraw",
        "Draw the screen again",
        "Send the whole screen anew, when another program has written over it.",
        Group.PROGRAM,
        menu="l",
    ),
    Command(
        "suspend",
        "Suspend to the shell",
        "Give the terminal back to the shell; fg returns.",
        Group.PROGRAM,
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

FOOTER_ROWS: dict[Scope, tuple[str, ...]] = {
    Scope.TABLE: ("add-row", "edit-cell", "delete-row"),
    Scope.TIMELINE: ("add-row", "edit-cell", "delete-row", "moment", "filter"),
    Scope.ACTIONS: ("tick", "add-row", "edit-cell", "delete-row"),
    Scope.RANGE: ("delete-row", "move-rows", "duplicate-rows", "copy-rows", "set-owner"),
    Scope.CELL: ("leave-cell",),
}
"""The ids of the commands that it shows before them while rows are in hand, by where they act."""
