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
