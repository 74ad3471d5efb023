//! Rules of the organisation tree: kinds of units, posts and people; when one begins and ends (`domain.md` 3).

use crate::refusals;

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
}
