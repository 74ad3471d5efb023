record-refusal-negative = A figure cannot be below zero.
record-refusal-fraction = This figure counts whole things (files, persons, papers…), so it has no fraction. Enter a whole number; a thousand two hundred and fifty is written 1.250.
record-refusal-above-limit = This number is larger than the whole it is a part of (online files cannot exceed files received). Please check both numbers.
record-refusal-period-not-open = This reporting period has not begun, so no figure can be entered yet.
record-refusal-not-in-campaign = The unit does not report this figure in this period of the campaign.
record-refusal-locked = The figure is verified and cannot be changed. To change it, ask the verifying side to return it with a reason.
record-refusal-note-too-long = The note has more than 2,000 characters. Please shorten it.
record-refusal-as-of-outside = The as-of date must lie between the first day of the period and today.
record-refusal-to-confirm = This number can be read in two ways. See what was understood: if it is right, save once more; if not, correct it (1.250 is one thousand two hundred and fifty).
submit-refusal-nothing-entered = No figure of this period waits to be submitted. Returned figures need a changed value or note, saved, before they are submitted again.
submit-refusal-missing-evidence = Some figures need evidence and have none. Add documents in the marked rows, then submit again.
verify-refusal-own-figure = Whoever entered or submitted a figure may not verify it.
verify-refusal-not-waiting = This figure no longer waits for verification: it was decided, or the unit has just changed it. Please look at the list again.
verify-refusal-reason-needed = Adjusting or returning needs a reason (2,000 characters at most).
verify-refusal-not-your-area = This figure belongs to a field that another office verifies.
verify-refusal-same-value = The adjusted value equals the declared one. If you agree with it, accept it.
verify-refusal-other-kind = The adjusted value is of another kind than this figure.
evidence-refusal-empty = No file was chosen, or it is empty (0 bytes). Please choose the file again.
evidence-refusal-too-large = The file is larger than 10 MB. Please compress or split it, then upload it again.
evidence-refusal-unknown-type = Only PDF, PNG, JPG, XLSX and DOCX files are taken.
evidence-refusal-not-what-its-name-says = The file's content is not what its name says. Please check the original file.
evidence-refusal-no-figure = This figure has not been entered, so no document can be attached. Enter and save the figure first.
evidence-refusal-locked = This is verified: no document can be added or withdrawn.
evidence-refusal-reason-needed = Withdrawing a document needs a reason (2,000 characters at most).
evidence-refusal-withdrawn-already = This document was withdrawn before.
evidence-refusal-document-date = The document's date is not right. Write it as 31/01/2023, not after today.
evidence-refusal-number-too-long = The document's number has more than 200 characters.
evidence-refusal-issuer-too-long = The name of who issued the document has more than 200 characters.
task-report-refusal-locked = The task's report is verified and cannot be changed.
task-report-refusal-blank = Please say what was done.
task-report-refusal-too-long = The text has more than 2,000 characters. Please shorten it.
task-report-refusal-not-done-yet = The day of completion cannot be after today.
task-report-refusal-nothing-entered = This task has no report that waits to be submitted.
task-report-refusal-not-waiting = This report no longer waits for verification. Please look at the list again.
task-report-refusal-own-report = Whoever reported a task or submitted its report may not verify it.
task-report-refusal-reason-needed = Sending a report back needs a reason (2,000 characters at most).
event-figure-entered = Figure entered
event-figure-revised = Figure changed
event-figure-submitted = Figure submitted
event-figure-verified = Figure accepted
event-figure-adjusted = Figure adjusted
event-figure-returned = Figure returned
event-figure-imported = Verified figure imported from a package
event-evidence-added = Evidence added
event-evidence-withdrawn = Evidence withdrawn
event-task-reported = Key task reported
event-task-submitted = Report of a key task submitted
event-task-verified = Report of a key task accepted
event-task-returned = Report of a key task returned
figure-warning-far-from-mean = More than 50% off the mean of earlier periods
figure-warning-fell = The running total fell
figure-yes = yes
figure-no = no
figure-optional = optional
figure-standing-none = Not entered
figure-standing-entered = Entered, not submitted
figure-standing-submitted = Waits for verification
figure-standing-verified = Verified
figure-standing-adjusted = Adjusted
figure-standing-returned = Returned
figure-state-nothing = Nothing to report
figure-state-not-open = Not begun
figure-state-open = Being entered
figure-state-returned = Something was returned
figure-state-missing =
    { $days ->
        [one] Missing, { $days } day overdue
       *[other] Missing, { $days } days overdue
    }
figure-state-waiting = Waits for verification
figure-state-waiting-late =
    { $days ->
        [one] Waits for verification, submitted { $days } day late
       *[other] Waits for verification, submitted { $days } days late
    }
figure-state-verified = All verified
figure-state-verified-late =
    { $days ->
        [one] All verified, submitted { $days } day late
       *[other] All verified, submitted { $days } days late
    }
figure-overview = Figures
figure-entry-title = Figures, { $period }
figure-reports = Progress reports
figure-reports-text = Verified figures are filled in; the rest is left for the unit to write. This is a draft.
figure-report = Report for { $period } (PDF)
figure-check = Check of the period's figures
figure-check-text = What verification found, and what it adjusted or returned, is filled in; opinions, conclusions and deadlines are left for those who sign. This is a draft.
figure-check-minutes = Minutes of the check (PDF)
figure-check-conclusion = Notice of the conclusion (PDF)
reminder-letters = Reminder letters
reminder-letters-text = Draft letters to units with figures past their deadline.
reminder-letter = Remind { $unit } (PDF)
figure-periods = Reporting periods of the year
figure-due = due { $day }
figure-late =
    { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
figure-age =
    { $days ->
        [one] entered by { $person }; as of { $days } day ago
       *[other] entered by { $person }; as of { $days } days ago
    }
figure-tally =
    { $expected ->
        [one] { $expected } figure: { $missing } not submitted, { $submitted } waiting, { $verified } verified
       *[other] { $expected } figures: { $missing } not submitted, { $submitted } waiting, { $verified } verified
    }
figure-not-begun = The period begins on { $day }; figures can be entered from that day on.
figure-errors =
    { $count ->
        [one] { $count } place needs correction; nothing was saved
       *[other] { $count } places need correction; nothing was saved
    }
figure-table = Entry grid
figure-count =
    { $count ->
        [one] { $count } figure
       *[other] { $count } figures
    }
figure-variable = Figure
figure-value = Value
figure-share = Share of the period
figure-note = Note
figure-note-is = Note: { $note }
figure-standing = State
figure-limit = Not above: { $limit }
figure-lacks-evidence = needs evidence
figure-understood = This was understood as { $value }. If that is right, save once more.
figure-saved-now = Saved now: { $value }
figure-verified-as = Verified value: { $value }
figure-reason = Reason: { $reason }
figure-reason-label = Reason
figure-by = entered by { $person } at { $at }, as of { $as_of }
figure-as-of = As-of date
figure-as-of-hint = The date holds for the figures just changed, written 31/01/2023; left blank it is the period's last day ({ $day }), or today while the period lasts. A comma is the decimal mark: 1.250,5.
figure-save = Save figures
figure-draft-restore = Bring back figures typed on this machine and not saved
figure-draft-forget = Drop unsaved figures
figure-submit-title = Submit the period's figures
figure-submit-what = What will happen
figure-submit-what-text =
    { $count ->
        [one] { $count } entered figure goes to verification; not there, so not submitted: { $missing }.
       *[other] { $count } entered figures go to verification; not there, so not submitted: { $missing }.
    }
figure-submit-to = To whom
figure-submit-to-text = The inspector and the owners of the indicators one level up.
figure-submit-final = Mind
figure-submit-final-text = A verified figure cannot be changed any more unless it is returned with a reason. The time of submission is kept and counts for the deadline.
figure-submit = Submit figures
figure-history-link = History
figure-enter-link = Open the entry grid
figure-declared = Declared
figure-verified = Verified
figure-none-yet = none yet
figure-gap = Gap
evidence-title = Evidence
evidence-table = Documents of the period
evidence-count =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
evidence-of = Evidence for
evidence-file = File
evidence-file-hint = PDF, PNG, JPG, XLSX or DOCX, 10 MB at most.
evidence-file-kept = The file “{ $file }” was kept: it need not be chosen again, unless another one shall take its place.
evidence-doc-number = Document number
evidence-doc-on = Document date
evidence-issuer = Issued by
evidence-add = Add document
evidence-by = uploaded by { $person } at { $at }
evidence-withdrawn = Withdrawn
evidence-same = Same file as { $count } other documents
evidence-withdraw-open = Withdraw…
evidence-withdraw = Withdraw document
figures-missing =
    { $count ->
        [one] { $count } figure missing after its deadline
       *[other] { $count } figures missing after their deadline
    }
overview-late =
    { $count ->
        [one] { $count } period late
       *[other] { $count } periods late
    }
overview-waiting =
    { $count ->
        [one] { $count } figure waits for verification
       *[other] { $count } figures wait for verification
    }
overview-ownerless =
    { $count ->
        [one] { $count } unit without a person in charge
       *[other] { $count } units without a person in charge
    }
overview-empty = No units yet
overview-empty-text = This campaign has no units that you may see.
overview-table = Figures by unit and period
overview-unit = Unit
overview-no-owner = nobody in charge
overview-cell = { $done } of { $expected } submitted
overview-legend = Each cell: figures submitted of figures owed in the period; press it to open the entry grid.
queue-title = Figures to verify
queue-table = Figures to verify
queue-count =
    { $count ->
        [one] { $count } figure waits
       *[other] { $count } figures wait
    }
queue-all = All
queue-period = Period
queue-figure = Figure, unit
queue-decide = Decide
queue-accept = Accept
queue-accept-page =
    { $count ->
        [one] Accept the { $count } figure of this page
       *[other] Accept all { $count } figures of this page
    }
queue-adjust-open = Adjust…
queue-adjust-value = Right value
queue-adjust = Adjust figure
queue-return-open = Return…
queue-return = Return figure
queue-empty = No figure waits
queue-empty-text = Figures appear here once a unit's head submits them. Try without a filter if one is set.
history-title = History
history-empty = No figure yet
history-empty-text = The unit has not entered this figure for the period.
history-entered = { $person } entered { $value }.
history-note = { $person } saved { $value } again with a new note or as-of date.
history-revised = { $person } changed { $before } to { $value }.
history-submitted = { $person } submitted { $value } for verification.
history-verified = { $person } accepted { $value }.
history-imported = { $person } imported { $value } (verified) from a package.
history-adjusted = { $person } adjusted { $before } to { $value }. Reason: { $reason }
history-returned = { $person } returned it. Reason: { $reason }
history-file-added = { $person } added the document { $file }.
history-file-withdrawn = { $person } withdrew the document { $file }. Reason: { $reason }
task-title = Key tasks
task-table = Key tasks of the commitments
task-count =
    { $count ->
        [one] { $count } task
       *[other] { $count } tasks
    }
task-late-count =
    { $count ->
        [one] { $count } task overdue
       *[other] { $count } tasks overdue
    }
task-waiting-count =
    { $count ->
        [one] { $count } report waits for verification
       *[other] { $count } reports wait for verification
    }
task-empty = No tasks yet
task-empty-text = Key tasks are written into each unit's commitment.
task-task = Task
task-due = Due
task-report = Report
task-expected = Expected result: { $result }
task-responsible = In charge: { $person }
task-done-on = Done on { $day }
task-standing-open = Not reported
task-standing-entered = Reported, not submitted
task-standing-submitted = Waits for verification
task-standing-verified = Verified
task-standing-returned = Returned
task-report-open = Report the result…
task-done-label = Day of completion (31/01/2023)
task-report-label = What was done
task-report-save = Save report
task-submit = Submit report
task-verify = Accept report
task-return-open = Return…
task-return = Return report
done-figures-saved = Figures saved.
done-figures-unchanged = No figure changed, so nothing was saved.
done-figures-submitted = Figures submitted for verification.
done-figures-accepted = Figures accepted.
done-figure-adjusted = Figure adjusted; the unit sees the reason.
done-figure-returned = Figure returned to the unit with the reason.
done-evidence-added = Document added.
done-evidence-same = Document added. Mind: the same file serves as evidence elsewhere; the verifying side sees that.
done-evidence-withdrawn = Document withdrawn.
done-task-reported = Task report saved.
done-task-submitted = Task report submitted.
done-task-verified = Task report accepted.
done-task-returned = Task report returned.
queue-no-evidence = no documents
evidence-none = There are no documents for this period yet.
