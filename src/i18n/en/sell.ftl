# Opportunities, conversion.

entity-opportunity = Opportunity
entity-opportunities = Opportunities
opportunity-name = Name
opportunity-amount = Amount
opportunity-close-on = Expected close
opportunity-stage = Stage
opportunity-since = Stage begun
opportunity-chance = Chance (%)
opportunity-weighted = Weighted amount
opportunity-needs = Needs
opportunity-lost-reason = Why lost
opportunity-competitor = Competitor
opportunity-closed-at = Closed at
opportunity-held-from = Stage before it was held

choice-stage-contact = First contact
choice-stage-need = Needs confirmed
choice-stage-solution = Solution and demo
choice-stage-quote = Quoted
choice-stage-negotiation = Negotiation
choice-stage-won = Won
choice-stage-lost = Lost
choice-stage-held = On hold

choice-lost-price = Price
choice-lost-competitor = Chose a competitor
choice-lost-budget = Budget was cut
choice-lost-fit = Solution does not fit
choice-lost-silent = Went silent

command-opportunity-move = Move to stage
done-opportunity-move = { $count ->
    [one] Stage of { $title } changed
   *[other] Stage of { $count } opportunities changed
}
command-opportunity-win = Win
done-opportunity-win = { $count ->
    [one] { $title } won
   *[other] { $count } opportunities won
}
command-opportunity-lose = Lose
done-opportunity-lose = { $count ->
    [one] { $title } marked lost
   *[other] { $count } opportunities marked lost
}
command-opportunity-hold = Put on hold
done-opportunity-hold = { $count ->
    [one] { $title } put on hold
   *[other] { $count } opportunities put on hold
}
command-opportunity-reopen = Take up again
done-opportunity-reopen = { $count ->
    [one] { $title } taken up again
   *[other] { $count } opportunities taken up again
}

# What a lead became.
lead-converted-customer = Became customer
lead-converted-contact = Became contact
lead-converted-opportunity = Became opportunity
lead-converted-at = Converted at
command-lead-convert = Convert
refused-opportunity-holder = This opportunity has another owner. Ask the owner or a manager.
refused-opportunity-stage = { $stage ->
    [won] This opportunity is won, so this does not apply.
    [lost] This opportunity is lost. A manager can take it up again.
    [held] This opportunity is on hold. Take it up again first.
   *[contact] This opportunity is still open, so there is nothing to take up again.
}
refused-manager-only = Only managers and admins may do this. Ask one of them.
done-lead-convert = { $title } converted; its history goes on with the customer

# Pools.
entity-pool = Pool
entity-pools = Pools
group-rules = Rules
pool-name = Name
pool-waiting = Waiting
pool-oldest = Waiting since
pool-region = Only for region
pool-lines = Of product lines
pool-keeper = Kept by
pool-per-day = Claims per person and day
pool-cooling = Days before who had it may claim it again
lead-pool-since = In the pool since
lead-pool-before = Pool before
lead-worked-since = In work since
lead-owner-since = With the owner since
lead-last-owner = Owner before
lead-claimed-at = Claimed at
command-lead-move = Move to pool
done-lead-move = { $count ->
    [one] { $title } moved to another pool
   *[other] { $count } leads moved to another pool
}
entity-pool-member = Pool member
entity-pool-members = Pool members
refused-pool-member = “{ $pool }” is for its members only. Ask whoever keeps the pool to add you or to assign it to you.
refused-pool-region = “{ $pool }” is for the region { $region }. Ask whoever keeps the pool to assign it to you.
refused-pool-cooling = This was yours before it came into “{ $pool }”. You can claim it again from { $day }.
refused-pool-limit = You have claimed { $limit } from “{ $pool }” today, which is the limit. More can be claimed tomorrow.

# The score of a lead, and whether it qualifies.
group-qualify = Assessment
lead-score = Score
lead-advice = Advice
lead-qualified = Qualified
lead-budget-known = Budget confirmed
lead-decider-known = Decision maker known
lead-need-known = Need confirmed
lead-timing-known = Timing confirmed
lead-evidence = Evidence
score-recent = Talked to lately
score-known = What is known
choice-qualified-yes = Qualified
choice-qualified-no = Not qualified
choice-advice-convert = Convert
choice-advice-continue = Go on
choice-advice-park = Set aside

# Assignment rules.
entity-assign-rule = Assignment rule
entity-assign-rules = Assignment rules
group-when = When
group-whom = To whom
assign-name = Name
assign-position = Order
assign-active = In use
assign-region = Region contains
assign-interest = Interested in
assign-least = Score of at least
assign-person = Always to
assign-queue = Into the pool of a team, to be claimed
assign-team = To reps of region
assign-way = Shared
assign-most = Only to who has fewer leads than
choice-assign-turns = In turns
choice-assign-load = To who has fewest
lead-assigned-by = Assigned by rule
member-away-until = Away until

# Assignment by rules.
assign-lead = Leads that wait in no hands, and who would get them
assign-rules = Rules
assign-new = New rule
assign-go = { $n ->
    [one] Assign { $n } lead
   *[other] Assign { $n } leads
}
assign-plan = What would happen now
assign-nobody-waits = No lead is waiting.
assign-verdict = { $n } of { $all } waiting leads would be assigned. Nothing is written before you say so.
assign-no-rules = No rules yet
assign-no-rules-why = A rule says which leads go to whom: by pool, region, industry, source, interest or score, to a person or to a team in turns.
assign-any = Every lead
assign-everybody = All reps in turns
assign-count = { $n ->
    [one] { $n } lead
   *[other] { $n } leads
}
assign-what = Lead
assign-who = Would go to
assign-why = By rule
assign-overruled = { $n ->
    [one] before another rule that fits too
   *[other] before { $n } other rules that fit too
}
assign-more = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
}
assign-left-no-rule = { $n ->
    [one] { $n } lead fits no rule and stays where it is.
   *[other] { $n } leads fit no rule and stay where they are.
}
assign-left-queued = { $n ->
    [one] One lead waits in “{ $pool }” to be claimed.
   *[other] { $n } leads wait in “{ $pool }” to be claimed.
}
assign-untouched = Also leads that their owners left untouched for 7 days
assign-left-nobody = { $n ->
    [one] { $n } lead fits “{ $rule }”, which has nobody who is here and has room. It stays.
   *[other] { $n } leads fit “{ $rule }”, which has nobody who is here and has room. They stay.
}
done-assign-rules = Leads assigned by rules

# Leads that nobody touches.
lead-untouched = Days untouched
lead-care = Left untouched
choice-care-remind = 3 days: remind the owner
choice-care-manager = 5 days: tell the manager
choice-care-reassign = 7 days: another owner

# The brief before a call, and what to say.
brief-title = Before the call
brief-last = Last talk
brief-promised = Promised
brief-ask = Still to ask
brief-nothing = Nothing is known yet: this is the first talk.
brief-write = Write a script for such calls
entity-script = Script
entity-scripts = Scripts
script-name = Name
script-stage = For leads that are
script-interest = Interested in
script-text = What to say
group-prefer = Preferences
prefer-channel = Likes to be reached by
prefer-time = Best time
prefer-topics = Likes to talk about
prefer-taboos = Better not mention

# How leads are assessed: settings of the organisation.
group-score = Assessing leads: points
org-convert-at = Advise converting from
org-park-below = Advise setting aside below
org-qualify-bar = Questions that must be answered with yes
settings-org = Name, currency and how leads are assessed
