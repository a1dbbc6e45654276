# Customers that are somebody's, and the public pools of those that are nobody's.
group-place = Whose it is
group-trade = Trade
group-spared = Left alone
group-adjust = Grows and shrinks
choice-place-sea = Public
choice-place-held = Held
choice-place-locked = Locked
choice-cause-new = New
choice-cause-returned = Given back
choice-recycle-untouched = No follow-up
choice-recycle-no-deal = No new opportunity
choice-recycle-not-won = Nothing won
choice-recycle-contract-over = Contract has ended
choice-lapse-soon = Lapses soon
choice-lapse-now = Lapses within two days
choice-holds-leads = Leads
choice-holds-customers = Customers
customer-place = Place
customer-lapsing = Lapsing
customer-lapses-at = Lapses on
customer-pool = Public pool
customer-belongs-to = Belongs to pool
customer-sea-since = Public since
customer-sea-cause = Public because
customer-sea-rule = Lapses by rule
customer-pool-before = Pool before
customer-owner-since = With the owner since
customer-last-owner = Owner before
customer-claimed-at = Claimed at
customer-locked = Locked
customer-contract-until = Contract until
customer-open-deals = Open opportunities
customer-won-first = First won
customer-won-last = Last won
follow-up-outside = Said while it was public
member-team = Team
member-code = Staff number
pool-holds = For
pool-fresh = Days before what is new may be claimed
pool-warn = Days that owners are warned ahead
lead-pool = Lead pool

# Commands on customers.
done-customer-claim = { $count ->
    [one] { $title } claimed
   *[other] { $count } customers claimed
}
command-customer-return = Give back
done-customer-return = { $count ->
    [one] { $title } is public again
   *[other] { $count } customers are public again
}
command-customer-move = Move to public pool
done-customer-move = { $count ->
    [one] { $title } moved to another pool
   *[other] { $count } customers moved to another pool
}
command-customer-lock = Lock
done-customer-lock = { $count ->
    [one] { $title } locked: no rule takes it
   *[other] { $count } customers locked: no rule takes them
}
command-customer-unlock = Unlock
done-customer-unlock = { $count ->
    [one] { $title } unlocked
   *[other] { $count } customers unlocked
}
refused-customer-place = { $place ->
    [sea] This customer is public, so this does not apply. Claim it first.
    [locked] This customer is locked. Unlock it first.
   *[held] This customer is in somebody’s hands, so this does not apply.
}
refused-customer-sea = This customer is nobody’s. Claim it, or ask a manager or whoever keeps the pool.
refused-customer-edit = This customer is { $name }’s. Ask { $name } to add you as somebody who works on it, or ask a manager.
refused-customer-holder = This customer has another owner. Ask the owner or a manager.
refused-pool-fresh = This is new in “{ $pool }”. It can be claimed from { $day }.
refused-capacity = { $who ->
    [me] You hold { $held } of at most { $most } customers (rule “{ $rule }”). Give one back, win one, or ask a manager for more room.
   *[other] { $name } holds { $held } of at most { $most } customers (rule “{ $rule }”). Choose somebody else, or raise the limit.
}
refused-capacity-locked = { $who ->
    [me] You have locked { $held } of at most { $most } customers (rule “{ $rule }”). Unlock one first.
   *[other] { $name } has locked { $held } of at most { $most } customers (rule “{ $rule }”). One has to be unlocked first.
}
table-row-held = A colleague’s customer: its owner or a manager can change it
table-row-full = Its owner may hold no more; put it into a public pool or choose somebody else

# Recycle rules.
entity-recycle-rule = Recycle rule
entity-recycle-rules = Recycle rules
recycle-name = Name
recycle-active = In use
recycle-reason = Reason
recycle-levels = Only levels
recycle-days = For (days)
recycle-pool = Of public pool
recycle-spare-won = Not those that were won
recycle-spare-open = Not those with an open opportunity
recycle-to = Lapses into
recycle-since = Takes effect on

# Capacity rules.
entity-capacity-rule = Capacity rule
entity-capacity-rules = Capacity rules
capacity-name = Name
capacity-person = Person
capacity-team = Team
capacity-region = Region
capacity-most = May hold
capacity-most-locked = May lock
capacity-spare-won = Won ones do not count
capacity-per-won = More for each win in 90 days
capacity-slow-below = Less if followed up below %
capacity-slow-minus = Less by %
capacity-floor = Never below
capacity-ceiling = Never above
capacity-by = Follows from

# The page of the public sea.
nav-sea = Public pools
sea-what = What is nobody’s waits here to be taken
sea-pools = Pools
sea-rules = Rules and capacity
sea-new-pool = New public pool
sea-no-pools = There is no public pool yet
sea-no-pools-why = Make one, for all or for a region. What nobody holds then lies in it, and what rules take from somebody falls into it.
sea-empty = Nothing lies in this pool
sea-empty-why = What is given back or lapses by a rule appears here.
sea-mine = My customers
sea-meter = { $most ->
    [none] { $held } customers, { $locked } locked, without a limit
   *[other] { $held } of { $most } customers, { $locked } locked
}
sea-locked = Locked { $n }
sea-locked-of = Locked { $n } / { $most }
sea-taken = Held { $n }
sea-free = Free { $n }
sea-spared-won = { $n } won, which do not count
sea-claimed = Claimed today
sea-lapsing = Lapse in 7 days
sea-claim-from = From { $day }
sea-claim-not = Not now
sea-sum = { $n } in the pool · { $free } can be claimed now
sea-more = and { $n } more
sea-as-list = Open as a list
sea-edit-pool = Pool and its members
sea-no-recycle = No rule takes anything
sea-no-recycle-why = Try one on the right: it shows what it would take before you save it.
sea-no-capacity = Everybody may hold as much as they like
sea-no-capacity-why = A rule says how many customers a person, a team, a region or everybody may hold.
sea-new-rule = New rule
sea-not-in-use = Not in use
sea-people = Who holds how much
sea-imbalance = Imbalance { $n } of 100
sea-held = Held
sea-spared = Won
sea-tended = Tended in 30 days
sea-should-be = Limit by the rules
sea-should = { $from } → { $to } ({ $won ->
    [one] 1 win
   *[other] { $won } wins
}{ $tended ->
    [none] {""}
   *[other] , { $tended }% tended
})
sea-adjust = { $n ->
    [one] Adjust 1 limit
   *[other] Adjust { $n } limits
}
done-capacity-adjust = Limits adjusted
trial-title = Try a rule
trial-nothing-changes = Nothing changes
trial-of = Rule
trial-new = A new one
trial-all = All
trial-if = If it were { $n } days,
trial-then = { $n ->
    [one] 1 customer would be public
   *[other] { $n } customers would be public
}
trial-spared = Public by the rules as they are: { $already }. Left alone: { $locked } locked, { $protected } protected, { $open } with an open opportunity, { $won } won.
trial-ages = { $reason ->
    [no_deal] Days without a new opportunity
    [not_won] Days without a win
    [contract_over] Days since the contract ended
   *[untouched] Days without a follow-up
}
trial-band = From day { $from }: { $n }, of which { $taken } would be taken
trial-show = Which { $n }
trial-make = Make it a rule
trial-save = Save the rule

# Handing over.
command-customer-transfer = Hand over
done-customer-transfer = { $count ->
    [one] { $title } handed over
   *[other] { $count } customers handed over
}
command-customer-spread = Share out evenly
done-customer-spread = { $count ->
    [one] { $title } given to who has most room
   *[other] { $count } customers shared out
}
command-member-leave = Hand over everything
done-member-leave = Everything of { $title } handed over
customer-handover = Handover note
transfer-contacts = With its contacts
transfer-deals = With its open opportunities
transfer-tasks = With its open tasks
transfer-access = The owner before may
choice-access-none = Do nothing more
refused-spread-full = Nobody has room for more. Raise a limit first.
refused-leave-self = Choose somebody else to get it all.

# The customer’s card.
entity-dealership = Dealer
entity-dealerships = Dealers
dealership-dealer = Dealer
dealership-role = Does what
dealership-from = Since
dealership-until = Until
choice-dealer-sells = Sells
choice-dealer-installs = Installs
choice-dealer-serves = Serves
entity-need = Need
entity-needs = Needs
need-text = What
need-on = Noted on
choice-need-open = Open
choice-need-met = Met
choice-need-dropped = Dropped
entity-sale = Sale
entity-sales = Sales
sale-product = Product
sale-amount = Amount
sale-on = Sold on
customer-lifecycle = Life-cycle
customer-life-said = Life-cycle by hand
customer-sold = Sold in all
customer-sales = Number of sales
customer-parent = Parent company
choice-life-potential = Potential
choice-life-interested = Interested
choice-life-bought = Bought
choice-life-active = Active
choice-life-dormant = Dormant
choice-life-lost = Lost

# The life-cycle in time.
customer-life-since = In this stage since
customer-first-won = First won on
report-cohorts = Retention
report-cohorts-asks = Of those first won in a month, how many are still active?
report-alive = Still active
report-alive-share = Still active of all

# How many of a pool are looked at in a day.
pool-views = Looked at per day and person
veiled-text = You have looked at { $n } customers of “{ $place }” today, as many as its rules allow. Claim it to work with it, or come back tomorrow.
veiled-claim = To the pool
veiled-why = This is a rule of work for this device. Whoever has the file has the data.
collaborator-split = Share of the commission (%)

# What another limit would mean.
trial-most = If a person may hold at most
trial-over = { $people ->
    [0] Everybody has room.
    [one] One person holds { $n } too many: { $who }. Nothing is taken; they can take no more.
   *[other] { $people } people hold { $n } too many: { $who }. Nothing is taken; they can take no more.
}

# Regions

entity-region = Region
entity-regions = Regions
region-name = Name
region-parent = Lies in
region-also = Also called
terms-title = Try terms of registration
terms-usual = Where no template applies
terms-if = { $protected ->
    [0] Nothing is protected by these terms.
    [one] One registration is protected by these terms.
   *[other] { $protected } registrations are protected by these terms.
 }
terms-then = { $ended ->
    [0] All of them still would be.
    [one] One would have run out.
   *[other] { $ended } would have run out.
 }
terms-also = Protected again: { $lasting }. No longer held up as duplicates: { $passing }. Lacking what would be asked for: { $lacking }.
terms-over = Over the quota, { $n } in all:
terms-ended = Run out: { $n }
terms-lasting = Protected again: { $n }
terms-passing = No longer held up: { $n }
terms-make = Make a template
terms-save = Save the template
sea-no-template = No templates
sea-no-template-why = Registrations follow the usual terms: A 90, B 60, C and D 30 days, one extension. A template says otherwise, for a trade or for all.
regions-what = A customer’s region is what it says in words. This tree says what these words mean: what lies in what.
regions-none = No regions yet
regions-none-why = Take in China’s regions as a beginning, or make your own. Pools, limits, assignment and filters for a region then also mean its parts.
regions-new = New region
regions-part = New region in { $region }
regions-customers = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
 }
regions-china = Regions of China…
regions-china-why = Areas, provinces, cities and districts by GB/T 2260. What is there already stays as it is.
regions-depth = How deep
regions-provinces = Provinces
regions-cities = and cities
regions-districts = and districts
regions-of = Cities and districts only of
regions-take = { $n ->
    [0] All are there
    [one] Add { $n } region
   *[other] Add { $n } regions
 }
done-regions = Regions added
region-people = Who works there
field-area = Area
field-within = Lies in regions
field-near = In my regions
