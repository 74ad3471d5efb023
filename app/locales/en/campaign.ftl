campaign-authority = Superior unit
campaign-authority-line = Superior: { $unit }
campaign-change = Change the campaign
campaign-change-submit = Save the changes
campaign-close = Close the campaign
campaign-close-submit = Close the campaign
campaign-close-text = Nothing in a closed campaign can be changed any more, and it cannot be opened again.
campaign-closed = Closed
campaign-code = Code
campaign-code-hint = Small letters, digits, hyphens; it stands in addresses.
campaign-code-line = Code: { $code }
campaign-copy-of = Copy from: { $title }
campaign-copy-text = Groups, units and rule sets are taken over; the stages get new proposed dates.
campaign-days = Reporting year
campaign-days-hint = A reporting year usually runs from 15 December to 14 December.
campaign-days-to-submit = Working days to submit after a period's end
campaign-ends = Last day
campaign-exemptions = Exemptions
campaign-group = Group
campaign-group-code = Code of the group
campaign-group-communes = Communes and townships
campaign-group-number = Group { $number }
campaign-group-of = Group of { $unit }
campaign-group-offices = Offices
campaign-group-rules = Rule set
campaign-group-title = Title of the group
campaign-groups = Groups of units
campaign-groups-text = Each group is ranked on its own by its rule set. A group without units is left out.
campaign-make-submit = Make the campaign
campaign-members = Members
campaign-name-then = Name then
campaign-not-member = – takes no part –
campaign-open = Open
campaign-review = Who answers in a review
campaign-review-all = Every unit
campaign-review-failing = Units that fail
campaign-stages = Stages
campaign-starts = First day
campaign-state = State
campaign-title = Title
campaign-title-proposed = Cam kết thực hiện chỉ tiêu cải cách hành chính năm { $year }
campaign-year = Year
campaigns-count =
    { $count ->
        [one] { $count } campaign
       *[other] { $count } campaigns
    }
campaigns-import = Import a package
campaigns-make = Make a campaign
campaigns-none-text = The standing body makes a campaign or imports a package.
campaigns-title = Campaigns
stage-closes = Closes
stage-locked = Not yet open
stage-move = Move a stage
stage-move-submit = Save the dates
stage-name = Stage
stage-now = Open
stage-opens = Opens
stage-over = Over
exempt-basis = Legal basis
exempt-submit = Exempt the unit
exempt-target = Target
exempt-text = An exempt target leaves the count and the scale; its basis is printed on the result sheet.
exempt-unit = Exempt a unit from a target
group-weights =
    { $count ->
        [one] { $count } target, weights total { $total }
       *[other] { $count } targets, weights total { $total }
    }
group-weights-wrong = Weights do not total 100.00
member-count =
    { $count ->
        [one] { $count } unit, { $ready } ready
       *[other] { $count } units, { $ready } ready
    }
member-head = Head
member-no-focal-account = no account of a focal officer
member-no-head = no head
member-no-head-account = no account of the head
member-readiness = Readiness
member-ready = Ready
import-campaign-known = the campaign is here; the package adds groups
import-campaign-new = new campaign
import-confirm = Confirm the import
import-confirm-text = Everything above is taken in at once, or nothing. The figures become verified figures.
import-exemptions = Exemptions
import-figures = Figures
import-figures-text =
    { $count ->
        [one] { $count } verified figure, { $unused } of them used by no target
       *[other] { $count } verified figures, { $unused } of them used by no target
    }
import-group = Group { $group }
import-group-title = Title of group { $group }
import-own-targets = Own targets
import-place = Place in the file
import-preview = What will change
import-problem = What is wrong
import-problem-title = What is wrong with the package
import-problems =
    { $count ->
        [one] The package has { $count } error and cannot be imported. Mend the file and send it again.
       *[other] The package has { $count } errors and cannot be imported. Mend the file and send it again.
    }
import-problems-more = …and { $count } more; `camket import` tells all of them.
import-rule-set-known = version { $version }, which is here, is used
import-rule-set-new = version { $version } is added
import-submit = Import the package
import-targets = Targets
import-unit-here = Here
import-unit-new = new, will be added
import-units =
    { $count ->
        [one] { $count } unit, { $new } of them new
       *[other] { $count } units, { $new } of them new
    }
upload-empty = The file is empty.
upload-failed = The program failed, so the file was not taken. Try again; if it fails again, tell the technician.
upload-file = Package file
upload-hint = A .json file of the format camket-package/1 or camket-package/2, at most 32 MB.
upload-missing = No file was chosen.
upload-submit = Send the file and look at it
upload-text = A package holds the units, the rule set and the verified figures of a campaign. Send the file to see what would change; nothing is saved before you confirm.
upload-title = Choose a file
upload-too-large = The file is too large or did not arrive whole (at most 32 MB).
done-campaign-changed = The campaign was changed.
done-campaign-closed = The campaign was closed.
done-campaign-made = The campaign was made.
done-package-imported = The package was imported.
done-stage-moved = The stage got its new dates.
done-unit-exempted = The unit was exempted.
campaign-days-line = Reporting year: { $from } – { $to }
campaign-settings = Settings of the campaign
stage-days = Open
stage-days-left =
    { $days ->
        [one] { $days } day left
       *[other] { $days } days left
    }
stage-days-until =
    { $days ->
        [one] opens in { $days } day
       *[other] opens in { $days } days
    }
stage-progress = Progress
stage-waiting = Waiting
stage-progress-commit = Units signed by both sides: { $done } / { $all }
stage-progress-report = Figures of the year submitted: { $done } / { $all }
stage-progress-verify = Submitted figures verified: { $done } / { $all }
stage-progress-assess = Groups assessed for good: { $done } / { $all }
stage-progress-review = Cases with signed minutes: { $done } / { $all }
stage-progress-follow-up = Remedies done: { $done } / { $all }
stage-waiting-issue =
    { $count ->
        [one] { $count } unit without a sheet
       *[other] { $count } units without a sheet
    }
stage-waiting-sign =
    { $count ->
        [one] { $count } sheet to sign
       *[other] { $count } sheets to sign
    }
stage-waiting-returned = { $count } returned figures
stage-waiting-verify =
    { $count ->
        [one] { $count } figure to verify
       *[other] { $count } figures to verify
    }
stage-waiting-review =
    { $count ->
        [one] { $count } case open
       *[other] { $count } cases open
    }
stage-waiting-late =
    { $count ->
        [one] { $count } remedy overdue
       *[other] { $count } remedies overdue
    }
year-go-issue = Issue the sheets
year-go-verify =
    { $count ->
        [one] Verify { $count } figure
       *[other] Verify { $count } figures
    }
year-go-assess = Assess the year
year-go-commit = Open the sheets
year-go-report = Open the figures
year-go-queue = See what waits for verification
year-go-ranking = See the results
year-go-review = Open the review cases
year-go-follow-up = Follow the remedies
year-last-run = Newest assessment
year-not-assessed = not assessed yet
year-package = Package
year-package-download = Download (JSON)
