//! The macro that declares a refusal: an enum, the list of its variants, and the name of each sentence in the locales.
//! It must not hold any refusal itself; those stand beside their rules.

/// The name of a refusal's sentence, `<verb>-refusal-<variant>`, put together at compile time.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Kebab {
    bytes: [u8; 160],
    length: usize,
}

impl Kebab {
    /// Writes `OwnFigure` of `VerifyRefusal` as `verify-refusal-own-figure`.
    pub const fn new(name: &str, variant: &str) -> Self {
        Self { bytes: [0; 160], length: 0 }.word(name).word(variant)
    }

    const fn word(mut self, word: &str) -> Self {
        let letters = word.as_bytes();
        let mut at = 0;
        while at < letters.len() {
            if letters[at].is_ascii_uppercase() && self.length > 0 {
                self.bytes[self.length] = b'-';
                self.length += 1;
            }
            self.bytes[self.length] = letters[at].to_ascii_lowercase();
            self.length += 1;
            at += 1;
        }
        self
    }

    /// Gives the name as text.
    pub const fn text(&'static self) -> &'static str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

/// Declares a refusal: the enum, `ALL` (every variant in order) and `key()` (`<verb>-refusal-<variant>`, its sentence in the locales).
///
/// ```
/// domain::refusals! {
///     /// Why a figure cannot be verified.
///     pub enum VerifyRefusal {
///         /// Whoever entered a figure may not verify it.
///         OwnFigure,
///     }
/// }
/// assert_eq!(VerifyRefusal::OwnFigure.key(), "verify-refusal-own-figure");
/// ```
#[macro_export]
macro_rules! refusals {
    ($(#[$about:meta])* $vis:vis enum $name:ident { $($(#[$why:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        $vis enum $name {
            $($(#[$why])* $variant,)+
        }

        impl $name {
            /// Every variant, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Names the sentence of this variant in the locales.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => {
                        const KEY: &$crate::refusal_macro::Kebab =
                            &$crate::refusal_macro::Kebab::new(stringify!($name), stringify!($variant));
                        const TEXT: &str = KEY.text();
                        TEXT
                    })+
                }
            }
        }
    };
}
