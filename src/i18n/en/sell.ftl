# Opportunities, conversion.

entity-opportunity = Opportunity
entity-opportunities = Opportunities
opportunity-name = Name
opportunity-amount = Amount
opportunity-close-on = Expected close
opportunity-stage = Stage
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

# Lead pools.
entity-pool = Lead pool
entity-pools = Lead pools
group-rules = Rules
pool-name = Name
pool-waiting = Waiting
pool-oldest = Waiting since
pool-region = Only for region
pool-keeper = Kept by
pool-per-day = Claims per person and day
pool-cooling = Days before who returned a lead may claim it
lead-pool-since = In the pool since
lead-pool-before = Pool before
lead-owner-since = With the owner since
lead-last-owner = Owner before
lead-claimed-at = Claimed at
command-lead-move = Move to pool
done-lead-move = { $count ->
    [one] { $title } moved to another pool
   *[other] { $count } leads moved to another pool
}
refused-pool-region = “{ $pool }” is for the region { $region }. Ask whoever keeps the pool to assign the lead to you.
refused-pool-cooling = You returned this lead to “{ $pool }” lately. You can claim it again from { $day }.
refused-pool-limit = You have claimed { $limit } leads from “{ $pool }” today, which is the limit. More can be claimed tomorrow.
