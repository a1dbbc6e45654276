# The conflict workbench.

nav-conflicts = Conflicts
conflicts-count = { $n ->
    [one] 1 conflict
   *[other] { $n } conflicts
}
conflicts-open = Settle the conflicts
conflicts-list = Open conflicts by record
conflicts-question = The question
conflicts-select = Select: { $matter }
conflicts-answers = { $n ->
    [one] 1 answer
   *[other] { $n } answers
}
conflicts-would = would be: { $answer }
conflicts-common = the last value everyone had seen
conflicts-no-common = There was no value that everyone had seen.
conflicts-seen = had seen: { $value }
conflicts-mine = Mine
conflicts-theirs = Theirs
conflicts-other = Something else
conflicts-settle = Settle
conflicts-choose = Choose an answer first.
conflicts-before = The question before
conflicts-after = The next question
conflicts-unsure = A change that has not arrived yet may settle this by itself.
conflict-deletion = Deleted or not
conflict-orphan = Left behind by { $parent }, which is deleted
conflict-delete-line = Delete this too
conflict-restore-parent = Bring { $parent } back
conflict-alias = A duplicate of { $name }
conflict-alias-none = A record of its own
rule-label = Settle by a rule
rule-none = Settle by a rule …
rule-what = A rule settles many at once; select some below, or take all.
rule-selected = { $n ->
    [one] 1 selected
   *[other] { $n } selected
}
rule-newest = What was written last
rule-mine = What I wrote
rule-filled = Something over nothing
rule-of = What { $name } wrote
rule-preview = Settles { $n }, leaves { $left } for you.
rule-apply = Settle { $n }
done-settle = { $n ->
    [one] 1 conflict settled
   *[other] { $n } conflicts settled
}
