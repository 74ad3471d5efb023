//! The macro that declares a closed list of words: each with its name in rule files and its sentence in the locales.
//! It must not hold any list itself; those stand beside their rules.

/// Declares an enum with `ALL`, `code()` (the word in files), `of()` and `key()` (the sentence: the prefix, then the code with `-`).
macro_rules! words {
    ($(#[$about:meta])* pub enum $name:ident of $prefix:literal { $($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every word, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in rule files and in the database.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The one of a word.
            pub fn of(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }

            /// Names its sentence in the locales.
            pub fn key(self) -> String {
                format!(concat!($prefix, "-{}"), self.code().replace('_', "-"))
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
    };
}
pub(super) use words;
