package-error-not-utf8 = The file is not UTF-8.
package-error-byte-order-mark = The file starts with a byte-order mark; save it as UTF-8 without one.
package-error-not-json = The text is not well-formed JSON (line:column { $detail }).
package-error-unknown-key = The format has no such key.
package-error-repeated-key = The key is repeated.
package-error-missing-key = The key is missing.
package-error-wrong-type = A value of another type; expected: { $detail ->
     [object] an object {"{"}…{"}"}
     [list] a list […]
    *[text] text in quotes
     [integer] an integer
     [plain-integer] an integer without fraction or exponent
     [plain-integer-or-text] an integer without fraction or exponent, or text
     [less-deep] something less deeply nested
     [true-or-false] true or false
    }.
package-error-not-nfc = The text is not in Unicode NFC.
package-error-empty-text = The text is empty.
package-error-empty-list = The list is empty.
package-error-other-format = Another format; this program reads { $detail }.
package-error-out-of-range = Outside { $detail }.
package-error-not-a-decimal = Not a plain decimal (optional -, 1–14 digits, optionally a point and 1–4 digits).
package-error-not-a-day = Not a real day, YYYY-MM-DD.
package-error-not-a-value = Neither a plain decimal nor a day YYYY-MM-DD nor yes nor no.
package-error-not-one-of = Not one of { $detail }.
package-error-code-twice = "{ $detail }" is used twice.
package-error-figure-twice = A second figure of this unit, variable and period.
package-error-exemption-twice = A second exemption of this unit and target.
package-error-own-target-twice = A second own target of this unit and target.
package-error-from-twice = A second entry from this value.
package-error-unknown-unit = The package has no unit "{ $detail }".
package-error-unknown-target = The rule set has no target "{ $detail }".
package-error-weight-not-positive = A weight must be above 0.
package-error-weights-total = The weights total { $detail }, not exactly 100.
package-error-full-at-not-positive = full_at must be above 0.
package-error-penalty-negative = A penalty must not be below 0.
package-error-share-out-of-range = A share must lie between 0 and 1.
package-error-fail-above-pass = fail_below is above pass_from.
package-error-starts-after-end = starts_on is after ends_on.
package-error-direction-does-not-fit = Does not go with this measure; { $detail } does.
package-error-rule-does-not-fit = Does not go with this measure and direction; { $detail } does.
package-error-target-does-not-fit = Does not go with this measure; expected: { $detail ->
    *[decimal] a plain decimal
     [day] a real day, YYYY-MM-DD
     [yes] yes
    }.
package-error-variable-two-ways = Variable "{ $detail }" is used both as an amount and as a date or yes/no.
package-error-figure-does-not-fit = The measure that uses this variable cannot read it; expected: { $detail ->
    *[decimal] a plain decimal
     [day] a real day, YYYY-MM-DD
     [yes-or-no] yes or no
    }.
package-error-own-target-does-not-fit = Of another kind than the target's; expected: { $detail ->
    *[decimal] a plain decimal
     [day] a real day, YYYY-MM-DD
     [yes] yes
    }.
package-error-dates-reversed = valid_to is before valid_from.
package-error-exactly-one = Exactly one of these keys belongs here: { $detail }.
package-error-band-empty = The band ends where it begins or before.
package-error-bands-overlap = The band overlaps that of "{ $detail }".
package-error-no-scale = A band needs a scale, and the rule has none.
package-error-out-of-order = Levels stand best first; "{ $detail }" before this one is worse.
package-error-unknown-level = The rule has no level "{ $detail }".
package-error-total-differs = The maxima of the parts total { $detail }, not the maximum above them.
package-error-goal-does-not-fit = Of another kind than the target's; { $detail } belongs here.
package-error-key-does-not-fit = Goes only with { $detail }.
package-error-bounds-reversed = Below { $detail }.
package-error-stretch-not-better = A stretch value must be better than the target.
package-error-max-survey-out-of-range = Must be above 0 and not above the weight.
package-error-score-out-of-range = Must lie between 0 and 100.
package-error-cap-not-positive = A cap must be above 0.
package-error-points-out-of-range = Must lie between 0 and { $detail }.
package-error-points-not-positive = Points must be above 0.
package-error-unknown-area = The rule set has no area "{ $detail }".
package-error-area-total = The targets of this area weigh { $detail } together.
package-error-tie-breaker-twice = A second tie breaker of this kind.
package-error-not-a-period = Not a reporting period (YYYY-Mmm, YYYY-Qq, YYYY-H1, YYYY-H2, YYYY-9M or YYYY).
package-error-period-of-another-year = A period of another year than the campaign's, { $detail }.
package-error-period-is-the-year = The goal of the whole year is the target itself.
package-error-period-twice = A second goal of this period.
package-error-figure-overlaps = Overlaps the figure of { $detail } of this unit and variable.
package-error-number-twice = Amendment "{ $detail }" is there twice.
package-error-amendment-twice = A second amendment of this goal on this day.
package-error-outside-campaign = Outside the campaign.
package-error-after-the-period = After the end of the period that it amends.
package-error-not-manual = The points of "{ $detail }" are measured, not given.
package-error-appraisal-twice = A second appraisal of this unit and target.
package-error-unknown-adjustment = The rule set has no adjustment "{ $detail }".
package-error-grade-rule-twice = A second grade rule for the same.
package-error-external-twice = A second external result of this unit.
package-error-rule-amendment-twice = A second change of the rules on this day.
package-error-other-targets = The targets or their goals are not those of rule_set; a change of the rules leaves them as they are.
package-error-nothing-amended = Neither former_rule_set nor former_grade_rules is there.
package-error-rank-above-count = Above out_of.
