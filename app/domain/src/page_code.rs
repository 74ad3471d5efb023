//! What the code in the margin of a printed page says: whose page it is, which of how many, and of which content. A scan of signed paper finds its
//! sheet by it, and a page that was printed from another content is found out.

use std::fmt;

/// How many digits of a content's digest a page carries: enough to tell two contents of one sheet apart, few enough for a code that a scanner reads.
const DIGITS: usize = 12;

/// What one page says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageCode {
    /// Address of the public page of the paper, whose last part is its public code.
    pub address: String,
    /// Which page it is, from 1.
    pub page: usize,
    /// How many pages the paper has.
    pub pages: usize,
    /// The first digits of the SHA-256 of the frozen content.
    pub content: String,
}

/// Where the public page of a paper stands, before its code.
const PUBLIC: &str = "/tra-cuu/";

impl PageCode {
    /// The code of a page of a content with this digest.
    pub fn new(address: &str, (page, pages): (usize, usize), digest: &str) -> Self {
        Self { address: address.to_owned(), page, pages, content: digest.chars().take(DIGITS).collect() }
    }

    /// Reads what a code says; none where it is no page of ours.
    pub fn read(text: &str) -> Option<Self> {
        let (address, said) = text.trim().split_once('?')?;
        let (_, code) = address.split_once(PUBLIC)?;
        let part = |name: &str| said.split('&').find_map(|it| it.strip_prefix(name)?.strip_prefix('='));
        let (page, pages) = part("trang")?.split_once('/')?;
        let (page, pages) = (page.parse().ok()?, pages.parse().ok()?);
        let content = part("ban")?.to_owned();
        let sound = (1..=pages).contains(&page)
            && !code.is_empty()
            && code.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
            && content.len() == DIGITS
            && content.bytes().all(|it| it.is_ascii_hexdigit());
        sound.then(|| Self { address: address.to_owned(), page, pages, content })
    }

    /// The public code of the paper.
    pub fn public_code(&self) -> &str {
        self.address.rsplit('/').next().unwrap_or_default()
    }
}

impl fmt::Display for PageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}?trang={}/{}&ban={}", self.address, self.page, self.pages, self.content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn a_code_is_read_back_as_it_was_written() {
        let code = PageCode::new("https://cchc.example.vn/tra-cuu/abcd2345", (2, 3), DIGEST);
        assert_eq!(code.to_string(), "https://cchc.example.vn/tra-cuu/abcd2345?trang=2/3&ban=0123456789ab");
        assert_eq!(PageCode::read(&code.to_string()), Some(code.clone()));
        assert_eq!(code.public_code(), "abcd2345");
    }

    #[test]
    fn what_is_no_page_of_ours_is_none() {
        for text in [
            "",
            "https://example.vn/",
            "https://cchc.example.vn/tra-cuu/abcd2345",
            "https://cchc.example.vn/tra-cuu/abcd2345?trang=2/3",
            "https://cchc.example.vn/tra-cuu/abcd2345?trang=0/3&ban=0123456789ab",
            "https://cchc.example.vn/tra-cuu/abcd2345?trang=4/3&ban=0123456789ab",
            "https://cchc.example.vn/tra-cuu/abcd2345?trang=1/3&ban=0123",
            "https://cchc.example.vn/tra-cuu/a'b?trang=1/3&ban=0123456789ab",
            "https://cchc.example.vn/tra-cuu/?trang=1/3&ban=0123456789ab",
            "https://cchc.example.vn/khac/abcd?trang=1/3&ban=0123456789ab",
            "https://cchc.example.vn/tra-cuu/abcd?trang=99999999999999999999/3&ban=0123456789ab",
        ] {
            assert_eq!(PageCode::read(text), None, "{text}");
        }
    }
}
