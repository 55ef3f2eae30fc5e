"""A table of rows on the screen, made of parts that each do one thing.

| Part | Does |
| --- | --- |
| `RowModel` and its kinds | says what is shown of rows; `FieldRows` also reads what is typed |
| `TimelineTimes` | reads and shows the times of a timeline |
| `TableLayout`, `Lines` | share the width among columns, find the lines of rows |
| `TableDrawing`, `RowPainter` | turn the rows of a view, one row, into styled text |
| `RowFilter`, `RowSelection` | rows chosen by words; a range of rows |
| `RowView` | the widget: draws the rows of a model and moves a cursor over them |
| `Grid` | a `RowView` of a field: joins the parts below with the document |
| `RowSync` | keeps the rows of a table and those of the document the same |
| `CellEditor` | the cell that is typed into |
| `TableKeys`, `CellMouse` | which of them a key is for; the mouse in the open cell |
| `RowCommands` and its kinds | what is done to rows: move, copy, tick, mark |

A model, a layout, a filter and a selection know no widget and are tested without one. `TableField`,
`TimelineGrid` and `ActionsField` are a `Grid` with a model and commands of their kind; the import
preview is a `RowView` of the entries that were found.
"""
