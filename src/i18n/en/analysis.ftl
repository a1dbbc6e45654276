# Analysis: what the records come to.

nav-insight = Insight
nav-analysis = Analysis
analysis-reports = Reports
analysis-choices = What is counted
analysis-by = Divided by
analysis-when = From when
analysis-whose = Whose records
analysis-all = Everyone
analysis-team = My team
analysis-mine = Mine
analysis-last = last { $n } days
analysis-ever = all time
analysis-total = Total
analysis-more = And { $n } more, each with fewer records.
analysis-empty = Nothing in this span
analysis-empty-why = Choose a longer span, or look at everyone’s records.
analysis-share = { $share } of { $n }
analysis-finding = { $measure }: highest for { $best } ({ $high }), lowest for { $worst } ({ $low }).
analysis-step = Step
analysis-reached = Came this far
analysis-here = Here now
analysis-onward = Went on
analysis-days = Median days here
analysis-bottleneck = Bottleneck
analysis-bottleneck-is = Bottleneck: { $step }. Half of { $n } stays lasted longer than { $days } days.

report-conversion = Lead conversion
report-conversion-asks = Where leads come from, and what becomes of them
report-effort = Follow-up effect
report-effort-asks = Whether following up more often and sooner wins more leads
report-lead-steps = Lead steps
report-deal-steps = Pipeline
report-steps-asks = How far they come, and where they get stuck
report-reasons = Why invalid
report-reasons-asks = Why leads were set aside, and whether anybody tried
report-closed = Won and lost
report-closed-asks = Which opportunities are won, by whom, and why not
report-followed = Followed up
report-converted = Converted
report-rate = Conversion rate
report-cycle = Median days
report-set-aside = Set aside
report-tried = Followed up first
report-tried-rate = Share tried
report-closed-count = Closed
report-won = Won
report-win-rate = Win rate
report-won-amount = Amount won

lead-effort = Follow-ups, in bands
lead-response = First follow-up
field-cycle = Days to the end
field-furthest = Furthest step
choice-effort-none = None
choice-effort-few = 1–2
choice-effort-some = 3–5
choice-effort-many = 6 or more
choice-response-day = Within a day
choice-response-days = Within 3 days
choice-response-week = Within a week
choice-response-later = Later
choice-response-never = Not yet

# Problems: steps that rules refuse.
nav-problems = Problems
problems-what = Steps that the rules refuse and that came all the same, by a file or an older version. Nothing was lost; decide what should stand.
problems-none = No problems
problems-none-why = Every state was reached by a step that the rules allow.
problems-step = { $from } → { $to }
problems-back = Put back to “{ $from }”
problems-stand = Let it stand
problems-list = Steps that the rules refuse
problems-found = { $n ->
    [one] One step that the rules refuse is listed under Problems.
   *[other] { $n } steps that the rules refuse are listed under Problems.
}
problem-no-way = The rules know no way from one to the other.
problem-admin = Only an admin may do this.
problem-manager = Only a manager or an admin may do this.
done-problem-back = { $title } was put back
done-problem-stand = { $title } stands as it is
