area-a1-leadership = Leadership and management
area-a2-institutions = Institutional reform
area-a3-procedures = Procedure reform
area-a4-apparatus = Organisation reform
area-a5-civil-service = Civil-service reform
area-a6-public-finance = Public-finance reform
area-a7-digital = Digital government
area-a8-impact = Impact
catalogue-count =
    { $count ->
        [one] { $count } version
       *[other] { $count } versions
    }
catalogue-no = no
catalogue-none = No rule set
catalogue-none-text = Rule sets come with the packages of campaigns.
catalogue-yes = yes
formula-date = day of the last period: { $variable }
formula-latest = value of the last period: { $variable }
formula-mean = mean of the periods: { $variable }
formula-sum = total of the periods: { $terms }
formula-yes-no = yes or no in the last period: { $variable }
frequency-half-year = half-yearly
frequency-month = monthly
frequency-quarter = quarterly
frequency-year = yearly
goal-earlier = by { $day } at the latest
goal-yes = yes
pass-all-targets = Passes when every applicable target is met.
pass-score-and-gates = Passes from a score of { $score } on with every mandatory target met.
pass-share-of-targets = Fails below { $fail } % of the targets met; passes from { $pass } %; between, a decision is awaited.
pass-weighted-score = Passes from a score of { $score } on.
points-binary = all when met, otherwise none
points-deduct = loses { $penalty } of the weight for each one
points-floor = none below { $value }; from there in proportion to the target
points-proportional = in proportion to the target
points-steps = by steps (from value → share of the weight): { $steps }
points-threshold = in proportion to { $value }, where it is whole
rule-grade-completed = Completed
rule-grade-excellent = Completed excellently
rule-grade-good = Completed well
rule-grade-not-completed = Not completed
rule-set-basis = Legal basis
rule-set-code = Code
rule-set-date = Change the dates in force
rule-set-date-submit = Save the dates
rule-set-decimals = Decimals shown and compared
rule-set-from = In force from
rule-set-grades = Grades by score
rule-set-in-force = In force
rule-set-no-grades = none
rule-set-pass = When a unit passes
rule-set-targets = Targets
rule-set-targets-count =
    { $count ->
        [one] { $count } target
       *[other] { $count } targets
    }
rule-set-title = Rule set
rule-set-to = In force until
rule-set-unused = No campaign goes by this rule set yet.
rule-set-uses = Campaigns that go by it
rule-set-variables = Variables to report
rule-set-version = Version
rule-set-version-line = { $code }, version { $version }
rule-set-weights = Weights by area
target-area = Area
target-can-exceed = can be exceeded
target-count = Targets
target-formula = Formula
target-goal = Target value
target-mandatory = mandatory
target-points = Points
target-remarks = Remarks
target-title = Target
target-total = Total
target-weight = Weight
variable-code = Code
variable-evidence = Needs evidence
variable-frequency = Reported
variable-title = Variable
variable-unit = Unit of measure
zero-full = a denominator of 0 counts as met
zero-not-applicable = a denominator of 0 makes it not applicable
zero-zero = a denominator of 0 counts as not met
done-rule-set-dated = The dates in force were saved.
