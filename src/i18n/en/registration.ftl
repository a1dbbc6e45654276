# Registrations: whom a rep sells to, said in advance.
entity-registration = Registration
entity-registrations = Registrations
group-protection = Protection
group-review = Review
registration-name = Company
registration-class = Class
registration-subject = Registers
registration-project = Project
registration-need = Need
registration-amount = Expected amount
registration-evidence = Evidence
registration-left = Days left
registration-near = Calls for
registration-submitted = Submitted
registration-from = Protected since
registration-to = Protected until
registration-extended = Times extended
registration-releases = Public when it runs out
registration-released = Given up
registration-verdict = Duplicate check
registration-score = Similarity
registration-hit = Same as
registration-rival = Registered earlier as
registration-appeal = Appeal
registration-appealed = Appealed
registration-decide-by = To be decided by
registration-decision = Reason for the decision
registration-decided-by = Decided by
registration-decided = Decided
registration-stage = Stage
registration-instead = Give up instead
choice-registration-draft = Draft
choice-registration-suspected = To review
choice-registration-appealing = Under appeal
choice-registration-protected = Protected
choice-registration-shared = Shared
choice-registration-won = Won
choice-registration-rejected = Rejected
choice-registration-expired = Expired
choice-registration-released = Given up
choice-subject-customer = A customer
choice-subject-project = A project
choice-class-a = A · a key person is interested
choice-class-b = B · plans to buy
choice-class-c = C · may buy
choice-class-d = D · flagship, not buying yet
choice-near-review = Wait for a decision
choice-near-soon = Run out within a week
choice-near-late = Appeals overdue
choice-verdict-pass = Nobody has it
choice-verdict-suspected = Somebody may have it
choice-verdict-blocked = Somebody has it
choice-cause-registration = Registration ran out
command-registration-submit = Submit
done-registration-submit = { $title } submitted and checked
command-registration-swap = Submit instead of another
done-registration-swap = { $title } submitted, the other given up
command-registration-approve = Approve
done-registration-approve = { $title } approved and protected
command-registration-share = Share
done-registration-share = Both work with { $title } now
command-registration-reject = Reject
done-registration-reject = { $title } rejected
command-registration-appeal = Appeal
done-registration-appeal = Appeal for { $title } handed in
command-registration-extend = Extend
done-registration-extend = Protection of { $title } extended
command-registration-release = Give up
done-registration-release = { $title } given up
refused-registration-state = { $state ->
    [draft] This is still a draft. Submit it first.
    [protected] This is protected already.
    [rejected] This was rejected. Its rep can appeal.
    [expired] The protection has run out. It can be submitted again.
    [released] This was given up. It can be submitted again.
    [won] Something was won here, so this does not apply.
    [shared] This is shared, so this does not apply.
   *[suspected] This waits for a manager’s decision.
}
refused-registration-holder = This registration is a colleague’s. Ask the colleague or a manager.
refused-registration-asked = Fill in “{ $field }” before you submit this.
refused-registration-cooling = You had this registered before. It can be registered again from { $day }.
refused-registration-quota = You may protect { $quota } at a time. Give one up, or submit this instead of another.
refused-registration-swap = Choose a registration of yours that is protected now.
refused-registration-extended = The protection was extended { $n ->
    [one] once
   *[other] { $n } times
} already, which is all that is allowed.
refused-registration-share = There is no customer to share here. Approve or reject it.

# Templates of registrations.
entity-registration-template = Registration template
entity-registration-templates = Registration templates
group-terms = Terms
group-asked = Must be filled in
group-matched = Duplicate check
template-name = Name
template-days-a = Days for A
template-days-b = Days for B
template-days-c = Days for C
template-days-d = Days for D
template-extensions = Extensions allowed
template-extend-days = Days of an extension
template-quota = At a time per person
template-cooling = Days before it may be registered again
template-appeal-days = Days to decide an appeal
template-keeps = Customer stays with its owner when it runs out
template-ignores-name = Names do not count
template-ignores-phone = Phone numbers do not count
template-ignores-site = Web addresses do not count

# Collaborators.
entity-collaborator = Collaborator
entity-collaborators = Collaborators
collaborator-level = May
collaborator-until = Until
choice-collaborator-edit = Work on it
choice-collaborator-read = Read it

# Clashes and cases.
customer-clash = Clash
customer-came-by = Came by
choice-came-own = Found it
choice-came-claimed = Claimed it
choice-came-registered = Registered it
choice-clash-poaching = A colleague follows it up
choice-clash-double = A colleague has a deal with it
command-customer-case = Open a case
done-customer-case = { $count ->
    [one] Case about { $title } opened
   *[other] { $count } cases opened
}
refused-no-clash = Nobody else is at work here, so there is nothing to decide.
entity-case = Case
entity-cases = Cases
case-member = Colleague
case-kind = About
case-story = What happened
case-opened = Opened
case-verdict = Decision
choice-case-open = Open
choice-case-decided = Decided
choice-case-stays = The customer stays
choice-case-both = Both work with it
choice-case-over = The customer goes over
command-case-decide = Decide
done-case-decide = Case about { $title } decided
refused-case-decided = This is decided already.
report-holding = Customers held
report-holding-asks = Who holds how many customers, and are they looked after?
report-coverage = Coverage
report-outcome = Registrations
report-outcome-asks = How many registrations pass, and what comes of them?

# Both sides of what people disagree about.
sides-title = Side by side
sides-did = What they did
sides-nothing = Nothing on record
sides-more = and { $n } more
