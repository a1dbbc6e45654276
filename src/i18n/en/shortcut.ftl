# Shortcuts: the help sheet, and their settings.

shortcut-title = Keyboard shortcuts
shortcut-scope-everywhere = Everywhere
shortcut-scope-list = In lists
shortcut-scope-record = On a record
shortcut-scope-deed = On a record, or on the rows you selected
shortcut-scope-dispute = On a conflict
shortcut-scope-writing = While writing
shortcut-scope-palette = In the search

shortcut-help = Show the shortcuts of this page
shortcut-search = Search or run a command
shortcut-close = Close, or leave a field unchanged
shortcut-go = Go to { $place }
shortcut-down = Next row
shortcut-up = Row before
shortcut-open = Open the row
shortcut-peek = Peek at the row beside the list
shortcut-select = Select the row
shortcut-extend = Select row after row
shortcut-select-all = Select all rows
shortcut-edit-cell = Edit the cell
shortcut-copy = Copy the rows or the cell
shortcut-paste = Paste from a spreadsheet
shortcut-tag = Add tags to the selected rows
shortcut-tab-before = Tab before
shortcut-tab-after = Next tab
shortcut-edit = Edit
shortcut-past = History of the field or the record
shortcut-answer-1 = Choose the first value
shortcut-answer-2 = Choose the second value
shortcut-answer-3 = Choose the third value
shortcut-answer-4 = Choose the fourth value
shortcut-settle = Settle as chosen
shortcut-submit = Save
shortcut-language = Switch to Chinese · 切换到中文
shortcut-letters-turn = Turn single-letter shortcuts on or off
shortcut-theme = Appearance: { $theme }
shortcut-face = Show as: { $face }
shortcut-density = Row height: { $density }
shortcut-export = Export: { $form }
shortcut-aside = Open in a new tab
shortcut-or = or
shortcut-then = then

# The sheet.
shortcut-hint = The keys that work on this page now.
shortcut-to-settings = Change or switch off keys
shortcut-off = off

# The settings.
shortcut-letters = Single-letter shortcuts
shortcut-letters-why = Switch them off if letters you dictate or touch by accident set things off. Shortcuts with { $mod } always work.
shortcut-single = Each by itself
shortcut-change = Change keys
shortcut-change-named = Change keys: { $label }
shortcut-switch = Shortcut “{ $label }”
shortcut-reset = Reset all
done-letters-on = Single-letter shortcuts are on
done-letters-off = Single-letter shortcuts are off
done-shortcut-reset = Shortcuts are as at first
done-shortcut-give = “{ $label }” is now { $keys }
shortcut-press = New keys
shortcut-press-why = Press a letter, digit or sign, or two of them one after the other. Backspace takes them back, Enter saves.
shortcut-none = Press the keys first.
shortcut-unfit = Use a letter, a digit or a sign, two of them in a row, or one together with { $mod }.
shortcut-reserved = The browser uses these keys itself. Press others.
shortcut-taken = “{ $label }” already uses these keys or begins with them. Press others, or change those first.
