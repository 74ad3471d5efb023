home-title = My work
home-today = Today: { $day }
home-nothing = Nothing waits for you
home-nothing-hint = What falls due or needs your decision will be shown here.
home-count =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
home-work = Work
home-unit = Unit
home-due = Due on
home-late =
    { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
home-soon =
    { $days ->
        [one] { $days } day left
       *[other] { $days } days left
    }
work-kind-propose-sheet = Propose the content of the commitment ({ $count })
work-kind-answer-proposal = Answer the unit's proposal ({ $count })
work-kind-sign-sheet = Sign the commitment ({ $count })
work-kind-countersign-sheet = Countersign the commitment ({ $count })
work-kind-answer-declined = Commitments that somebody declined to sign ({ $count })
work-kind-enter-figures = Enter missing figures ({ $count })
work-kind-correct-figures = Correct returned figures ({ $count })
work-kind-submit-figures = Submit entered figures ({ $count })
work-kind-verify-figures = Verify figures ({ $count })
work-kind-report-task = Report key tasks ({ $count })
work-kind-submit-task = Submit the report of a key task ({ $count })
work-kind-verify-task = Verify the report of a key task ({ $count })
work-kind-write-reports = Write the review reports ({ $count })
work-kind-call-meeting = Call the review meeting ({ $count })
work-kind-hold-meeting = Hold the review meeting and write its minutes ({ $count })
work-kind-sign-minutes = Sign the minutes ({ $count })
work-kind-finish-remedy = Carry out remedies ({ $count })
work-kind-confirm-remedy = Confirm remedies ({ $count })
home-owed = What I owe, first what is due first
home-decisions = What waits for my decision or signature
home-state = Time left
home-no-due = no deadline
home-due-today = due today
home-changes = Changed since I was here
home-changes-since = Changed since my last sign-in ({ $at })
home-changes-lately = Changed in the last 30 days
home-changes-none = Nobody else has changed anything yet.
home-change = What happened
home-change-many = { $event } ({ $count })
home-change-by = By
home-change-at = When
