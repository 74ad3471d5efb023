//! Papers with a number, on both databases: anybody looks them up by their code, whoever confirmed them stands in their file, and what comes back
//! signed, outside or by hand, finds its row of the register.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod clerk;

use clerk::clerk;
use domain::commitment::{OutsideRefusal, PileRefusal};
use domain::decision::DecisionState;
use domain::policy::{Forbidden, Role};
use domain::register::{OriginalKind, OriginalRefusal, Paper, PaperStanding};
use domain::timestamping::TimestampFailure;
use domain::{EntryId, Event, Timestamp};
use services::paper_seal::{PaperSeal, SealFiles, keep_confirmed};
use services::public_paper::{PublicNumbered, PublicPaper, look_up};
use services::register::{
    FoundOriginal, NewEntry, OriginalsSent, cancel, enter, entry, keep_missing_files, original_file, send_originals, void_original,
};
use services::review::{HeaderKind, download_minutes, download_report};
use services::timestamping::{Stamp, Which, answered, waiting};
use services::verification::{Fate, Proof, check};
use services::{Ctx, Error, Site};
use signatures::make::OwnKey;
use std::sync::Arc;
use store::Database;
use store::original::NewOriginal;
use store::scan::By;
use testing::scan::{Lay, pile};
use testing::{Outside, Rich, STAMPED, db_test, printed, rich, stamp};

/// The unit's clerk gives the minutes of its case their number.
async fn numbered(clerk: &Ctx, it: &Rich) -> EntryId {
    let typed =
        NewEntry { paper: "minutes".to_owned(), paper_id: it.case.to_string(), issued_on: "08/08/2023".to_owned(), ..NewEntry::default() };
    enter(clerk, &typed).await.unwrap()
}

async fn code(ctx: &Ctx, id: EntryId) -> String {
    entry(ctx, id).await.unwrap().row.entry.public_code.unwrap()
}

/// The code of the decision that is approved.
async fn decision_code(db: &Database, it: &Rich) -> String {
    let decisions = store::decision::list(db, it.near.campaign).await.unwrap();
    let approved = decisions.iter().find(|it| it.decision.state == DecisionState::Approved).unwrap();
    store::register::of_paper(db, Paper::Decision, approved.decision.id.0).await.unwrap().unwrap().public_code.unwrap()
}

async fn public(ctx: &Ctx, code: &str) -> PublicNumbered {
    match look_up(&ctx.site, code).await.unwrap() {
        PublicPaper::Numbered(it) => *it,
        other @ PublicPaper::Sheet(_) => panic!("{other:?}"),
    }
}

async fn sorted(ctx: &Ctx, bytes: Vec<u8>) -> (Vec<FoundOriginal>, Vec<usize>) {
    match send_originals(ctx, "chong giay.pdf", bytes).await.unwrap() {
        OriginalsSent::Sorted { papers, unread } => (papers, unread),
        other => panic!("{other:?}"),
    }
}

async fn refused_file(ctx: &Ctx, bytes: Vec<u8>) -> OutsideRefusal {
    match send_originals(ctx, "da ky.pdf", bytes).await.unwrap() {
        OriginalsSent::NotKept { refusal, .. } => refusal,
        other => panic!("{other:?}"),
    }
}

/// The minutes as they are given out.
async fn minutes(ctx: &Ctx, it: &Rich) -> Vec<u8> {
    download_minutes(ctx, it.case).await.unwrap().handed_out(&ctx.site).await.unwrap().bytes
}

async fn report(ctx: &Ctx, it: &Rich) -> Vec<u8> {
    download_report(ctx, it.case, HeaderKind::State).await.unwrap().handed_out(&ctx.site).await.unwrap().bytes
}

/// How many pages a paper has.
async fn pages(ctx: &Ctx, pdf: &[u8]) -> usize {
    ctx.site.reader.codes(pdf.into()).await.unwrap().unwrap().len()
}

/// The file as a program that knows nothing of it would save it: without what says which paper it is.
fn strip_identifier(pdf: &[u8]) -> Vec<u8> {
    let name = b"<dc:identifier>";
    let at = pdf.windows(name.len()).position(|it| it == name).unwrap();
    let mut pdf = pdf.to_vec();
    pdf[at + 1..at + 3].copy_from_slice(b"xx");
    pdf
}

db_test! {
    async fn numbered_minutes_are_looked_up_and_their_file_names_everybody_who_confirmed_them(db) {
        let it = rich(&db).await;
        let clerk = clerk(&it.near, it.near.communes[0], "Thư").await;
        let before = minutes(&clerk, &it).await;
        assert!(!printed(&before).contains("/tra-cuu/"), "without a number there is nothing to look up");
        let id = numbered(&clerk, &it).await;
        let code = code(&clerk, id).await;
        let kept = store::confirmed_paper::list(&clerk.site.db, &code).await.unwrap();
        let paper = minutes(&clerk, &it).await;
        assert_eq!(kept.iter().map(|it| it.sha256.as_str()).collect::<Vec<_>>(), [domain::canonical::sha256(&paper)], "kept from its number on");
        let fours: Vec<String> = code.as_bytes().chunks(4).map(|it| String::from_utf8_lossy(it).into_owned()).collect();
        assert!(printed(&paper).contains(&format!("Mã tra cứu: {}", fours.join(" "))), "{}", printed(&paper));
        assert_eq!(minutes(&clerk, &it).await, paper, "the same paper, the same bytes");

        let found = public(&clerk, &code).await;
        assert_eq!((found.standing.clone(), found.number.as_str()), (PaperStanding::InForce, "01/BB-UBND"));
        assert!(found.originals.is_empty(), "{found:?}");
        let checked = check(&clerk.site, paper.clone()).await.unwrap();
        let said: Vec<_> = checked.signatures.iter().map(|it| (it.field.as_str(), it.holds)).collect();
        assert_eq!((checked.fate, said), (Fate::Valid, vec![("Thu-ky", true), ("Chu-toa", true), ("Van-thu", true)]), "{checked:?}");
        // The file of before the number is ours and no paper of the register.
        assert_eq!(check(&clerk.site, before).await.unwrap().fate, Fate::Nameless);

        cancel(&clerk, id, "Cấp nhầm").await.unwrap();
        assert_eq!(public(&clerk, &code).await.standing, PaperStanding::Cancelled);
        assert_eq!(check(&clerk.site, paper.clone()).await.unwrap().fate, Fate::Withdrawn);
        assert!(matches!(look_up(&clerk.site, "abcd2345efgh6789").await, Err(Error::NotFound)));
        let signed = Outside::trusted().sign(&paper, "Ngoai", "Nguyễn Văn Ngoài");
        assert_eq!(refused_file(&clerk, signed).await, OutsideRefusal::NotInForce);
    }

    async fn the_file_of_every_paper_is_kept_from_its_number_on_and_later_where_the_program_was_stopped(db) {
        let it = rich(&db).await;
        let clerk = clerk(&it.near, it.near.communes[0], "Thư").await;
        // A decision and a report have their numbers, and their files are kept.
        for id in [code(&clerk, it.entry).await, decision_code(&db, &it).await] {
            assert_eq!(store::confirmed_paper::list(&db, &id).await.unwrap().len(), 1);
        }
        let missing = || async { keep_missing_files(&clerk.site).await.unwrap() };
        assert_eq!(missing().await, 0);
        // As where the program is stopped between number and file: without the key nothing is kept.
        let stopped = Ctx { site: Site { seal: None, ..clerk.site.clone() }, ..clerk.clone() };
        let mistaken = numbered(&stopped, &it).await;
        cancel(&clerk, mistaken, "Cấp nhầm").await.unwrap();
        assert_eq!(missing().await, 0, "a number that was cancelled has no file");
        let id = numbered(&stopped, &it).await;
        let code = code(&clerk, id).await;
        assert_eq!((keep_missing_files(&stopped.site).await.unwrap(), store::confirmed_paper::list(&db, &code).await.unwrap()), (0, vec![]));
        // While a file that came back signed outside stands, that is the file.
        let original = NewOriginal {
            entry: id,
            kind: OriginalKind::Outside,
            digest: "0".repeat(64),
            file_name: "đã ký.pdf".to_owned(),
            pages: 0,
            sha256: domain::canonical::sha256(b"%PDF-"),
            signatures: "[]".to_owned(),
            bytes: b"%PDF-".to_vec(),
        };
        let by = By { person: clerk.actor.person, account: clerk.actor.account, name: "Mai Thị Thư".to_owned(), post: String::new(), at: clerk.now };
        let original = store::original::insert(&db, original, &by).await.unwrap();
        assert_eq!(missing().await, 0);
        void_original(&clerk, original, "Nhầm tệp").await.unwrap();
        assert_eq!((missing().await, missing().await), (1, 0));
        let kept: Vec<_> = store::confirmed_paper::list(&db, &code).await.unwrap().into_iter().map(|it| it.sha256).collect();
        let paper = minutes(&clerk, &it).await;
        assert_eq!(kept, [domain::canonical::sha256(&paper)]);
        assert_eq!(check(&clerk.site, paper).await.unwrap().signatures.len(), 3);
    }

    async fn an_office_s_own_key_confirms_from_its_day_on_and_earlier_papers_stay_ours(db) {
        let it = rich(&db).await;
        let clerk = clerk(&it.near, it.near.communes[0], "Thư").await;
        let sheet = async |site: &Site| {
            let chair = it.near.ctx(Role::Authority).await;
            services::commitment::pdf(&Ctx { site: site.clone(), ..chair }, it.sheet).await.unwrap().bytes
        };
        let (earlier, signed) = (report(&clerk, &it).await, sheet(&clerk.site).await);
        assert!(keep_confirmed(&clerk.site).await.unwrap() > 0);
        assert_eq!(keep_confirmed(&clerk.site).await.unwrap(), 0);
        let own = include_bytes!("../../signatures/tests/keys/own-key.p12");
        let own = OwnKey::read(own, "mat-khau", testing::noon().in_hanoi()).unwrap();
        let former = clerk.site.seal.clone().unwrap();
        let seal = PaperSeal::open(&SealFiles::of_office(&own, Vec::new(), former.root())).unwrap();
        let site = Site { seal: Some(Arc::new(seal)), ..clerk.site.clone() };
        let clerk = Ctx { site: site.clone(), ..clerk };
        numbered(&clerk, &it).await;
        for paper in [minutes(&clerk, &it).await, report(&clerk, &it).await, sheet(&site).await] {
            let checked = check(&site, paper).await.unwrap();
            assert!(checked.fate == Fate::Valid && checked.signatures.len() > 1 && checked.signatures.iter().all(|it| it.holds), "{checked:?}");
        }
        assert_eq!((report(&clerk, &it).await, sheet(&site).await), (earlier, signed), "what was confirmed stays as it was");
        let names: Vec<_> = check(&site, minutes(&clerk, &it).await).await.unwrap().signatures.into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["Khóa riêng thử nghiệm"; 3]);
    }

    async fn a_timestamp_is_put_beside_the_clerks_seal_later(db) {
        let it = rich(&db).await;
        let clerk = clerk(&it.near, it.near.communes[0], "Thư").await;
        let id = numbered(&clerk, &it).await;
        let before = minutes(&clerk, &it).await;
        assert_eq!(entry(&clerk, id).await.unwrap().stamp, Some(Stamp::NotAsked));
        let files = waiting(&clerk.site, Which::All).await.unwrap();
        let authority = Outside::trusted().timestamps();
        assert!(files.len() > 1, "the sheets in force wait as well");
        for asked in &files {
            assert_eq!(answered(&clerk.site, asked, Err(TimestampFailure::NoAnswer)).await.unwrap(), Some(TimestampFailure::NoAnswer));
        }
        let not_yet = Stamp::NotYet { tries: 1, last: Some(clerk.now), failure: Some(TimestampFailure::NoAnswer) };
        assert_eq!(entry(&clerk, id).await.unwrap().stamp, Some(not_yet));
        assert_eq!(minutes(&clerk, &it).await, before, "without an answer the file is as it was");
        for asked in waiting(&clerk.site, Which::All).await.unwrap() {
            assert_eq!(answered(&clerk.site, &asked, Ok(stamp(&asked.request, &authority))).await.unwrap(), None);
        }
        assert_eq!(entry(&clerk, id).await.unwrap().stamp, Some(Stamp::At(Timestamp::of(STAMPED))));
        let after = minutes(&clerk, &it).await;
        assert!(after != before && after.len() == before.len(), "it stands in the room that was left for it");
        let checked = check(&clerk.site, after).await.unwrap();
        let proofs: Vec<_> = checked.signatures.iter().map(|it| (it.holds, it.proof)).collect();
        assert_eq!((checked.fate, proofs), (Fate::Valid, vec![(true, Proof::Claimed), (true, Proof::Claimed), (true, Proof::Timestamp)]));
        assert_eq!(check(&clerk.site, before).await.unwrap().fate, Fate::Valid, "a copy without it is still the paper");
        assert!(waiting(&clerk.site, Which::All).await.unwrap().is_empty());
    }

    async fn a_paper_signed_outside_comes_back_to_its_row(db) {
        let it = rich(&db).await;
        let own = it.near.communes[0];
        let (clerk, other) = (clerk(&it.near, own, "Thư").await, clerk(&it.near, it.near.district, "Huyện").await);
        let id = numbered(&clerk, &it).await;
        let code = code(&clerk, id).await;
        let paper = minutes(&clerk, &it).await;
        assert_eq!(refused_file(&clerk, paper.clone()).await, OutsideRefusal::NothingAdded);
        let stranger = Outside::stranger().sign(&paper, "Ngoai", "Nguyễn Văn Ngoài");
        assert_eq!(refused_file(&clerk, stranger).await, OutsideRefusal::Untrusted);
        let signed = Outside::trusted().sign(&paper, "Ngoai", "Nguyễn Văn Ngoài");
        let mut behind = signed.clone();
        behind.extend_from_slice(b"%x");
        assert_ne!(refused_file(&clerk, behind).await, OutsideRefusal::NothingAdded);
        // Who keeps another register finds no row of theirs; who keeps none may send nothing.
        let sent = send_originals(&other, "a.pdf", signed.clone()).await.unwrap();
        assert!(matches!(&sent, OriginalsSent::Refused(PileRefusal::Signed)), "{sent:?}");
        let head = it.near.ctx_at(Role::UnitHead, own).await;
        assert!(matches!(send_originals(&head, "a.pdf", signed.clone()).await, Err(Error::Forbidden(Forbidden::NoRole))));

        let kept = send_originals(&clerk, "đã ký.pdf", signed.clone()).await.unwrap();
        assert!(matches!(&kept, OriginalsSent::Kept(entry, number) if *entry == id && number == "01/BB-UBND"), "{kept:?}");
        // A second signature stands on the first; one that lacks it does not.
        let twice = Outside::trusted().sign(&signed, "Ngoai-2", "Trần Thị Hai");
        let alone = Outside::trusted().sign(&paper, "Ngoai-2", "Trần Thị Hai");
        assert_eq!(refused_file(&clerk, alone).await, OutsideRefusal::NotTheNewest);
        assert!(matches!(send_originals(&clerk, "đã ký hai.pdf", twice.clone()).await.unwrap(), OriginalsSent::Kept(..)));
        // Whoever signs next is given the newest file, and everybody else as well.
        assert_eq!(minutes(&clerk, &it).await, twice);
        let view = entry(&clerk, id).await.unwrap();
        let said: Vec<_> = view.originals.iter().map(|it| (it.number, it.kind, it.signatures[0].name.as_str())).collect();
        assert_eq!(said, [(2, OriginalKind::Outside, "Trần Thị Hai"), (1, OriginalKind::Outside, "Nguyễn Văn Ngoài")]);
        assert_eq!(original_file(&clerk, view.originals[0].id).await.unwrap().bytes, twice);
        assert!(matches!(original_file(&other, view.originals[0].id).await, Err(Error::NotFound | Error::Forbidden(_))));
        assert_eq!(check(&clerk.site, twice).await.unwrap().fate, Fate::Valid);
        assert_eq!(public(&clerk, &code).await.originals.len(), 2);
        // One that should not have been sent is taken out, with a reason, once, by whoever keeps the register; the one before it stands again.
        let wrong = view.originals[0].id;
        assert!(matches!(void_original(&other, wrong, "Nhầm người ký").await, Err(Error::Forbidden(_))));
        assert!(matches!(void_original(&clerk, wrong, " ").await, Err(Error::Invalid(_))));
        assert_eq!(void_original(&clerk, wrong, "Nhầm người ký").await.unwrap(), id);
        testing::refused!(void_original(&clerk, wrong, "Nhầm người ký"), OriginalRefusal::Voided);
        assert_eq!(minutes(&clerk, &it).await, signed);
        assert_eq!(public(&clerk, &code).await.originals.len(), 1);
        let events: Vec<_> = store::audit::of_subject(&db, "register_entry", id.0).await.unwrap().into_iter().map(|it| it.event).collect();
        assert_eq!(events, [Event::OriginalVoided.key(), Event::OriginalKept.key(), Event::OriginalKept.key(), Event::NumberGiven.key()]);
    }

    async fn a_pile_of_papers_signed_by_hand_sorts_itself_into_the_register(db) {
        let it = rich(&db).await;
        let clerk = clerk(&it.near, it.near.communes[0], "Thư").await;
        let id = numbered(&clerk, &it).await;
        let (minutes, report) = (minutes(&clerk, &it).await, report(&clerk, &it).await);
        let (count, of_report) = (pages(&clerk, &minutes).await, pages(&clerk, &report).await);
        assert!(count > 1 && of_report > 1, "more than one page each");
        // The minutes backwards and turned, a page of the report in between, the rest of it missing.
        let mut laid: Vec<_> = (1..=count).rev().map(|page| (minutes.as_slice(), page, Lay::UpsideDown)).collect();
        laid.insert(1, (report.as_slice(), 1, Lay::Straight));
        let bytes = pile(&laid);
        let (papers, unread) = sorted(&clerk, bytes.clone()).await;
        assert_eq!((papers.len(), unread.as_slice()), (2, &[][..]), "{papers:?}");
        assert_eq!(papers[0].entry.as_ref().map(|it| (it.0, it.1.as_str())), Some((id, "01/BB-UBND")));
        assert_eq!((papers[0].refusal, papers[0].places.len()), (None, count));
        assert_eq!((papers[1].entry.as_ref().map(|it| it.0), papers[1].refusal), (Some(it.entry), Some(OriginalRefusal::PagesMissing)));
        assert_eq!(papers[1].missing.first(), Some(&2));
        let view = entry(&clerk, id).await.unwrap();
        assert_eq!((view.originals.len(), view.originals[0].kind, view.originals[0].pages), (1, OriginalKind::OnPaper, count as i64));
        assert!(original_file(&clerk, view.originals[0].id).await.unwrap().bytes.starts_with(b"%PDF-"));
        // The very same pile once more keeps nothing more.
        assert_eq!(sorted(&clerk, bytes).await.0[0].refusal, Some(OriginalRefusal::There));
        // A report that got another number meanwhile was printed with another code; a number that was cancelled takes nothing.
        cancel(&clerk, it.entry, "Văn thư cơ quan đã cấp số").await.unwrap();
        let all: Vec<_> = (1..=of_report).map(|page| (report.as_slice(), page, Lay::Straight)).collect();
        assert_eq!(sorted(&clerk, pile(&all)).await.0[0].refusal, Some(OriginalRefusal::Cancelled));
        let printed_again = strip_identifier(&minutes);
        for (bytes, why) in [(Vec::new(), PileRefusal::Empty), (b"xin chao".to_vec(), PileRefusal::NotScanned), (b"%PDF /Subtype /Image".to_vec(), PileRefusal::Unreadable), (printed_again, PileRefusal::Signed)] {
            let sent = send_originals(&clerk, "a.pdf", bytes).await.unwrap();
            assert!(matches!(&sent, OriginalsSent::Refused(it) if *it == why), "{sent:?}");
        }
    }
}
