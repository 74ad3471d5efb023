//! Two versions of a passage beside each other, paragraph by paragraph.

/// A row of the comparison: a paragraph before and after; one of them is missing where it was added or taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The paragraph before.
    pub before: Option<String>,
    /// The paragraph after.
    pub after: Option<String>,
}

impl Row {
    /// Whether nothing changed in it.
    pub fn is_same(&self) -> bool {
        self.before == self.after
    }
}

/// The paragraphs of two texts beside each other: the longest run of equal ones stays level; what changed between them stands in the same rows.
pub fn difference(before: &str, after: &str) -> Vec<Row> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut rows = Vec::new();
    between(&old, &new, &mut rows);
    rows
}

fn between(old: &[&str], new: &[&str], rows: &mut Vec<Row>) {
    let Some((at, there, length)) = longest(old, new) else {
        for place in 0..old.len().max(new.len()) {
            let owned = |from: &[&str]| from.get(place).map(|it| (*it).to_owned());
            rows.push(Row { before: owned(old), after: owned(new) });
        }
        return;
    };
    let (old_before, old_rest) = old.split_at(at);
    let (new_before, new_rest) = new.split_at(there);
    between(old_before, new_before, rows);
    let (same, old_after) = old_rest.split_at(length);
    rows.extend(same.iter().map(|it| Row { before: Some((*it).to_owned()), after: Some((*it).to_owned()) }));
    between(old_after, new_rest.split_at(length).1, rows);
}

/// The longest run of equal paragraphs: where it begins in both, and how long it is.
fn longest(old: &[&str], new: &[&str]) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    for at in 0..old.len() {
        for there in 0..new.len() {
            let run = old.iter().skip(at).zip(new.iter().skip(there)).take_while(|(old, new)| old == new).count();
            if run > best.map_or(0, |it| it.2) {
                best = Some((at, there, run));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(before: &str, after: &str) -> Vec<(Option<String>, Option<String>)> {
        difference(before, after).into_iter().map(|it| (it.before, it.after)).collect()
    }

    #[test]
    fn what_stays_stands_level_and_what_changed_beside_it() {
        let some = |it: &str| Some(it.to_owned());
        assert_eq!(
            rows("một\nhai\nba\nbốn", "không\nmột\nhai khác\nba\nbốn"),
            [
                (None, some("không")),
                (some("một"), some("một")),
                (some("hai"), some("hai khác")),
                (some("ba"), some("ba")),
                (some("bốn"), some("bốn"))
            ]
        );
        assert_eq!(rows("", "một"), [(None, some("một"))]);
        assert_eq!(rows("một", ""), [(some("một"), None)]);
        assert_eq!(rows("", ""), []);
        assert!(difference("một\nhai", "một\nhai").iter().all(Row::is_same));
    }
}
