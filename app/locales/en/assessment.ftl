assess-refusal-figures-missing = A final assessment cannot be run yet: figures are missing or unverified and nobody said why. See the list of missing figures.
assess-refusal-no-units = This group has no unit, so there is nothing to assess.
excuse-refusal-not-missing = This figure is not missing any more: it is verified, or was never expected. Reload the list.
excuse-refusal-blank = Give the reason.
excuse-refusal-too-long = The reason has more than 2,000 characters.
excuse-refusal-unprintable = The reason has a character that papers cannot print. Remove symbols.
publish-refusal-blank = This box is empty. Fill it in.
publish-refusal-too-long = The text has more than 500 characters.
publish-refusal-unprintable = The text has a character that papers cannot print. Remove symbols.
publish-refusal-nothing-given = Enter points, a rank or a note.
publish-refusal-not-a-rank = A rank is a whole number from 1.
publish-refusal-rank-above-count = The rank cannot be above the number of units ranked.
event-assessed-provisionally = Ran a provisional assessment
event-assessed-finally = Ran the final assessment
event-figure-excused = Said why a figure counts as missing
event-external-result-recorded = Recorded a result published by others
done-assessed-provisionally = The provisional assessment has run. The results below are a snapshot of this moment.
done-assessed-finally = The final assessment has run. Results, package and receipt are stored; later figures do not move them.
done-reasons-saved = The reasons for missing figures are saved.
done-external-result-saved = The result published by others is recorded.
assessment-title = Assessment
assessment-crumbs = Where you are
assessment-ranking-title = Ranking of { $group }, { $year }
assessment-unit-title = Result of { $unit }, { $year }
assessment-kind-provisional = Provisional
assessment-kind-final = Final
assessment-as-of = as of { $at }
assessment-run-by = run by { $name }
assessment-package-digest = package { $digest }…
assessment-receipt-digest = receipt { $digest }…
assessment-rules = { $title }, version { $version }
assessment-run-provisional = Run a provisional assessment
assessment-run-provisional-again = Run provisionally again
assessment-run-final = Run the final assessment
assessment-run-final-again = Run the final one again
assessment-print-ranking = Download the ranking (PDF)
assessment-print-sheet = Download the result sheet (PDF)
assessment-justification = Explanation by the unit (PDF)
assessment-justification-text = missed targets and figures that were adjusted, returned or are missing are filled in; what was not explained yet is left for the unit to write. This is a draft.
assessment-see-missing = See missing figures
assessment-none-title = No assessment yet
assessment-none-text = The home-affairs office can run a provisional assessment at any time of the year; its results show here.
assessment-nothing-to-see-title = No result for you yet
assessment-nothing-to-see-text = The results of a group's other units open after the final assessment.
assessment-provisional-notice =
    { $count ->
        [0] Provisional result: every figure that was due is verified.
       *[other] Provisional result: figures that were due and are missing or not verified: { $count }.
    }
assessment-provisional-text = Only verified figures count. The result will change with the next run.
assessment-conflict = To be decided: rounding
assessment-conflict-notice = A rounded score would give another grade or outcome than the unrounded one. A competent person must decide.
assessment-groups = Groups of units
assessment-views = Views
assessment-view-list = Ranking
assessment-view-grid = Units × targets
assessment-run = Run
assessment-run-line = { $kind } – { $at } – { $by }
assessment-show-run = Show this run
assessment-year-before = Places stand beside those of { $year }.
assessment-beside = against { $year }: { $movement }
assessment-movement-same = same place
assessment-movement-unknown = no rank to compare with
assessment-movement-not-comparable = not directly comparable
assessment-table = Ranking
ranking-tied = tied
ranking-near = ≈ places { $first }–{ $last }
ranking-cautions = ≈ marks units whose scores lie so close (each within { $distance } points of the next) that they are best read as equal. “Bottom group” are the { $count } units placed lowest, ties included.
ranking-outcome-and-grade = “Outcome” goes by the condition for passing in the rule set, “Grade by score” by the score, so the two columns may differ. The official grade is that of a decision on grades.
assessment-outcome-and-grade = The outcome is “{ $outcome }” although the grade by score is “{ $grade }”: the outcome goes by the condition for passing in the rule set, the grade by the score.
assessment-grid = Units × targets
assessment-count =
    { $count ->
        [one] { $count } unit
       *[other] { $count } units
    }
assessment-export-csv = Download this table (CSV)
assessment-head-unit = Unit
assessment-head-rank = Rank
assessment-head-met = Targets met
assessment-head-exceeded = Exceeded
assessment-head-score = Score
assessment-head-outcome = Outcome
assessment-head-grade = Grade by points
assessment-head-missing = Missing figures
assessment-head-movement = Against { $year }
assessment-head-movement-short = Against the year before
assessment-head-code = Code
assessment-head-conflict = To be decided
assessment-head-target = Target
assessment-head-committed = Committed
assessment-head-actual = Achieved
assessment-head-points = Points / most
assessment-head-status = Status
assessment-head-variable = Figure
assessment-head-period = Period
assessment-head-value = Value
assessment-head-verified = Verified by
assessment-head-why = State
assessment-head-reason = Reason
assessment-files = Package and receipt
assessment-files-text = Whoever has the package can compute the receipt again with “camket assess”, without a database or a network.
assessment-download-package = Download the package (JSON)
assessment-download-receipt = Download the receipt (JSON)
assessment-digest-package = Digest of the package (SHA-256)
assessment-digest-rules = Digest of the rule set (SHA-256)
assessment-digest-receipt = Digest of the receipt (SHA-256)
assessment-status-met = Met
assessment-status-not-met = Not met
assessment-status-missed = Missed
assessment-status-not-reported = Not reported
assessment-status-not-applicable = Not applicable
assessment-status-exempt = Exempt
assessment-outcome-pass = Completed
assessment-outcome-fail = Not completed
assessment-outcome-pending = Waits for a decision
assessment-grade-excellent = Tasks completed excellently
assessment-grade-good = Tasks completed well
assessment-grade-completed = Tasks completed
assessment-grade-not-completed = Tasks not completed
assessment-yes = yes
assessment-no = no
assessment-decide-what = What will happen
assessment-decide-provisional = Results are computed from the figures verified so far and marked “provisional” with the number of missing figures.
assessment-decide-final = The year's final results are computed from verified figures. Figures with a recorded reason count as missing, which every result sheet prints.
assessment-decide-whom = For whom
assessment-decide-missing = Missing figures
assessment-decide-missing-text =
    { $missing ->
        [one] { $missing } figure of the year is missing or not verified; for { $explained } of them a reason is recorded.
       *[other] { $missing } figures of the year are missing or not verified; for { $explained } of them a reason is recorded.
    }
assessment-decide-lasting = What cannot be undone
assessment-decide-lasting-text = The run is kept for ever with package, receipt, digests and your name. Another run can be made; this one cannot be deleted or changed.
assessment-blocked =
    { $count ->
        [one] The final assessment cannot run yet: { $count } figure or target scored by hand is missing without a reason.
       *[other] The final assessment cannot run yet: { $count } figures or targets scored by hand are missing without a reason.
    }
assessment-missing-title = Missing figures: { $group }
assessment-missing-count =
    { $count ->
        [one] { $count } figure missing or not verified
       *[other] { $count } figures missing or not verified
    }
assessment-missing-explained = { $count } with a reason
assessment-missing-lead = The final assessment runs only when every expected figure is verified or a named person said why it counts as missing. Reason and name are printed on the result sheet.
assessment-missing-none-title = No figure is missing
assessment-missing-none-text = Every expected figure of this group is verified.
assessment-missing-by-unit = By unit
assessment-missing-all-units = Show all units
assessment-missing-table = Missing figures
assessment-missing-recorded = Figures recorded as missing
assessment-missing-line = { $title }, { $period }: { $reason } (recorded by { $name })
assessment-why-absent = Absent
assessment-why-unverified = Not verified
assessment-reason = Why it counts as missing
assessment-reason-by = Recorded by { $name }
assessment-save-reasons = Save reasons
assessment-targets = Targets
assessment-target-count =
    { $count ->
        [one] { $count } target
       *[other] { $count } targets
    }
assessment-total = Total (targets that apply)
assessment-score-sentence = Score = points ÷ most points of the targets that apply × 100 = { $score }. Points are not rounded before they are added.
assessment-own-target = the unit's own
assessment-exceeded = Exceeded
assessment-basis = Legal basis
assessment-goal-by = on or before { $day }
assessment-optional = optional
assessment-external-authority = The authority's results published by others
assessment-external-unit = Results published by others (shown beside, never computed)
assessment-external-none = Nothing recorded yet.
assessment-external-add = Record a result published by others
assessment-external-lead = Points and ranks that others published are shown beside and never enter the score.
assessment-external-rank = rank { $rank }
assessment-external-rank-of = rank { $rank }/{ $count }
assessment-external-source = Source
assessment-external-title = What was measured
assessment-external-points-label = Points or value
assessment-external-rank-label = Rank
assessment-external-out-of = Out of
assessment-external-source-label = Published by
assessment-external-published = Published on
assessment-external-day-hint = As 31/01/2023
assessment-external-note = Note
assessment-external-submit = Record the result
assessment-rule-title = How it is computed
assessment-next-step = What one more step would bring
assessment-neighbours = Target before and after
assessment-previous-target = Target before:
assessment-next-target = Target after:
assessment-changed-notice = Some figures changed after this run. The stored result stays; to count the new figures another run is needed.
assessment-changed = changed since
assessment-why-met = Achieved { $actual }, committed { $goal }: met, { $points } of { $weight } points.
assessment-why-not-met = Achieved { $actual }, committed { $goal }: not met, { $points } of { $weight } points.
assessment-why-not-reported = Verified figures are lacking, so the target counts as not met with 0 of { $weight } points.
assessment-why-not-applicable = Nothing occurred in the year (the denominator is 0), so the target leaves the count and the scale.
assessment-why-zero-full = The denominator is 0; by the rule set this counts as met with all { $weight } points.
assessment-why-zero-none = The denominator is 0; by the rule set this counts as not met with 0 of { $weight } points.
assessment-why-exempt = The unit is exempt from this target: { $basis }.
assessment-exempt-row = exempt: { $basis }
assessment-exempt-figures = The figures below do not count, because the unit is exempt from this target.
assessment-inputs = Figures used
assessment-verified-by = { $name }, { $at }
assessment-no-figure = No verified figure.
assessment-formula = Formula
assessment-formula-latest = value of the last period: { $variable }
assessment-formula-mean = mean of the periods with a figure: { $variable }
assessment-formula-manual = points of the appraiser and of the survey
assessment-rounding = Rounded to { $decimals } decimals (halves away from zero) before it is compared: { $actual }.
assessment-goal-line = Committed: { $goal }.
assessment-own-target-line = The unit's own value in its commitment: { $value }.
assessment-points-line = Points = { $weight } × { $share }% = { $points }.
assessment-points-binary = Points: all when met, else none.
assessment-points-proportional = Points: all when met, else in proportion to the target.
assessment-points-manual = The points are those that were given.
assessment-points-threshold = Points: in proportion to { $full }, at most all.
assessment-points-floor = Points: none below { $floor }, else in proportion.
assessment-points-deduct = Points: each unit of the value takes { $penalty } of the most points, never below 0.
assessment-points-steps = Points by steps: { $steps }; none below all of them.
assessment-points-step = from { $from }: { $share } of the most points
assessment-mandatory = This target is mandatory.
assessment-next-more = { $change } more
assessment-next-less = { $change } less
assessment-next-sentence = With { $change } { $what } the result is { $actual } { $unit } for { $points } points, { $gain } more.
assessment-next-numerator = in the numerator
assessment-next-score = The score of the unit rises by { $gain }.
assessment-next-met = The target is then met.
overview-title = The year { $year } at a glance
overview-today = today { $day }
overview-days = Days of the stages
overview-days-left =
    { $days ->
        [one] { $days } day left
       *[other] { $days } days left
    }
overview-days-until =
    { $days ->
        [one] opens in { $days } day
       *[other] opens in { $days } days
    }
overview-year-end = End of the reporting year
overview-year-over = over
overview-behind = Units behind
overview-more = and { $count } more units
overview-why = Why
overview-missed = { $value } (committed { $goal }), { $lost } points lost
overview-missed-more = and { $count } more targets not met
overview-missing =
    { $count ->
        [one] { $count } figure missing or not verified
       *[other] { $count } figures missing or not verified
    }
overview-nobody-title = Nobody is behind
overview-nobody-text = By the newest assessment no unit fails, or there is none yet.
overview-decisions = Waiting for a decision
overview-proposed = Proposed sheets that wait for an answer
overview-unsigned = Approved sheets that wait for a signature
overview-figures = Figures that wait for verification
overview-undecided = Results that a competent person must decide
overview-cases = Open review cases
overview-groups = By group of units
overview-group = Group
overview-state = Assessment
overview-not-assessed = Not assessed
overview-missing-figures = Missing figures
overview-what = What
overview-count = Number
overview-day = Day
overview-targets-missed = Targets missed
overview-points-lost = Points lost
overview-countersign = Sheets signed by the head, to be countersigned
overview-no-decisions = Nothing waits for a decision
overview-no-decisions-text = Proposals, signatures and figures that wait will be shown here.
assessment-exceeded-count = { $count } exceeded
overview-left = Time left
