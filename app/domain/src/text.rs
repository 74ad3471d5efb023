//! Text that people type: put into NFC, without blanks around it, not too long.

use crate::fold::nfc;
use crate::refusals;

refusals! {
    /// Why a text is not taken.
    pub enum TextRefusal {
        /// Nothing was typed where something is needed.
        Missing,
        /// It is longer than the box takes.
        TooLong,
        /// It holds control characters.
        NotPlain,
    }
}

/// The longest name or title, in characters.
pub const LINE: usize = 300;

/// The longest text, in characters.
pub const LONG: usize = 20_000;

/// Reads a line that may stay empty.
pub fn line(text: &str, most: usize) -> Result<String, TextRefusal> {
    let text = nfc(text.trim());
    if text.chars().count() > most {
        return Err(TextRefusal::TooLong);
    }
    if text.chars().any(char::is_control) {
        return Err(TextRefusal::NotPlain);
    }
    Ok(text)
}

/// Reads a line that has to be there.
pub fn needed_line(text: &str, most: usize) -> Result<String, TextRefusal> {
    let text = line(text, most)?;
    if text.is_empty() { Err(TextRefusal::Missing) } else { Ok(text) }
}

/// Reads a text of several lines that has to be there.
pub fn needed_text(text: &str, most: usize) -> Result<String, TextRefusal> {
    let text = nfc(text.trim()).replace("\r\n", "\n");
    if text.is_empty() {
        return Err(TextRefusal::Missing);
    }
    if text.chars().count() > most {
        return Err(TextRefusal::TooLong);
    }
    if text.chars().any(|it| it.is_control() && it != '\n' && it != '\t') {
        return Err(TextRefusal::NotPlain);
    }
    Ok(text)
}

/// A text from a file, made fit to stand in a line of a report: whatever would begin another line or move the cursor is replaced.
pub fn in_one_line(text: &str) -> String {
    text.chars().map(|it| if it.is_control() || matches!(it, '\u{2028}' | '\u{2029}') { '\u{fffd}' } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_composed_and_bounded() {
        assert_eq!(needed_line("  Xa\u{303} Cao An ", LINE).as_deref(), Ok("Xã Cao An"));
        assert_eq!(needed_line("   ", LINE), Err(TextRefusal::Missing));
        assert_eq!(line("một\u{0}hai", LINE), Err(TextRefusal::NotPlain));
        assert_eq!(line("một hai ba", 5), Err(TextRefusal::TooLong));
        assert_eq!(needed_text("một\r\nhai", LONG).as_deref(), Ok("một\nhai"));
    }
}
