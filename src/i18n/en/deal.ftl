# What a deal is judged by: the check, the people, and what the effort came to.

group-check = Deal check
opportunity-check = Verdict
opportunity-scale = Scale of the need
opportunity-scale-note = Scale evidence
opportunity-timing = Timing
opportunity-timing-note = Timing evidence
opportunity-fit = Product fit
opportunity-fit-note = Fit evidence
opportunity-deciders = Decision makers
choice-scale-trial = Trial
choice-scale-one = One site
choice-scale-several = Several sites
choice-scale-whole = The whole company
choice-timing-now = Within a month
choice-timing-quarter = Within a quarter
choice-timing-year = Within a year
choice-timing-open = No date yet
choice-fit-full = Fits
choice-fit-partly = Fits in part
choice-fit-poor = Does not fit
choice-check-sound = Sound
choice-check-unclear = Not all is known
choice-check-doubtful = Doubtful
choice-deciders-missing = None named yet
choice-deciders-not-for-us = None is for us
choice-deciders-for-us = For us

# Who has a say.
entity-stakeholder = Stakeholder
entity-stakeholders = Stakeholders
stakeholder-role = Role in the decision
stakeholder-influence = Influence
stakeholder-stance = Stance
stakeholder-budget = Budget authority
choice-stance-for = For us
choice-stance-neutral = Neutral
choice-stance-against = Against us
choice-stance-unknown = Not known yet
choice-authority-none = No budget
choice-authority-asks = Applies for budget
choice-authority-own = Within own budget
choice-authority-all = Signs off any budget

# Return on effort.
follow-up-minutes = Minutes it took
follow-up-outcome = Deal
follow-up-earned = Share in what was won
report-return = Return on effort
report-return-asks = What calls, visits and other follow-ups bring in, by way, person and source
report-for-won = For deals won
report-for-won-rate = Share for deals won
report-earned = Brought in
report-earned-each = Per follow-up
report-earned-hour = Per hour noted
