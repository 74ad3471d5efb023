# Commitments signed by hand on paper: scans and their confirmation; pictures of pages beside forms.
preview-title = The paper as it prints
preview-whole = Open the whole PDF
preview-alt = Picture of the first pages of the paper; its whole text is in the PDF
scans-title = Signed on paper
scans-weaker = The signed paper is the original and must be kept; the scan here only lets it be compared and does not prove who signed
scans-how = How it is done
scans-print = Print the agreed commitment. Each page bears a QR code of its own at the bottom left.
scans-sign = The head of the unit and the authority sign by hand. Nothing is written or stamped over the code.
scans-scan = Scan the whole pile in colour into one PDF at 200 dots an inch (dpi) or more. Pages and papers may lie in any order. Keep the paper.
scans-answer = Send the file here. Every page is put to its commitment; it comes into force once the authority has looked at the scan and confirmed it.
scans-file = Scanned PDF
scans-hint = At most 40 MB and 200 pages.
scans-submit = Send the scanned pile
scans-nothing-kept = Nothing of this file was kept.
scans-found = { $taken } of { $papers } papers found in the file were taken
scans-found-nothing = No commitment was found in the file
scans-unread = No code could be read on page: { $pages } (as they lie in the file). Scan these again together with the other pages of their paper.
scans-nobody = Unknown unit
scans-missing = lacks page { $pages } of this paper
scans-taken = Taken; waits for the authority
scans-sorted = Papers found in the file
scans-places = Pages of the file
scans-pages = Pages of the paper
scans-result = Result
scans-none = No scan yet
scans-none-hint = Scans of commitments that were signed by hand are shown here.
scans-table = Scans
scans-count =
    { $count ->
        [one] { $count } scan
       *[other] { $count } scans
    }
scans-file-name = File sent
scans-put-in = Put in
scans-page-count =
    { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }
scan-title = Scan: { $unit }
scan-number = Scan number { $number }, { $at }
scan-file = Download the scan (PDF)
scan-waits = Waits for confirmation
scan-stale = No longer valid
scan-confirmed = Confirmed
scan-refused = Not confirmed
scan-answered = Answered
scan-reason = Reason
scan-what = I confirm that this scan is the commitment that the head of the unit and I signed by hand; the commitment comes into force.
scan-confirm = Confirm the scan
scan-head = Who signed for the unit
scan-head-hint = Whoever's signature is on the paper: the head, or a deputy for the head (KT.).
scan-head-on = Day the unit signed
scan-authority-on = Day the authority signed
scan-refuse = Do not confirm
scan-refuse-text = If a signature, a seal or a page is wrong, say why. The commitment stays as it is and may be scanned again.
pile-refusal-empty = No file was chosen, or it is empty. Choose the scanned PDF.
pile-refusal-too-large = The file is larger than 40 MB and was not taken. Split it into several files (colour, 200 dpi).
pile-refusal-unreadable = This file cannot be read as a scanned PDF. Scan it again and save it as PDF without a password.
pile-refusal-too-many-pages = The file has more than 200 pages. Split it into several files.
pile-refusal-too-much-work = Reading this file took too much time or memory. Split it into several files with fewer pages.
scan-refusal-unknown = No commitment of this campaign has the code on the page
scan-refusal-other-content = Printed from an older content, not from the one to be signed
scan-refusal-pages-missing = Pages are missing
scan-refusal-page-twice = A page was scanned twice
scan-refusal-not-approved = The content is not agreed yet
scan-refusal-in-force = The commitment is in force already
scan-refusal-withdrawn = The commitment was withdrawn
scan-refusal-waiting = A scan already waits for confirmation
scan-decision-refusal-already = This scan has been answered.
scan-decision-refusal-own-scan = Whoever put a scan in does not confirm it.
scan-decision-refusal-head-scanned = Whoever put the scan in may not be who signed it for the unit; let somebody else scan it.
scan-decision-refusal-own-sheet = Whoever signed for the unit does not confirm for the authority.
scan-decision-refusal-future = This day has not come yet.
scan-decision-refusal-before-content = This day lies before the content was agreed.
scan-decision-refusal-order = The authority signs after the unit, never before.
scan-decision-refusal-no-signer = Choose somebody who held a post at the unit on the day of signing.
signing-on-paper = Signed by hand on paper: the paper is the original; the scan that the authority confirmed only lets it be compared, is the weaker proof in the system, and does not replace a digital signature for official duty
signing-on-paper-short = By hand on paper
certificate-by-scan = scan confirmed by the authority
look-up-other-content = This page was printed from another content than that of the paper
event-sheet-scanned = Scan put in
event-sheet-scan-confirmed = Scan confirmed
event-sheet-scan-refused = Scan not confirmed
told-sheet-scanned = { $person } put in a scan of the commitment signed by hand ({ $after }).
told-sheet-scan-confirmed = { $person } confirmed the scan of the commitment signed by hand ({ $after }); the commitment is in force.
told-sheet-scan-refused = { $person } did not confirm the scan: { $reason }.
work-kind-confirm-scan = Confirm the scan of the commitment signed by hand ({ $count })
done-scan-confirmed = The scan was confirmed; the commitment is in force.
done-scan-refused = It was recorded that the scan was not confirmed; the commitment may be scanned again.
sheet-copies = How it is made up
sheet-copies-hint = Stands in the last sentence of the commitment and cannot change once agreed. A paper one is signed by hand only; then its scan is put in.
sheet-copies-electronic = Electronic: confirmed in the system or signed digitally
sheet-copies-paper = On paper: { $made } copies, { $each } for each side
sign-refusal-on-paper = This commitment was agreed to be made on paper: print it, sign it by hand, then put the scan in for the authority to confirm.
approve-refusal-copies = Choose from the list how it is made up.
