file-appeal-refusal-not-published = The result is not made known yet, so it cannot be appealed.
file-appeal-refusal-too-late = The last day to appeal this result has passed.
file-appeal-refusal-open-already = The unit has an open appeal of this result.
file-appeal-refusal-blank = Say what is wrong with the result, and why.
file-appeal-refusal-too-long = The appeal is longer than 20,000 characters.
file-appeal-refusal-unprintable = The appeal holds a character that papers cannot print. Leave out symbols and odd characters.
assign-reviewer-refusal-closed = This appeal is answered or withdrawn.
assign-reviewer-refusal-took-part = This person verified, appraised or decided a part of the result, and cannot review the appeal. Choose somebody else.
assign-reviewer-refusal-own-unit = Who filed the appeal, or belongs to the unit, cannot review it. Choose somebody else.
assign-reviewer-refusal-no-reviewer = This person holds no role as inspector or appraiser for the unit. Choose somebody else.
answer-appeal-refusal-closed = This appeal is answered or withdrawn.
answer-appeal-refusal-not-reviewer = Only the reviewer who was named answers this appeal.
answer-appeal-refusal-took-part = Since the appeal was given to you, you verified, appraised or decided a part of the result, or came to belong to the unit. Ask that it be given to somebody else.
answer-appeal-refusal-blank = Write the answer.
answer-appeal-refusal-too-long = The answer is longer than 20,000 characters.
answer-appeal-refusal-unprintable = The answer holds a character that papers cannot print. Leave out symbols and odd characters.
answer-appeal-refusal-decision-missing = Choose the replacing decision by which the result is corrected, approved after the day of the appeal.
withdraw-appeal-refusal-closed = This appeal is answered or withdrawn.
withdraw-appeal-refusal-not-yours = Only who filed this appeal can withdraw it.
appeal-state-filed = Received
appeal-state-in-review = Under review
appeal-state-answered = Answered
appeal-state-withdrawn = Withdrawn
appeal-outcome-upheld = The result stands
appeal-outcome-corrected = The result is corrected

appeals-title = Appeals
appeals-of = Appeals of the results of { $year }
appeals-truth = Filed by heads of units; reviewed and answered in writing by somebody who had no part in the result
appeals-none-title = No appeals yet
appeals-none-text = Once a decision has made the results known, the head of a unit files an appeal from the page of the unit's result, within the term that the decision gives.
appeals-count = { $count ->
        [one] { $count } appeal, { $open } not answered
       *[other] { $count } appeals, { $open } not answered
    }
appeal-title = Appeal of { $unit }
appeal-new = File an appeal
appeal-truth = An appeal changes no result by itself; only a replacing decision does
appeal-about = What it is about
appeal-whole = The whole result
appeal-reason = What is wrong, and why
appeal-reason-hint = Say which figure or point is wrong, what it should be, and why.
appeal-evidence = Evidence
appeal-evidence-hint = Number and day of a document, or where it can be checked.
appeal-file = File the appeal
appeal-file-lasting = What is filed cannot be edited; it can be taken back until it is answered.
appeal-decision = Publishing decision
appeal-last-day = Last day to appeal
appeal-answered-in = Time to answer
appeal-work-days = { $count ->
        [one] { $count } working day after it comes in
       *[other] { $count } working days after it comes in
    }
appeal-filed = Filed
appeal-due = To be answered by
appeal-late = Late
appeal-overdue = The answer was due on { $day }.
appeal-reviewer = Reviewer
appeal-no-reviewer = Nobody yet
appeal-reviewer-none = Choose a reviewer
appeal-state = State
appeal-result = Open the unit's result
appeal-of-day = Appeal of { $day }
appeal-until = The head of the unit may appeal this result until { $day }.
appeal-assign = Give it to a reviewer
appeal-assign-other = Give it to somebody else
appeal-assign-text = Only to somebody who verified none of the unit's figures, did not run the assessment, did not prepare or approve the publishing decision, and does not belong to the unit.
appeal-nobody-title = Nobody can review it yet
appeal-nobody-text = Every inspector and appraiser had a part in this result or belongs to the unit. Ask the technician to give the role to somebody else.
appeal-prepare-correction = Prepare a decision that replaces the unit's result
appeal-answer-title = Answer the appeal
appeal-answered-title = Answer
appeal-outcome = Conclusion
appeal-correction = Correcting decision
appeal-correction-hint = Choose it where the result is corrected.
appeal-correction-none = To correct the result, a decision that replaces it has to be approved first, after the day of the appeal. There is none yet.
appeal-correction-choose = None
appeal-answer = Answer
appeal-answer-hint = Say what was checked, what came of it, and on what grounds.
appeal-answer-lasting = An answer cannot be edited once it is sent.
appeal-answer-send = Send the answer
appeal-answered-at = Answered at
appeal-withdraw = Take the appeal back
appeal-withdraw-text = An appeal that was taken back is not reviewed any more. Within the term the unit may file another one.
appeal-provisional-until = The results may still change: units may appeal until { $day }.
appeal-provisional-open = The results may still change: { $count ->
        [one] { $count } appeal is not answered.
       *[other] { $count } appeals are not answered.
    }
appeal-provisional-both = The results may still change: { $count ->
        [one] { $count } appeal is not answered
       *[other] { $count } appeals are not answered
    }, and units may appeal until { $day }.
done-appeal-filed = The appeal is filed.
done-appeal-assigned = The appeal is given to a reviewer.
done-appeal-answered = The appeal is answered.
done-appeal-withdrawn = The appeal is taken back.
event-appeal-filed = Appeal filed
event-appeal-assigned = Appeal given to a reviewer
event-appeal-answered = Appeal answered
event-appeal-withdrawn = Appeal taken back
told-appeal-filed = { $person } filed an appeal of { $unit }; to be answered by { $after }.
told-appeal-assigned = { $person } gave the appeal of { $unit } to { $after }.
told-appeal-answered = { $person } answered the appeal of { $unit }.
told-appeal-withdrawn = { $person } took the appeal of { $unit } back.
history-of-kien-nghi = Appeal
work-kind-approve-decision = Approve a decision ({ $count })
work-kind-assign-appeal = Give an appeal to a reviewer ({ $count })
work-kind-answer-appeal = Answer an appeal ({ $count })
decision-file-within = Time to appeal (working days)
decision-file-within-hint = From the day the results are made known. The general rules give no number; write that of the campaign's own rules.
decision-answer-within = Time to answer an appeal (working days)
decision-answer-within-hint = Decree 335/2025/NĐ-CP, Article 22: 7 working days after it comes in.
decision-appeals = Within { $file } working days after publication; answered within { $answer } working days after it comes in
prepare-decision-refusal-not-a-term = Write the working days as a whole number from 1 to 60.
ranking-corrected = { $count ->
        [one] The result of { $count } unit was replaced by a decision.
       *[other] The results of { $count } units were replaced by decisions.
    }
ranking-places-stay = Places stay as they were published; they change only when the results of the whole group are published again.
