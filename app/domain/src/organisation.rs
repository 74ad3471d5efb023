//! Rules of the organisation tree: kinds of units, posts and people; when one begins and ends (`domain.md` 3).

use crate::ids::PersonId;
use crate::refusals;
use time::Date;

refusals! {
    /// What a unit is (`domain.md` 3.1).
    pub enum UnitType {
        /// Tỉnh, thành phố trực thuộc trung ương.
        Province,
        /// Huyện, quận, thị xã, thành phố thuộc tỉnh (to 30/6/2025).
        District,
        /// Xã.
        Commune,
        /// Thị trấn (to 30/6/2025).
        Township,
        /// Phường.
        Ward,
        /// Đặc khu (from 1/7/2025).
        SpecialZone,
        /// Sở, phòng and other bodies of an authority.
        Office,
        /// A team inside a body.
        Team,
    }
}

refusals! {
    /// What a post is.
    pub enum PostKind {
        /// Thủ trưởng.
        UnitHead,
        /// Cấp phó.
        DeputyHead,
        /// Everybody else.
        Officer,
    }
}

refusals! {
    /// Under which rules a person is graded (`domain.md` 7: data of the person, never derived from the unit).
    pub enum PersonCategory {
        /// Cán bộ.
        Cadre,
        /// Công chức.
        CivilServant,
        /// Viên chức.
        PublicEmployee,
    }
}

refusals! {
    /// What became of a unit (`domain.md` 3.1: many to many).
    pub enum SuccessionKind {
        /// It went into another one.
        Merge,
        /// It was divided.
        Split,
        /// It has another name.
        Rename,
    }
}

refusals! {
    /// Why the organisation cannot be changed so.
    pub enum OrganiseRefusal {
        /// Another unit has this official code on that day.
        CodeTaken,
        /// A unit cannot begin before the one above it.
        BeforeParent,
        /// The day comes before the first one.
        EndsBeforeStart,
        /// It ended already.
        EndedAlready,
        /// Units below it still exist on that day.
        UnitsBelow,
        /// A day that is still to come: the change has not happened yet.
        InFuture,
        /// A unit cannot become itself.
        SameUnit,
        /// The post begins or ends on other days.
        PostNotThere,
        /// The one who holds the post began on that day or later.
        HolderBeganLater,
        /// Nobody holds the post.
        NobodyThere,
        /// This person holds the post already.
        HoldsAlready,
        /// The share is not between 0 and 100 %.
        ShareOutOfRange,
        /// It is one of the words of another list.
        UnknownKind,
    }
}

macro_rules! codes {
    ($($name:ident $prefix:literal),+) => {$(
        impl $name {
            /// The name in the database.
            pub fn code(self) -> String {
                self.key().trim_start_matches($prefix).replace('-', "_")
            }

            /// The one of a name.
            pub fn of(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    )+};
}

codes!(UnitType "unit-type-", PostKind "post-kind-", PersonCategory "person-category-", SuccessionKind "succession-kind-");

impl UnitType {
    /// The level of the tree on which it stands (`domain.md` 3.1).
    pub const fn level(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::District => "district",
            Self::Commune | Self::Township | Self::Ward | Self::SpecialZone => "commune",
            Self::Office => "office",
            Self::Team => "internal_team",
        }
    }

    /// What a unit seems to be by the first words of its name; an office where they say nothing.
    pub fn of_name(name: &str) -> Self {
        let name = crate::fold::fold(name);
        let named = [
            ("xa ", Self::Commune),
            ("thi tran ", Self::Township),
            ("phuong ", Self::Ward),
            ("dac khu ", Self::SpecialZone),
            ("huyen ", Self::District),
            ("quan ", Self::District),
            ("thi xa ", Self::District),
            ("tinh ", Self::Province),
        ];
        named.into_iter().find(|(start, _)| name.starts_with(start)).map_or(Self::Office, |(_, it)| it)
    }
}

/// Who heads a unit, from which day to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// The person.
    pub person: PersonId,
    /// The first day.
    pub from: Date,
    /// The last day; none while it is open.
    pub to: Option<Date>,
}

/// Who hands a unit over and who takes it over, as places in `all`, on a day: a head who is to come takes over from the present one; otherwise the
/// present one took over from the last one before where that was on `since` or later, and else hands over to somebody who is not known yet.
pub fn change_of_head(all: &[Heading], today: Date, since: Date) -> (Option<usize>, Option<usize>) {
    let places = || all.iter().enumerate();
    let of = |at: usize| all.get(at).map(|it| it.person);
    let present =
        places().filter(|(_, it)| it.from <= today && it.to.is_none_or(|to| to >= today)).max_by_key(|it| it.1.from).map(|it| it.0);
    let other = |at: usize| present.and_then(of) != of(at);
    let coming = places().filter(|(at, it)| it.from > today && other(*at)).min_by_key(|it| it.1.from).map(|it| it.0);
    let former = places().filter(|(at, it)| it.to.is_some_and(|to| to < today) && other(*at)).max_by_key(|it| it.1.to).map(|it| it.0);
    let lately = |at: usize| all.get(at).is_some_and(|it| it.from >= since);
    match (present, coming) {
        (Some(present), None) if former.is_some() && lately(present) => (former, Some(present)),
        (Some(present), coming) => (Some(present), coming),
        (None, coming) => (former, coming),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_keep_their_names() {
        assert_eq!(UnitType::SpecialZone.code(), "special_zone");
        assert!(UnitType::ALL.iter().all(|it| UnitType::of(&it.code()) == Some(*it)));
        assert_eq!(PostKind::of("unit_head"), Some(PostKind::UnitHead));
        assert_eq!(PersonCategory::of("civil_servant"), Some(PersonCategory::CivilServant));
        assert_eq!(SuccessionKind::of("merge"), Some(SuccessionKind::Merge));
    }

    #[test]
    fn the_first_words_of_a_name_tell_what_it_is() {
        assert_eq!(UnitType::of_name("Xã Cao An"), UnitType::Commune);
        assert_eq!(UnitType::of_name("Thị trấn Lai Cách"), UnitType::Township);
        assert_eq!(UnitType::of_name("Thị xã Kinh Môn"), UnitType::District);
        assert_eq!(UnitType::of_name("Phòng Nội vụ"), UnitType::Office);
    }

    #[test]
    fn a_unit_goes_from_one_head_to_the_next() {
        use time::macros::date;
        let one = |person, from, to| Heading { person: PersonId(person), from, to };
        let (today, since) = (date!(2023 - 08 - 08), date!(2022 - 12 - 15));
        let old = one(1, date!(2019 - 01 - 01), Some(date!(2023 - 05 - 31)));
        let new = one(2, date!(2023 - 06 - 01), None);
        assert_eq!(change_of_head(&[], today, since), (None, None));
        assert_eq!(change_of_head(&[new, old], today, since), (Some(1), Some(0)), "the change of this year");
        assert_eq!(change_of_head(&[new, old], today, date!(2023 - 12 - 15)), (Some(0), None), "a change of an earlier year is over");
        assert_eq!(change_of_head(&[new], today, since), (Some(0), None), "nobody is known to come");
        assert_eq!(change_of_head(&[old], today, since), (Some(0), None), "the post is vacant");
        let ends = one(1, date!(2019 - 01 - 01), Some(date!(2023 - 08 - 31)));
        let comes = one(2, date!(2023 - 09 - 01), None);
        assert_eq!(change_of_head(&[comes, ends], today, since), (Some(1), Some(0)), "who is to come");
        let acting = one(1, date!(2023 - 06 - 01), None);
        assert_eq!(change_of_head(&[acting, old], today, since), (Some(0), None), "who goes on does not take over from themselves");
    }
}
