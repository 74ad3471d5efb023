open-case-refusal-no-final-run = This campaign has no final assessment run yet. Run the final assessment first: the facts of the reports come from it.
open-case-refusal-nothing-to-open = No unit is left whose case has to be opened (or the ones left have no head in office).
open-case-refusal-due-in-past = The deadline for reports has passed. Choose today or a later day.
ask-question-refusal-own-unit = Guiding questions come from the superior; nobody asks them of their own unit.
ask-question-refusal-too-late = A report was submitted already, so no question can be added.
write-report-refusal-already-submitted = The report is submitted and cannot be changed.
write-report-refusal-not-reviewed = A personal review is written by the reviewed person alone.
submit-report-refusal-not-head = Only the head of the unit submits the report. What was typed is kept: save the draft and tell the head.
submit-report-refusal-cause-kind-missing = Say whether the cause is outside the unit or its own.
submit-report-refusal-cause-missing = The cause of missing this target is not given.
submit-report-refusal-responsible-missing = The person responsible is not given.
submit-report-refusal-remedy-missing = The remedy is not given.
submit-report-refusal-deadline-missing = The deadline of the remedy is not given; write it like 30/06/2023.
submit-report-refusal-deadline-passed = The deadline of the remedy has passed. Give today or a later day.
submit-report-refusal-section-missing = This box is empty. Fill it in.
submit-report-refusal-level-missing = Choose a level.
submit-report-refusal-grade-missing = Choose the grade you propose.
submit-report-refusal-answer-missing = This question has no answer.
call-meeting-refusal-not-reported = The meeting cannot be called yet: the collective report and the personal review have to be submitted first.
call-meeting-refusal-already-held = The meeting was held; its call cannot be changed.
call-meeting-refusal-chair-is-reviewed = The reviewed head does not chair the meeting that reviews the head. Choose a deputy or a leader of the authority.
call-meeting-refusal-secretary-is-chair = Chair and secretary have to be two people.
call-meeting-refusal-not-chosen = Choose somebody from the list.
call-meeting-refusal-place-missing = The place is missing.
call-meeting-refusal-not-a-time = Write a time like 14:30.
call-meeting-refusal-nobody-invited = Nobody is invited yet.
write-minutes-refusal-not-called = No meeting is called. Call it before writing the minutes.
write-minutes-refusal-not-held-yet = The day of the meeting has not come, so the minutes cannot be written yet.
write-minutes-refusal-already-adopted = The minutes are adopted and cannot be changed.
write-minutes-refusal-not-a-count = A number of votes is a whole number from 0.
adopt-minutes-refusal-wrong-state = The minutes are not written yet, or are adopted already.
adopt-minutes-refusal-not-chair-or-secretary = Only the chair or the secretary of this meeting records the adoption of the minutes.
adopt-minutes-refusal-nobody-present = Nobody is recorded as present.
adopt-minutes-refusal-absent-reason-missing = Somebody absent needs a reason.
adopt-minutes-refusal-votes-exceed-present = There are more votes than people present.
adopt-minutes-refusal-end-missing = The time of the end is missing.
adopt-minutes-refusal-ends-before-start = The end has to come after the beginning.
adopt-minutes-refusal-conclusion-missing = The chair's conclusion is missing.
sign-minutes-refusal-not-adopted = The minutes are not adopted, so they cannot be signed.
sign-minutes-refusal-not-signer = Only the secretary and the chair of this meeting sign the minutes.
sign-minutes-refusal-secretary-first = The secretary signs first, then the chair.
sign-minutes-refusal-already-signed = You have signed these minutes already.
sign-minutes-refusal-other-content = What was on the screen is not what was adopted. Load the page again and read it before signing.
close-case-refusal-not-signed = The minutes are not signed by both, so the case cannot be closed.
close-case-refusal-already-closed = This case is closed already.
follow-remedy-refusal-already-closed = This remedy is confirmed as done.
follow-remedy-refusal-progress-missing = Say what was done.
follow-remedy-refusal-not-reported = The unit has not reported this remedy as done.
follow-remedy-refusal-own-report = Who reported it does not confirm it; somebody else does.
follow-remedy-refusal-note-missing = Say what was checked, or why it goes back.
record-consequence-refusal-minutes-not-signed = No consequence can be recorded yet: the minutes have to be signed by both first.
record-consequence-refusal-case-missing = Choose the unit whose case this is.
record-consequence-refusal-kind-missing = Choose the kind of consequence.
record-consequence-refusal-post-missing = The post concerned is missing.
record-consequence-refusal-basis-missing = The legal basis is missing.
record-consequence-refusal-decision-missing = This kind needs the number and date of the decision.
record-consequence-refusal-decision-in-future = The date of the decision cannot lie in the future.
record-support-refusal-kind-missing = Choose the kind of support.
record-support-refusal-unit-missing = Choose the unit.
record-support-refusal-description-missing = Say what was given.
record-support-refusal-source-missing = The source is missing.
record-support-refusal-in-future = This day lies in the future.
record-support-refusal-unknown-target = This target is not one of the unit's targets.
review-text-refusal-too-long = The text is longer than 20,000 characters. Shorten it.
review-text-refusal-unprintable = It holds a character that cannot be printed on papers (an emoji, for example). Remove it.
review-text-refusal-missing = This box is empty. Fill it in.
event-review-case-opened = Review case opened
event-review-question-asked = Guiding question put
event-review-report-saved = Draft of a report saved
event-review-report-submitted = Report submitted
event-personal-review-read = Personal review read
event-review-meeting-called = Review meeting called
event-minutes-saved = Draft of the minutes saved
event-minutes-adopted = Minutes adopted
event-minutes-signed = Minutes signed
event-review-case-closed = Review case closed
event-remedy-reported = Remedy reported on
event-remedy-returned = Remedy sent back
event-remedy-closed = Remedy confirmed as done
event-consequence-recorded = Consequence recorded
event-consequences-read = Consequences read
event-support-recorded = Support recorded
review-title = Reviews
review-errors =
    { $count ->
        [one] { $count } place to correct
       *[other] { $count } places to correct
    }
review-required-all = Every unit has to answer
review-required-failing-only = Failing units have to answer
review-stage = Review stage: { $from } – { $to }
review-cases = Cases
review-count =
    { $count ->
        [one] { $count } case
       *[other] { $count } cases
    }
review-none = No cases yet
review-none-hint = The home-affairs office opens cases once there is a final assessment.
review-head-unit = Unit
review-head-result = Result
review-head-state = State
review-head-due = Reports due
review-head-next = Next
review-head-open-remedies = Open remedies
review-head-target = Target
review-head-committed = Committed
review-head-achieved = Achieved
review-head-gap = Gap
review-met =
    { $all ->
        [one] ({ $met }/{ $all } target)
       *[other] ({ $met }/{ $all } targets)
    }
review-open-title = Open cases
review-open-units = To be opened for: { $units }.
review-open-headless = No head in office, so not opened yet: { $units }.
review-open-due = Deadline for the reports
review-open-submit = Open cases
review-date-hint = Like 31/01/2023
review-due = Reports due: { $day }
review-report-collective = Collective report
review-report-personal = Personal review
review-meeting = Review meeting
review-minutes = Minutes
review-pdf = Download as PDF
review-pdf-party = Download with the Party head (PDF)
review-papers = Papers of the case
review-papers-collective = Collective self-criticism report (PDF)
review-papers-personal = Personal self-criticism (PDF)
review-papers-minutes = Minutes of the review meeting (PDF)
review-papers-bundle = The whole case bound into one file with contents (PDF)
review-step-reports = { $count }/2 reports submitted
review-step-signatures = { $count }/2 signatures
review-step-done = done
review-step-now = waiting
review-step-next = to come
review-facts = Results of the commitment
review-facts-locked = From the final assessment; locked
review-target-met = Met
review-target-missed = Missed
review-question = Guiding question
review-question-hint = Each report has to answer every question before it is submitted.
review-question-submit = Put the question
review-questions = Guiding questions of the superior
review-close-title = Close the case
review-close-text = Open remedies are still followed up and go on to next year.
review-close-submit = Close this case
review-history = History
review-draft = Draft
review-submitted = Submitted
review-submitted-by = Submitted by { $who }, { $when }
review-personal-logged = Every reading of this is remembered in the log
review-met-of =
    { $all ->
        [one] The unit met { $met } of { $all } target this year.
       *[other] The unit met { $met } of { $all } targets this year.
    }
review-part-strengths = I. Strengths and results
review-part-missed = II. Targets missed, causes, remedies
review-part-rest = III–VII. The year before, answers, responsibility, direction, grade
review-cause-kind = Kind of cause
review-cause-objective = Outside the unit
review-cause-subjective = The unit's own
review-cause = Cause
review-responsible = Person responsible
review-remedy = Remedy
review-deadline = Deadline
review-optional = optional
review-level = Own level
review-level-none = Choose
review-level-excellent = Excellent
review-level-good = Good
review-level-average = Average
review-level-poor = Poor
review-grade-own = The grade I give myself
review-grade-proposed = Grade proposed
review-grade-excellent = Completed excellently
review-grade-good = Completed well
review-grade-completed = Completed
review-grade-not-completed = Not completed
review-section-working-rules = 1. Principles and working rules
review-section-organisation = 2. How the tasks were made concrete and organised
review-section-subordinates = 4. Grading of subordinate units
review-section-character = 1. Character, ethics, discipline
review-section-duties = 2. Own duties
review-section-leadership = 3. Leadership and the result of the unit in charge
review-section-initiative = 4. Sense of responsibility, new ideas
review-section-example = 5. Setting an example; against corruption and waste
review-section-pledge = 6. The yearly pledge of self-improvement
review-section-shortcomings = Other shortcomings and their causes
review-section-previous-fixed = III. What was put right since the year before (besides the list above)
review-section-collective-responsibility = V. Responsibility of the collective
review-section-personal-responsibility = V. Responsibility of persons
review-section-direction = VI. Direction of the work
review-carried = Remedies of earlier years
review-carried-none = Nothing is carried over from the year before.
review-save = Save the draft
review-submit-title = Submit the report
review-submit-text = The report is submitted with what is typed above. After that it cannot be changed.
review-submit-picture = The picture below prints what was saved last; save first to see what was just changed.
review-submit-personal-text = The review is submitted with what is typed above; competent superiors may then read it. After that it cannot be changed.
review-submit = Submit the report
review-password = Enter your password again
review-state-opened = Opened, reports awaited
review-state-reported = Reports submitted
review-state-meeting-called = Meeting called
review-state-meeting-held = Meeting held
review-state-minutes-adopted = Minutes adopted
review-state-signed = Minutes signed
review-state-closed = Closed
review-next-opened = The unit writes and submits both reports
review-next-reported = Call the meeting
review-next-meeting-called = Hold the meeting and write the minutes
review-next-meeting-held = Complete and adopt the minutes
review-next-minutes-adopted = The secretary signs, then the chair
review-next-signed = Carry out and follow up the remedies
review-next-closed = Nothing left in this case
review-go-opened = Go to the collective report
review-go-personal = To the personal review
review-go-reported = Call the meeting
review-go-meeting-called = Go to the meeting
review-go-meeting-held = Read the minutes
review-go-minutes-adopted = Read and sign the minutes
review-go-signed = Follow up the remedies
review-go-closed = Follow up the remedies
review-outcome-pass = Passed
review-outcome-fail = Failed
review-outcome-pending-decision = Awaiting decision
meeting-when = Time
meeting-day = Day
meeting-begins = Begins at
meeting-ends = Ends at
meeting-time-hint = Like 14:30
meeting-place = Place
meeting-chair = Chair
meeting-secretary = Secretary
meeting-choose = Choose
meeting-chair-rule = The meeting also reviews { $name } in person, so { $name } does not chair it.
meeting-purpose = Reason, purpose, grounds
meeting-purpose-proposed = Kiểm điểm trách nhiệm tập thể, cá nhân trong lãnh đạo, chỉ đạo, thực hiện công tác cải cách hành chính năm { $year }.
meeting-call = Call the meeting
meeting-call-change = Change the call
meeting-call-submit = Call the meeting
meeting-invited = Invited
meeting-attendees = Attendance
meeting-person = Person { $number }
meeting-name = Name
meeting-post = Post, unit
meeting-present = Present
meeting-absent-reason = Reason for absence
minutes-write = Write the minutes
minutes-save = Save the draft
minutes-preview = Read the minutes
minutes-purpose = 1. Reason, purpose, grounds
minutes-presented = 2. Reports presented
minutes-presented-proposed = Trình bày báo cáo kiểm điểm tập thể; { $name } trình bày bản kiểm điểm cá nhân.
minutes-opinions = 3–4. Opinions; replies
minutes-opinion = Opinion { $number }
minutes-kind = Kind
minutes-kind-opinion = Opinion
minutes-kind-reply = Reply
minutes-speaker = Speaker
minutes-content = What was said
minutes-votes = 5. Votes
minutes-vote = Vote { $number }
minutes-subject = On what
minutes-manner = Manner
minutes-manner-open = Open vote
minutes-manner-secret = Secret ballot
minutes-in-favour = In favour
minutes-against = Against
minutes-abstained = Other
minutes-conclusion = 6. Conclusion of the chair
minutes-text = Text of the minutes
minutes-gaps =
    { $count ->
        [one] { $count } place to complete before adoption
       *[other] { $count } places to complete before adoption
    }
minutes-signatures = Signatures
minutes-signed-at = Signed { $when }
minutes-not-signed = Not signed
minutes-signature-form = Electronic confirmation in this system; it does not replace the official-duty digital signature.
minutes-adopted-at = Adopted { $when }
minutes-digest = Digest { $digest }…
minutes-digest-label = SHA-256 digest of what will be signed
minutes-adopt = Adopt the minutes
minutes-adopt-later = The minutes have gaps, so they cannot be adopted yet.
minutes-adopt-what = Records that the minutes were read and adopted at the meeting; then secretary and chair sign.
minutes-adopt-lasting = The content is frozen with its digest and cannot be changed.
minutes-sign = Sign the minutes
minutes-sign-what-secretary = You sign as the secretary; the chair signs next.
minutes-sign-what-chair =
    { $count ->
        [one] You sign as the chair. { $count } remedy begins to be followed up.
       *[other] You sign as the chair. { $count } remedies begin to be followed up.
    }
minutes-sign-lasting = A signature cannot be taken back.
follow-up-open =
    { $count ->
        [one] { $count } remedy still open, carried to { $year }
       *[other] { $count } remedies still open, carried to { $year }
    }
follow-up-pdf = Download what is open (PDF)
remedy-list = Remedies
remedy-count =
    { $count ->
        [one] { $count } remedy
       *[other] { $count } remedies
    }
remedy-none = No remedies yet
remedy-none-hint = Remedies begin when the chair signs the minutes of a review.
remedy-owner = Owner
remedy-due = Due
remedy-late = { $standing }, late
remedy-standing-not-done = Not done
remedy-standing-ongoing = Ongoing
remedy-standing-reported = Reported as done
remedy-standing-closed = Done
remedy-progress = Progress
remedy-done-on = Done on
remedy-done-on-hint = Leave empty while it is not done
remedy-report = Report on the remedy
remedy-said-done = The unit says it was done on { $day }.
remedy-note = What was checked
remedy-close = Confirm as done
remedy-return = Send it back
support-list = Support given
support-count =
    { $count ->
        [one] { $count } item
       *[other] { $count } items
    }
support-none = No support recorded
support-none-hint = Money, equipment, staff and training given to units is recorded here.
support-add = Add support
support-record = Record the support
support-kind = Kind
support-description = What was given
support-amount = Amount
support-given-on = Given on
support-source = Source
support-target = For the target
support-money = Money
support-equipment = Equipment
support-staff = Staff
support-training = Training
support-other = Other
consequence-list = Consequences
consequence-count =
    { $count ->
        [one] { $count } consequence
       *[other] { $count } consequences
    }
consequence-show = Read the consequences
consequence-logged = This is personal data for those who need it. This reading was remembered in the log.
consequence-add = Record a consequence
consequence-record = Record the consequence
consequence-post = Post concerned
consequence-kind = Kind
consequence-basis = Legal basis
consequence-decision = Decision
consequence-number = Number of the decision
consequence-decided-on = Date of the decision
consequence-description = What it consists of
consequence-lesson-learned = Reminder, lesson learned
consequence-reprimand = Written reprimand
consequence-grade-lowered = Grade lowered
consequence-no-award = No awards
consequence-personnel-move = Replacement, transfer
consequence-discipline-censure = Discipline: censure
consequence-discipline-warning = Discipline: warning
consequence-discipline-pay-cut = Discipline: pay cut
consequence-discipline-demotion = Discipline: demotion
consequence-discipline-removal = Discipline: removal
consequence-discipline-dismissal = Discipline: dismissal
done-review-open = Cases opened.
done-review-ask = Question put.
done-review-close = Case closed.
done-review-submit = Report submitted.
done-review-save = Draft saved.
done-review-call = Meeting called.
done-minutes-save = Draft of the minutes saved.
done-minutes-adopt = Minutes adopted.
done-minutes-sign = Minutes signed.
done-remedy-report = Remedy reported on.
done-remedy-judge = The finding on the remedy is saved.
done-consequence-record = Consequence recorded.
done-support-record = Support recorded.
remedy-search = Find a remedy, target, unit or person
review-missed-count =
    { $count ->
        [one] { $count } target missed
       *[other] { $count } targets missed
    }
review-missed-table = Targets missed and what is done about them
review-remedy-and-person = Remedy and who answers for it
year-file-pdf = File of the year (PDF)
year-file-text = sheets, submitted collective reports and adopted minutes of the units that you may read, bound into one file.
