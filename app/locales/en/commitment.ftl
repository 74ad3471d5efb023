sheet-state-issued = Issued, awaiting the unit's proposal
sheet-state-proposed = Proposed by the unit
sheet-state-countered = Changes asked by the superior
sheet-state-approved = Awaiting the head's signature
sheet-state-head-signed = Awaiting the authority's signature
sheet-state-in-force = In force
sheet-state-withdrawn = Withdrawn
sheet-side-unit = Unit
sheet-side-superior = Superior
signed-as-head = Who commits
signed-as-deputy-head = For the one who commits (KT.)
signed-as-authority = Who confirms
propose-refusal-with-superior = The proposal made before waits for the superior's answer; another cannot be sent yet.
propose-refusal-frozen = The content is agreed and frozen; it cannot be changed any more.
propose-refusal-withdrawn = This commitment was withdrawn.
propose-refusal-target-missing = A target has no value yet. Fill in every target.
propose-refusal-unknown-target = The form has a target that does not belong to this commitment. Reload the page.
propose-refusal-other-kind = The value is not of the target's kind (number, day, yes or no).
propose-refusal-negative = The value must not be negative.
propose-refusal-unconfirmed = This was read as a decimal number (1,250 is 1.25). If that is right, tick the box at the end of the form; for thousands write 1.250.
propose-refusal-too-long = Too long (notes up to 500 characters, comments up to 4,000).
propose-refusal-unprintable = A character cannot be printed. Remove unusual characters (symbols, foreign scripts).
propose-refusal-too-many-tasks = At most 20 key tasks.
counter-refusal-not-proposed = No proposal of the unit waits for an answer.
counter-refusal-frozen = The content is agreed and frozen; it cannot be changed any more.
counter-refusal-withdrawn = This commitment was withdrawn.
counter-refusal-own-proposal = Whoever made the proposal may not answer it.
counter-refusal-no-reason = Give the reason for the changes.
approve-refusal-not-proposed = No proposal of the unit waits for agreement.
approve-refusal-already = The content was agreed before.
approve-refusal-withdrawn = This commitment was withdrawn.
approve-refusal-own-proposal = Whoever made the proposal may not agree to it.
approve-refusal-no-head = Nobody is recorded as the head of the unit. Update the organisation first.
approve-refusal-no-authority = Nobody is recorded as the head of the authority. Update the organisation first.
sign-refusal-not-approved = The content is not agreed yet, so it cannot be signed.
sign-refusal-already-signed = This commitment is signed already and is not signed twice. Its page shows who signed and when.
sign-refusal-head-first = The head of the unit signs first, then the authority.
sign-refusal-other-content = What was on the screen is not what waits for a signature. Open the signing page again and read it again.
sign-refusal-same-person = Whoever signed for the unit may not sign for the authority.
sign-refusal-withdrawn = This commitment was withdrawn.
withdraw-refusal-already = This commitment was withdrawn before.
withdraw-refusal-no-reason = Give the reason for withdrawing.
withdraw-refusal-too-long = The reason is too long (up to 4,000 characters).
issue-refusal-nothing-to-issue = Every unit of the campaign has its commitment.
issue-refusal-no-members = The campaign has no units yet. Add units or import the campaign's package first.
issue-refusal-not-withdrawn = Only a withdrawn commitment can be issued again.
plan-task-refusal-no-title = Say what is to be done.
plan-task-refusal-no-result = Say which result is expected.
plan-task-refusal-no-person = Say who answers for it.
plan-task-refusal-outside-campaign = The day must fall into the campaign.
plan-task-refusal-too-long = Too long (up to 500 characters).
conference-refusal-no-title = Give the conference a title.
conference-refusal-no-place = Give the place.
conference-refusal-no-agenda = Give the agenda, one item a line.
conference-refusal-not-a-time = This is not a time of day. Write 08:00.
conference-refusal-too-long = Too long.
conference-refusal-unprintable = A character cannot be printed. Remove unusual characters (symbols, foreign scripts).
conference-refusal-other-campaign = A unit or commitment does not belong to this campaign. Reload the page.
event-sheet-issued = Commitment issued
event-sheet-opened = Commitment first opened
event-sheet-proposed = Targets and tasks proposed
event-sheet-countered = Changes asked
event-sheet-approved = Content agreed and frozen
event-sheet-signed = Signed by the head
event-sheet-countersigned = Countersigned by the authority
event-sheet-withdrawn = Commitment withdrawn
event-conference-arranged = Conference arranged
event-conference-changed = Conference changed
event-attendance-recorded = Attendance recorded
event-signings-grouped = Commitments chosen for signing at the conference
signing-electronic-confirmation = Electronic confirmation in the system; it does not replace a digital signature for official duty
signing-electronic-confirmation-short = Electronic confirmation
sheets-title = Commitments
sheets-table = List of commitments
sheets-count =
    { $count ->
        [one] { $count } unit
       *[other] { $count } units
    }
sheets-filters = Filter the list
sheets-filter-all = All
sheets-filter-not-issued = Not issued
sheets-filter-not-opened = Not opened
sheets-filter-talking = Being agreed
sheets-filter-not-signed = Not signed by the head
sheets-filter-not-countersigned = Awaiting the authority
sheets-filter-in-force = In force
sheets-issue-all = Issue commitments to every unit
sheets-none = No commitment here
sheets-none-hint = Choose another filter, or wait until the home-affairs office issues the commitments.
sheets-unit = Unit
sheets-group = Group
sheets-state = State
sheets-opened = First opened by the unit
sheets-head-signed = Signed by the head
sheets-authority-signed = Signed by the authority
sheets-not-issued = Not issued
sheets-not-opened = Not opened
sheets-not-yet = Not signed
sheet-title = Commitment: { $unit }
sheet-version = Version { $number }
sheet-digest = SHA-256 digest: { $digest }…
sheet-not-frozen = Content not frozen yet
sheet-withdrawn-because = The commitment was withdrawn. Reason: { $reason }
sheet-sign = Sign the commitment
sheet-countersign = Countersign the commitment
sheet-approve-go = Read and agree to the proposal
sheet-propose-go = Propose targets and tasks
sheet-counter-go = Ask for changes
sheet-public = Public page
sheet-pdf = Download the commitment (PDF)
sheet-step-issue = Commitment issued
sheet-step-propose = Unit proposes
sheet-step-approve = Superior agrees
sheet-step-head = Head signs
sheet-step-authority = Authority countersigns
sheet-step-force = In force
sheet-step-done = done
sheet-step-now = waiting
sheet-step-next = later
decision-what = What will happen
decision-whom = To whom
decision-lasting = Cannot be undone
sheet-approve = Agree to the proposal
sheet-approve-what = The content below is frozen and hashed; the head and then the authority sign exactly this content.
sheet-approve-lasting = After that nobody can change the content; a change needs a withdrawal and a new issue.
sheet-common = common value: { $value }
sheet-common-head = Common value
sheet-measure = Unit of measure
sheet-weight = Weight (points)
sheet-last-year = Last year's result
sheet-no-last-year = none
sheet-promise = Commitment
sheet-exempt = Exempt targets
sheet-targets = Targets
sheet-targets-count =
    { $count ->
        [one] { $count } target
       *[other] { $count } targets
    }
sheet-target = Target
sheet-tasks = Key tasks
sheet-tasks-count =
    { $count ->
        [one] { $count } task
       *[other] { $count } tasks
    }
sheet-no-tasks = No key task is recorded yet.
sheet-task-title = Task
sheet-task-result = Result expected
sheet-task-person = Who answers for it
sheet-task-due = Due
sheet-reporting = Reporting regime
signature-title = Signatures
signature-as = As
signature-who = Who signed
signature-when = When
signature-how = Form of signature
sheet-versions = Versions
sheet-versions-count =
    { $count ->
        [one] { $count } version
       *[other] { $count } versions
    }
sheet-note = Comment
sheet-history = History
sheet-withdraw-title = Withdraw the commitment
sheet-withdraw-reason = Reason for withdrawing
sheet-withdraw-hint = The reason is kept in the log and shown on this page; the public page says only that it was withdrawn.
sheet-withdraw = Withdraw the commitment
sheet-reissue = Issue the commitment again
offer-propose-title = The unit's proposal
offer-propose-hint = The boxes hold the common values or those of the last version. If you agree with them, just send the form.
offer-propose-note = The unit's comment
offer-propose = Send the proposal
offer-counter-title = Ask for changes
offer-counter-hint = The boxes hold the unit's proposal. Change what has to be changed and give the reason.
offer-counter-note = Reason for the changes
offer-counter = Send the changes
offer-value = Value committed to
offer-value-of = Value committed to for { $target }
offer-remark = Note
offer-remark-of = Note for { $target }
offer-yes = Yes
offer-no = No
offer-task = Task { $number }
offer-task-person-hint = Name and post, as they will be printed
offer-task-due-hint = As 31/01/2023
offer-confirmed = I confirm that numbers with three digits behind the comma are decimals
sign-nothing = Nothing to sign
sign-back = Back to the commitment
sign-what-head = You sign as the head of the unit; then the authority countersigns and the commitment is in force.
sign-what-deputy = You sign for the head of the unit (KT.); then the authority countersigns and the commitment is in force.
sign-what-authority = You countersign the unit's commitment; it is in force at once.
sign-lasting = A signature cannot be taken back. The commitment can only be withdrawn, with a reason.
sign-form = Form of signature
sign-digest = SHA-256 digest of the content
sign-text = What will be signed
sign-password = Password
sign-password-hint = Enter your password again to sign.
look-up-title = Is this commitment valid
look-up-text = Type the code printed beside the QR code of a commitment to see whether it is valid. No sign-in is needed.
look-up-code = Code
look-up-code-hint = 16 letters and digits, such as abcd 2345 efgh 6789. The whole address beside the QR code will do as well.
look-up-submit = Look up
look-up-another = Look up another commitment
look-up-file = The PDF of a commitment in force carries signatures of the system; check it with a PDF reader or the command camket verify, with the root certificate:
look-up-root = download the root (PEM)
look-up-unit = Unit
look-up-campaign = Campaign
look-up-unknown = No commitment has this code.
look-up-unknown-hint = Scan the QR code again or check every character of the address on the paper.
look-up-illustrative = Illustrative document – no legal value. The units are real, people and figures are made up.
public-sheet-valid = The commitment is in force: both sides have signed, and the content is what was signed.
public-sheet-not-signed = The commitment is not in force: not both sides have signed.
public-sheet-withdrawn = The commitment was withdrawn and is no longer in force.
public-sheet-replaced = This commitment was withdrawn, and another took its place.
public-sheet-broken = The content kept in the system is not what was signed. Tell whoever runs the system.
conferences-title = Signing conferences
conferences-count =
    { $count ->
        [one] { $count } conference
       *[other] { $count } conferences
    }
conferences-none = No conference yet
conferences-none-hint = The home-affairs office arranges conferences, at which units sign their commitments.
conference-new = Arrange a conference
conference-name = Title
conference-day = Day
conference-time = Begins at
conference-time-hint = As 08:00
conference-place = Place
conference-agenda = Agenda
conference-agenda-hint = One item a line: time | what | who
conference-arrange = Arrange the conference
conference-change-title = Change the conference
conference-change = Save the conference
conference-pdf = Download the programme (PDF)
conference-ranking = Last year's ranking
conference-papers = Papers of the conference
conference-invitation-pdf = Invitation (PDF, draft)
conference-pack-pdf = Programme and all sheets signed at the conference, bound into one file with contents (PDF)
conference-programme-pdf = Programme of the conference (PDF)
conference-ranking-pdf = Last year's ranking, group { $group } (PDF)
conference-item-number = No.
conference-item-time = Time
conference-item = What
conference-item-by = By whom
conference-signings = Commitments signed at the conference
conference-signings-count =
    { $count ->
        [one] { $count } commitment
       *[other] { $count } commitments
    }
conference-choose = Signed here
conference-choose-of = The commitment of { $unit } is signed at this conference
conference-group = Save the signings
conference-attendance = Attendance
conference-attendance-count =
    { $all ->
        [one] { $present } of { $all } unit present
       *[other] { $present } of { $all } units present
    }
conference-present = Present
conference-present-of = { $unit } was present
conference-note = Who came, or why nobody did
conference-note-of = Who came for { $unit }, or why nobody did
conference-not-recorded = Not recorded
conference-was-present = Present
conference-was-absent = Absent
conference-record = Save the attendance
done-sheets-issued = Commitments were issued to every unit that had none.
done-sheet-proposed = The proposal was sent to the superior.
done-sheet-countered = The changes were sent to the unit.
done-sheet-approved = Agreed; the content is frozen and waits for the head's signature.
done-sheet-signed = The commitment is signed.
done-sheet-withdrawn = The commitment was withdrawn.
done-sheet-reissued = The commitment was issued again.
done-conference-arranged = The conference was arranged.
done-conference-changed = The conference was saved.
done-attendance-recorded = The attendance was saved.
done-signings-grouped = The signings of the conference were saved.
