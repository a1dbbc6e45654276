# Entities, fields, states and commands.

# Where entities stand in the menus.
area-sell = Sell
area-customers = Customers
area-work = Work

# Entities: one, and the page of all.
entity-lead = Lead
entity-leads = Leads
entity-customer = Customer
entity-customers = Customers
entity-contact = Contact
entity-contacts = Contacts
entity-follow-up = Follow-up
entity-follow-ups = Follow-ups
entity-task = Task
entity-tasks = Tasks
entity-member = Colleague
entity-members = Colleagues
entity-contact-point = Contact detail
entity-contact-points = Contact details
entity-org = Organisation
entity-list-view = Saved view
entity-list-views = Saved views

# Groups of fields on record pages.
group-basics = Basics
group-contact = Contact details
group-state = State and fit
group-follow = Follow-up
group-note = Notes
group-trace = Record

# Fields that several entities have.
field-person-name = Name
field-title = Job title
field-phone = Phone
field-email = E-mail
field-wechat = WeChat
field-website = Website
field-address = Address
field-industry = Industry
field-region = Region
field-source = Source
field-priority = Priority
field-status = Status
field-owner = Owner
field-next-contact = Next contact
field-last-follow-up = Last follow-up
field-follow-ups = Follow-ups
field-due-state = Due
field-about = About
field-tags = Tags
field-note = Note
field-record-id = Record ID
field-created-at = Created
field-created-by = Created by

# Leads.
lead-company = Company
lead-campaign = Campaign
lead-interests = Interested in
lead-intent = Intent
lead-ability = Budget strength
lead-stage = Stage
lead-invalid-reason = Why invalid
lead-revisit-on = Try again on
lead-return-reason = Why returned
lead-voided-from = Stage before voiding

choice-lead-unassigned = Unassigned
choice-lead-pending = To do
choice-lead-following = Following
choice-lead-invalid = Invalid
choice-lead-converted = Converted
choice-lead-voided = Voided

choice-invalid-unreachable = Cannot be reached
choice-invalid-wrong-number = Wrong number
choice-invalid-no-need = No need
choice-invalid-no-budget = No budget
choice-invalid-competitor = Chose a competitor
choice-invalid-duplicate = Duplicate
choice-invalid-unfit = Not a fit

choice-return-region = Outside my region
choice-return-industry = Not my industry
choice-return-capacity = No time for it
choice-return-no-progress = No progress
choice-return-handover = Handover

# Customers.
customer-name = Company name
customer-short = Short name
customer-type = Type
customer-level = Level
customer-lines = Product lines
customer-size = Employees
customer-credit-code = Company number

choice-customer-end = End customer
choice-customer-channel = Distributor
choice-customer-dealer = Dealer
choice-customer-retailer = Retailer
choice-customer-user = User
choice-customer-supplier = Supplier

choice-size-1 = Under 20
choice-size-2 = 20–99
choice-size-3 = 100–499
choice-size-4 = 500–1,999
choice-size-5 = 2,000 and more

choice-level-a = A
choice-level-b = B
choice-level-c = C
choice-level-d = D

# Contacts.
contact-customer = Company
contact-department = Department
contact-decision-role = Role in decisions
contact-temperature = Temperature
contact-gender = Gender
contact-birthday = Birthday
contact-linkedin = LinkedIn
contact-newsletter = Newsletter
contact-background = Background
contact-first-seen = First seen
contact-last-seen = Last seen

choice-decision-decider = Decides
choice-decision-approver = Approves
choice-decision-influencer = Influences
choice-decision-champion = Champions us
choice-decision-buyer = Buys
choice-decision-user = Uses
choice-decision-gatekeeper = Guards the door

choice-gender-female = Female
choice-gender-male = Male
choice-gender-other = Other

choice-temperature-cold = Cold
choice-temperature-warm = Warm
choice-temperature-hot = Hot
choice-temperature-in-contract = In contract

# Contact points.
contact-point-kind = Kind
contact-point-label = Label
contact-point-value = Value
contact-point-primary = Primary

choice-point-phone = Phone
choice-point-email = E-mail
choice-point-wechat = WeChat
choice-point-im = Messenger
choice-point-address = Address

choice-point-label-work = Work
choice-point-label-mobile = Mobile
choice-point-label-home = Home
choice-point-label-fax = Fax

# Follow-ups.
follow-up-method = Method
follow-up-content = What was said
follow-up-result = Result
follow-up-at = When

choice-method-call = Call
choice-method-email = E-mail
choice-method-visit = Visit
choice-method-sms = Text message
choice-method-wechat = WeChat
choice-method-meeting = Meeting

choice-result-interested = Interested
choice-result-needs-quote = Wants a quote
choice-result-appointment = Meeting agreed
choice-result-neutral = Undecided
choice-result-not-interested = Not interested
choice-result-no-answer = No answer

# Tasks.
task-title = Task
task-due = Due date
task-done-at = Done on

choice-task-todo = To do
choice-task-doing = In progress
choice-task-done = Done
choice-task-cancelled = Dropped

# Members and the organisation.
member-role = Role
member-since = With us since
member-active = Active

choice-role-admin = Admin
choice-role-manager = Manager
choice-role-clerk = Sales support
choice-role-rep = Sales rep

org-name = Organisation
org-currency = Currency
org-zone = Time zone
org-hub = Clerk who confirms
org-lang = Main language
org-unused = Not used here

list-view-name = Name
list-view-list = List
list-view-address = Address
list-view-first-for = Default for

choice-language-zh = 中文
choice-language-en = English

# Choices that several entities share.
choice-other = Other

choice-source-web = Website
choice-source-search = Search engine
choice-source-referral = Referral
choice-source-expo = Trade show
choice-source-phone = Cold call
choice-source-campaign = Campaign
choice-source-social = Social media
choice-source-email = E-mail
choice-source-ads = Advertising
choice-source-visit = Walk-in visit
choice-source-partner = Partner

choice-industry-automation = Industrial automation
choice-industry-machinery = Machinery
choice-industry-electronics = Electronics
choice-industry-automotive = Automotive
choice-industry-energy = Energy
choice-industry-chemicals = Chemicals and materials
choice-industry-medical = Health care
choice-industry-food = Food and beverage
choice-industry-textile = Textiles
choice-industry-packaging = Packaging and print
choice-industry-logistics = Logistics
choice-industry-construction = Construction
choice-industry-retail = Retail and wholesale
choice-industry-software = Software and IT
choice-industry-finance = Finance
choice-industry-education = Education and research
choice-industry-government = Public sector
choice-industry-services = Business services
choice-industry-agriculture = Agriculture

choice-priority-urgent = Urgent
choice-priority-high = High
choice-priority-normal = Normal
choice-priority-low = Low

choice-due-overdue = Overdue
choice-due-today = Today
choice-due-soon = Within 7 days
choice-due-later = Later

# Commands: the label, and what the toast says afterwards. $title is the first record, $count how many.
command-assign = Assign
done-assign = { $count ->
    [one] { $title } assigned
   *[other] { $count } records assigned
}
command-log = Log follow-up
done-log = { $count ->
    [one] Follow-up with { $title } logged
   *[other] { $count } follow-ups logged
}
command-lead-claim = Claim
done-lead-claim = { $count ->
    [one] { $title } is now yours
   *[other] { $count } leads are now yours
}
command-lead-return = Return to pool
done-lead-return = { $count ->
    [one] { $title } returned to the pool
   *[other] { $count } leads returned to the pool
}
command-lead-park = Mark invalid
done-lead-park = { $count ->
    [one] { $title } marked invalid
   *[other] { $count } leads marked invalid
}
command-lead-reopen = Take up again
done-lead-reopen = { $count ->
    [one] { $title } taken up again
   *[other] { $count } leads taken up again
}
command-lead-void = Void
done-lead-void = { $count ->
    [one] { $title } voided
   *[other] { $count } leads voided
}
command-lead-restore = Restore from void
done-lead-restore = { $count ->
    [one] { $title } restored
   *[other] { $count } leads restored
}
command-task-done = Mark done
done-task-done = { $count ->
    [one] “{ $title }” done
   *[other] { $count } tasks done
}
command-task-start = Start
done-task-start = { $count ->
    [one] “{ $title }” started
   *[other] { $count } tasks started
}
command-task-cancel = Drop
done-task-cancel = { $count ->
    [one] “{ $title }” dropped
   *[other] { $count } tasks dropped
}
command-task-reopen = Reopen
done-task-reopen = { $count ->
    [one] “{ $title }” reopened
   *[other] { $count } tasks reopened
}
command-member-role = Change role
done-member-role = { $count ->
    [one] Role of { $title } changed
   *[other] Roles of { $count } colleagues changed
}

# Why something was refused, and what to do. $field is the label of a field.
refused-required = “{ $field }” is needed. Fill it in and try again.
refused-managed = “{ $field }” follows rules. Change it with its command in the header.
refused-computed = This value is calculated and cannot be edited.
refused-gone = This record has been deleted meanwhile. Restore it first.
refused-too-long = Too much for one record: a text may have a million characters (300,000 Chinese ones), a tag 200, a list 1,000 entries. Shorten it and save again; what you typed is still here.
refused-unknown = This record comes from a newer version of the app. Update to edit it.
refused-not-followed = Follow-ups are logged on leads, customers and contacts.
refused-empty-follow-up = Write what was said or choose a result.
refused-admin-only = Only an admin can do this. Ask one of the admins of this workspace.
refused-last-admin = A workspace needs an admin. Make somebody else admin first.
refused-lead-holder = This lead has another owner. Ask the owner or a manager.
refused-lead-pool = This lead is nobody’s yet. Claim it, or ask a manager or whoever keeps the pool.
refused-lead-state = { $state ->
    [unassigned] This lead is unassigned. Assign or claim it first.
    [pending] This lead is still to be worked on, so this does not apply.
    [following] This lead is being followed, so this does not apply.
    [invalid] This lead is invalid. Take it up again first.
    [converted] This lead has been converted. Go on with the customer.
   *[voided] This lead is voided. An admin can restore it.
}
refused-task-closed = This task is closed. Reopen it first.
refused-task-open = This task is open already.
refused-task-started = This task has been started already.

# Why a text is no value of a field.
invalid-number = Not a whole number. Example: 12
invalid-range = This number is too small or too large to make sense here.
invalid-money = Not an amount. Example: 12,500.50
invalid-date = Not a date. Example: 2026-11-22
invalid-choice = Not one of the choices
invalid-email = Not an e-mail address. Example: wang@example.com
invalid-phone = Not a phone number. Example: 138 0013 8000
invalid-url = Not a web address. Example: https://example.com
invalid-bool = Neither yes nor no
invalid-link = No such record
