# The palette: one box for every record and every command.

palette-title = Search or run a command
palette-open = Search, or type a command
palette-placeholder = A name, a phone, pinyin, a command …
palette-recent = Opened last
palette-likely = Suggested
palette-commands = Commands
palette-on = With “{ $subject }”
palette-digits = Type some digits of a phone or a number.
palette-none = Nothing found for “{ $words }”. { $scoped ->
    [yes] Delete the first sign to look everywhere.
   *[no] Latin letters, 汉字, pinyin and its initials all do.
}

# The hints at its foot: what a key does, and what a first sign looks for.
palette-key-choose = choose
palette-key-open = open
palette-key-tab = new tab
palette-for-commands = commands
palette-for-people = people
palette-for-numbers = numbers
