//! A sheet that was signed by hand: its pages come back as a scan in a pile, find their sheet by the code in their margin, and count only once the
//! authority has said that this is the paper it signed. It is the weaker form: a picture of ink proves nobody.

use super::{Commitment, SheetState, SignRefusal};
use crate::PageCode;
use crate::ids::PersonId;
use crate::refusals;
use std::collections::BTreeSet;

/// The largest pile that is taken, in bytes: 40 MB, some two hundred grey pages at 200 dots an inch.
pub const LARGEST_PILE: usize = 40 * 1024 * 1024;

refusals! {
    /// Why a scanned pile is not taken at all.
    pub enum PileRefusal {
        /// No file was chosen, or it holds nothing.
        Empty,
        /// The file is larger than 40 MB.
        TooLarge,
        /// It cannot be read as a PDF, or asks for more work than a scan does.
        Unreadable,
        /// It has more than 200 pages.
        TooManyPages,
        /// Reading it took more time or memory than is given.
        TooMuchWork,
        /// It bears a digital signature and is not the file that was given out.
        Signed,
        /// It holds no picture: it was never scanned.
        NotScanned,
    }
}

refusals! {
    /// Why a paper of a pile is not taken.
    pub enum ScanRefusal {
        /// No sheet here has this code.
        Unknown,
        /// It was printed from another content than the one to be signed.
        OtherContent,
        /// Pages are missing.
        PagesMissing,
        /// A page is there twice.
        PageTwice,
        /// The content is not agreed yet.
        NotApproved,
        /// It is signed and in force already.
        InForce,
        /// The sheet was withdrawn.
        Withdrawn,
        /// A scan of it waits for an answer.
        Waiting,
    }
}

refusals! {
    /// Why a scan is neither confirmed nor refused.
    pub enum ScanDecisionRefusal {
        /// Somebody has answered already.
        Already,
        /// Whoever scanned it may not confirm it.
        OwnScan,
        /// Whoever scanned it may not be who signed for the unit.
        HeadScanned,
        /// Whoever signed for the unit may not confirm it for the authority.
        OwnSheet,
        /// The day of a signature lies in the future.
        Future,
        /// It lies before the day on which the content was agreed.
        BeforeContent,
        /// The authority signed before the head.
        Order,
        /// Nobody of the unit who may sign was chosen.
        NoSigner,
    }
}

/// The pages of one paper in a pile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannedPaper {
    /// The public code of the sheet.
    pub public_code: String,
    /// The first digits of the content's digest.
    pub content: String,
    /// How many pages the paper has.
    pub pages: usize,
    /// The pages that were found, in the order of the pile.
    pub found: Vec<FoundPage>,
}

/// A page of a paper that was found in a pile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundPage {
    /// Which page of the paper, from 1.
    pub page: usize,
    /// On which page of the pile, from 1.
    pub at: usize,
    /// By how much it is turned clockwise to stand upright, in degrees.
    pub turn: u16,
}

/// A pile that was sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pile {
    /// The papers in it, in the order of their first pages.
    pub papers: Vec<ScannedPaper>,
    /// Pages of the pile without a code of ours, or with several, from 1.
    pub unread: Vec<usize>,
}

impl Pile {
    /// Sorts a pile by what the codes on each of its pages say; beside each code, by how much its page is turned clockwise to stand upright, in degrees.
    pub fn sort(pages: &[Vec<(String, u16)>]) -> Self {
        let mut pile = Self::default();
        for (index, said) in pages.iter().enumerate() {
            let mut codes: Vec<(PageCode, u16)> = said.iter().filter_map(|(text, turn)| Some((PageCode::read(text)?, *turn))).collect();
            codes.dedup_by(|one, other| one.0 == other.0);
            let at = index + 1;
            let [(code, turn)] = codes.as_slice() else {
                pile.unread.push(at);
                continue;
            };
            let found = FoundPage { page: code.page, at, turn: *turn };
            let same =
                |it: &&mut ScannedPaper| it.public_code == code.public_code() && it.content == code.content && it.pages == code.pages;
            match pile.papers.iter_mut().find(same) {
                Some(paper) => paper.found.push(found),
                None => pile.papers.push(ScannedPaper {
                    public_code: code.public_code().to_owned(),
                    content: code.content.clone(),
                    pages: code.pages,
                    found: vec![found],
                }),
            }
        }
        pile
    }
}

impl ScannedPaper {
    /// The pages of the paper that the pile lacks.
    pub fn missing(&self) -> Vec<usize> {
        let there: BTreeSet<usize> = self.found.iter().map(|it| it.page).collect();
        // A code that claims more pages than a pile may have says nothing of use.
        (1..=self.pages.min(MOST_CLAIMED)).filter(|it| !there.contains(it)).collect()
    }

    /// The pages that were found, in the paper's order.
    pub fn in_order(&self) -> Vec<FoundPage> {
        let mut found = self.found.clone();
        found.sort_unstable();
        found
    }

    /// Whether the paper has each of its pages once.
    pub fn is_whole(&self) -> bool {
        self.missing().is_empty() && self.found.len() <= self.pages
    }

    /// Whether the paper is taken for its sheet; `waiting` says that a scan of that sheet waits for an answer.
    pub fn take(&self, sheet: Option<&Commitment>, waiting: bool) -> Result<(), ScanRefusal> {
        let Some(sheet) = sheet else { return Err(ScanRefusal::Unknown) };
        match sheet.state {
            SheetState::Approved | SheetState::HeadSigned => {}
            SheetState::Issued | SheetState::Proposed | SheetState::Countered => return Err(ScanRefusal::NotApproved),
            SheetState::InForce => return Err(ScanRefusal::InForce),
            SheetState::Withdrawn => return Err(ScanRefusal::Withdrawn),
        }
        if !sheet.digest.as_deref().is_some_and(|it| it.starts_with(&self.content)) {
            return Err(ScanRefusal::OtherContent);
        }
        if !self.missing().is_empty() {
            return Err(ScanRefusal::PagesMissing);
        }
        if self.found.len() > self.pages {
            return Err(ScanRefusal::PageTwice);
        }
        if waiting { Err(ScanRefusal::Waiting) } else { Ok(()) }
    }
}

/// More pages than a sheet ever has.
const MOST_CLAIMED: usize = 500;

impl Commitment {
    /// Puts a sheet in force that was signed by hand by both, on the digest whose scan was compared: by the head (unless that signature is here
    /// already) and by the authority, which is `by`.
    pub fn sign_by_hand(self, digest: &str, head: PersonId, by: PersonId) -> Result<Self, SignRefusal> {
        let signed = match self.state {
            SheetState::Approved => self.sign_as_head(digest)?,
            _ => self,
        };
        signed.sign_as_authority(digest, Some(head), by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CampaignId, CommitmentId, UnitId};
    use crate::time_of::Timestamp;

    const CONTENT: &str = "{}";

    fn digest() -> String {
        crate::canonical::sha256(CONTENT.as_bytes())
    }

    fn sheet(state: SheetState) -> Commitment {
        Commitment {
            id: CommitmentId(1),
            campaign: CampaignId(1),
            unit: UnitId(1),
            path: "/1/".into(),
            state,
            version: 1,
            conference: None,
            content: Some(CONTENT.into()),
            digest: Some(digest()),
            public_code: "abcd".into(),
            issued_at: Timestamp(0),
            opened_at: None,
            approved_at: None,
            withdrawn_reason: String::new(),
            revision: 0,
        }
    }

    fn code(paper: &str, page: usize, pages: usize) -> Vec<(String, u16)> {
        vec![(PageCode::new(&format!("https://cchc.example.vn/tra-cuu/{paper}"), (page, pages), &digest()).to_string(), 180)]
    }

    #[test]
    fn a_shuffled_pile_is_sorted_by_paper_and_page() {
        let blank = vec![("https://example.vn/quang-cao".to_owned(), 0)];
        let both = [code("abcd", 1, 2), code("efgh", 1, 1)].concat();
        let pile = Pile::sort(&[code("abcd", 2, 2), blank, code("efgh", 1, 1), code("abcd", 1, 2), both, vec![]]);
        assert_eq!(pile.unread, [2, 5, 6]);
        let [first, second] = pile.papers.as_slice() else { panic!("{pile:?}") };
        let page = |page, at| FoundPage { page, at, turn: 180 };
        assert_eq!((first.public_code.as_str(), first.in_order()), ("abcd", vec![page(1, 4), page(2, 1)]));
        assert_eq!((second.public_code.as_str(), second.in_order()), ("efgh", vec![page(1, 3)]));
        assert!(first.is_whole() && second.is_whole());
        assert_eq!(first.take(Some(&sheet(SheetState::Approved)), false), Ok(()));
    }

    #[test]
    fn the_same_code_read_twice_on_one_page_is_one() {
        let twice = [code("abcd", 1, 1), code("abcd", 1, 1)].concat();
        assert_eq!(Pile::sort(&[twice]).papers.len(), 1);
    }

    #[test]
    fn a_paper_is_taken_only_whole_and_of_the_content_to_be_signed() {
        let whole = Pile::sort(&[code("abcd", 1, 2), code("abcd", 2, 2)]).papers.remove(0);
        let half = Pile::sort(&[code("abcd", 2, 2)]).papers.remove(0);
        assert_eq!((half.missing(), half.is_whole()), (vec![1], false));
        let twice = Pile::sort(&[code("abcd", 1, 1), code("abcd", 1, 1)]).papers.remove(0);
        let other = ScannedPaper { content: "ffffffffffff".into(), ..whole.clone() };
        let agreed = sheet(SheetState::Approved);
        for (paper, sheet, waiting, wanted) in [
            (&whole, None, false, ScanRefusal::Unknown),
            (&other, Some(&agreed), false, ScanRefusal::OtherContent),
            (&half, Some(&agreed), false, ScanRefusal::PagesMissing),
            (&twice, Some(&agreed), false, ScanRefusal::PageTwice),
            (&whole, Some(&sheet(SheetState::Proposed)), false, ScanRefusal::NotApproved),
            (&whole, Some(&sheet(SheetState::InForce)), false, ScanRefusal::InForce),
            (&whole, Some(&sheet(SheetState::Withdrawn)), false, ScanRefusal::Withdrawn),
            (&whole, Some(&agreed), true, ScanRefusal::Waiting),
        ] {
            assert_eq!(paper.take(sheet, waiting), Err(wanted));
        }
        assert_eq!(whole.take(Some(&sheet(SheetState::HeadSigned)), false), Ok(()));
    }

    #[test]
    fn a_claim_of_endless_pages_ends() {
        let paper = Pile::sort(&[code("abcd", 1, usize::MAX)]).papers.remove(0);
        assert_eq!(paper.missing().len(), MOST_CLAIMED - 1);
    }

    #[test]
    fn by_hand_both_sign_and_never_one_person_for_both() {
        let (head, chair) = (PersonId(1), PersonId(2));
        for state in [SheetState::Approved, SheetState::HeadSigned] {
            assert_eq!(sheet(state).sign_by_hand(&digest(), head, chair).unwrap().state, SheetState::InForce);
            assert_eq!(sheet(state).sign_by_hand(&digest(), chair, chair), Err(SignRefusal::SamePerson));
            assert_eq!(sheet(state).sign_by_hand("other", head, chair), Err(SignRefusal::OtherContent));
        }
        assert_eq!(sheet(SheetState::Proposed).sign_by_hand(&digest(), head, chair), Err(SignRefusal::NotApproved));
        assert_eq!(sheet(SheetState::InForce).sign_by_hand(&digest(), head, chair), Err(SignRefusal::AlreadySigned));
    }
}
