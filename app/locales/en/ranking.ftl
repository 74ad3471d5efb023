not-comparable-rules-changed = Not directly comparable: another rule set applied in the year before.
not-comparable-units-changed = Not directly comparable: other units are ranked in the group.
not-comparable-other-group = Not directly comparable: the unit was ranked in another group the year before.
not-comparable-follows-another = Not directly comparable: the result of the year before is that of the unit's predecessor.
not-comparable-no-year-before = There is no result of the year before to compare with.
