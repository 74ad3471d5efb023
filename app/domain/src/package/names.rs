//! Names that come again and again in a long list, each kept once. Lists are mostly in some order, so what follows a name is
//! mostly what followed it before: that is tried first, and a name is looked up only where it is something else.

use std::borrow::Cow;
use std::collections::HashMap;

/// Names, numbered in the order in which they first came.
#[derive(Default)]
pub(crate) struct Names<'t> {
    list: Vec<Cow<'t, str>>,
    places: HashMap<Cow<'t, str>, u32>,
    /// For each name, the one that followed it last.
    follows: Vec<u32>,
    last: u32,
}

impl<'t> Names<'t> {
    /// The name that probably comes next, where it stands in a text as it is; empty where there is none.
    pub(crate) fn guess(&self) -> &'t str {
        match self.follows.get(self.last as usize).and_then(|it| self.list.get(*it as usize)) {
            Some(Cow::Borrowed(name)) => name,
            Some(Cow::Owned(_)) | None => "",
        }
    }

    /// The number of the name that was guessed.
    pub(crate) fn guessed(&mut self) -> u32 {
        self.last = self.follows.get(self.last as usize).copied().unwrap_or_default();
        self.last
    }

    /// The number of a name.
    pub(crate) fn number(&mut self, name: impl Into<Cow<'t, str>>) -> u32 {
        let name = name.into();
        let guess = self.follows.get(self.last as usize).copied();
        let number = match guess {
            Some(it) if self.list.get(it as usize).is_some_and(|it| *it == name) => it,
            _ => self.looked_up(name),
        };
        self.last = number;
        number
    }

    fn looked_up(&mut self, name: Cow<'t, str>) -> u32 {
        let number = match self.places.get(&name) {
            Some(it) => *it,
            None => {
                let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
                self.list.push(name.clone());
                self.follows.push(next);
                self.places.insert(name, next);
                next
            }
        };
        if let Some(follows) = self.follows.get_mut(self.last as usize) {
            *follows = number;
        }
        number
    }

    /// Every name, in the order of the numbers.
    pub(crate) fn list(&self) -> &[Cow<'t, str>] {
        &self.list
    }

    /// The name of a number; empty where there is none.
    pub(crate) fn name(&self, number: u32) -> &str {
        self.list.get(number as usize).map_or("", |it| it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered_as_they_come_and_the_next_one_is_guessed() {
        let mut names = Names::default();
        assert_eq!(names.guess(), "");
        let numbers: Vec<u32> = ["a", "b", "c", "a", "b", "a", "d", "a"].into_iter().map(|it| names.number(it)).collect();
        assert_eq!(numbers, [0, 1, 2, 0, 1, 0, 3, 0]);
        assert_eq!((names.guess(), names.name(2), names.name(9)), ("d", "c", ""));
        assert_eq!(names.list().len(), 4);
    }
}
