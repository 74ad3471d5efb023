//! Sheets that are signed outside and sent back, and files that anybody has looked at, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use domain::commitment::OutsideRefusal;
use domain::policy::Role;
use domain::{CommitmentId, Event};
use services::commitment::{self, Draft, PublicState, Sent, TypedValue};
use services::public_paper::PublicPaper;
use services::verification::{Checked, Fate, Proof, Reach, check};
use services::{Ctx, Error};
use testing::{District, Outside, PASSWORD, db_test, district, site};

async fn approved(it: &District) -> CommitmentId {
    let office = it.ctx(Role::ParOffice).await;
    commitment::issue_all(&office, it.campaign).await.unwrap();
    let id = commitment::id_of_unit(&office, it.campaign, it.communes[0]).await.unwrap();
    let focal = it.ctx(Role::FocalOfficer).await;
    let page = commitment::sheet(&focal, id).await.unwrap();
    let asked = page.targets.iter().filter(|it| it.exempt.is_none());
    let values = asked.map(|it| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() }).collect();
    let draft = Draft {
        goals: Vec::new(),
        revision: page.sheet.revision,
        note: "Theo kế hoạch".into(),
        confirmed: false,
        values,
        tasks: Vec::new(),
    };
    commitment::propose(&focal, id, &draft).await.unwrap();
    let chair = it.ctx(Role::Authority).await;
    let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
    commitment::approve(&chair, id, revision).await.unwrap();
    id
}

async fn in_force(it: &District) -> CommitmentId {
    let id = approved(it).await;
    for role in [Role::UnitHead, Role::Authority] {
        let ctx = it.ctx(role).await;
        let page = commitment::sign_page(&ctx, id).await.unwrap();
        commitment::sign(&ctx, id, &page.digest, PASSWORD, &page.token).await.unwrap();
    }
    id
}

async fn given(ctx: &Ctx, id: CommitmentId) -> Vec<u8> {
    commitment::pdf(ctx, id).await.unwrap().bytes
}

async fn send(ctx: &Ctx, id: CommitmentId, bytes: &[u8]) -> Sent {
    commitment::send_outside(ctx, id, "da-ky.pdf", bytes.to_vec()).await.unwrap()
}

/// Why a file was not taken, and the names of everything found.
async fn refused(ctx: &Ctx, id: CommitmentId, bytes: &[u8]) -> (OutsideRefusal, Vec<String>) {
    match send(ctx, id, bytes).await {
        Sent::Kept => panic!("it was taken"),
        Sent::Refused { refusal, signatures, findings } => {
            let of_signatures = signatures.iter().flat_map(|it| &it.findings);
            (refusal, findings.iter().chain(of_signatures).map(|it| it.key.clone()).collect())
        }
    }
}

async fn checked(it: &District, bytes: &[u8]) -> Checked {
    check(&site(it.db.clone()), bytes.to_vec()).await.unwrap()
}

db_test! {
    async fn a_sheet_signed_outside_by_both_sides_is_kept_given_out_and_told_to_strangers(db) {
        let it = district(&db).await;
        let id = in_force(&it).await;
        let (head, chair) = (it.ctx(Role::UnitHead).await, it.ctx(Role::Authority).await);
        let issued = given(&head, id).await;
        let people = Outside::trusted();
        let once = people.sign(&issued, "Ngoai-1", "Nguyễn Văn Ngoài");
        assert!(matches!(send(&head, id, &once).await, Sent::Kept));
        assert!(given(&head, id).await == once, "the sheet is given out as it was signed");
        // The chair signs what the head signed, not what was there before.
        let beside = people.sign(&issued, "Ngoai-1", "Trần Thị Trên");
        assert_eq!(refused(&chair, id, &beside).await.0, OutsideRefusal::NotTheNewest);
        let twice = people.sign(&given(&chair, id).await, "Ngoai-2", "Trần Thị Trên");
        assert!(matches!(send(&chair, id, &twice).await, Sent::Kept));

        let sheet = commitment::sheet(&head, id).await.unwrap();
        let said: Vec<_> = sheet.outside.iter().map(|it| (it.number, it.signatures.len(), it.signatures[0].name.as_str(), it.signatures[0].proof)).collect();
        assert_eq!(said, [(1, 1, "Nguyễn Văn Ngoài", Proof::Claimed), (2, 1, "Trần Thị Trên", Proof::Claimed)]);
        assert_eq!(sheet.outside[1].sha256, domain::canonical::sha256(&twice));
        let told = sheet.history.iter().filter(|it| it.event == Event::SheetSignedOutside.key()).count();
        assert_eq!(told, 2);
        let public = commitment::look_up(&site(db.clone()), &sheet.sheet.public_code).await.unwrap();
        assert_eq!((public.state, public.outside.len()), (PublicState::Valid, 2));

        let all = checked(&it, &twice).await;
        assert_eq!((all.fate, all.signatures.len(), all.only_says_so), (Fate::Valid, 4, false), "{all:#?}");
        assert!(all.signatures.iter().all(|it| it.holds), "{all:#?}");
        assert_eq!((all.signatures[0].reach, all.signatures[3].reach), (Reach::Revision(3, 8), Reach::Whole));
        // A copy from before is still a paper of the sheet.
        assert_eq!(checked(&it, &issued).await.fate, Fate::Valid);

        let certificate = commitment::certificate(&head, id).await.unwrap();
        let digests: Vec<_> = certificate.given_out.iter().map(|it| it.0.clone()).collect();
        assert_eq!(digests, [&twice, &once, &issued].map(|it| domain::canonical::sha256(it)));
    }

    async fn a_file_that_is_anything_but_the_issued_one_and_signatures_is_not_taken(db) {
        let it = district(&db).await;
        let id = approved(&it).await;
        let head = it.ctx(Role::UnitHead).await;
        let people = Outside::trusted();
        assert_eq!(refused(&head, id, b"%PDF-1.7").await.0, OutsideRefusal::NotInForce);
        for role in [Role::UnitHead, Role::Authority] {
            let ctx = it.ctx(role).await;
            let page = commitment::sign_page(&ctx, id).await.unwrap();
            commitment::sign(&ctx, id, &page.digest, PASSWORD, &page.token).await.unwrap();
        }
        let issued = given(&head, id).await;
        let signed = people.sign(&issued, "Ngoai", "Nguyễn Văn Ngoài");
        let mut flipped = signed.clone();
        flipped[issued.len() / 2] ^= 1;
        let cut = &signed[..signed.len() - 200];
        let with_more = [signed.as_slice(), b"\n% them\n"].concat();
        let with_field = Outside::with_field(&signed, "Ngoai-2");
        let stranger = Outside::stranger().sign(&issued, "Ngoai", "Nguyễn Văn Ngoài");
        let foreign = include_bytes!("../../signatures/tests/files/paper.pdf");
        for (what, bytes, refusal, found) in [
            ("nothing", &b""[..], OutsideRefusal::Empty, None),
            ("no PDF", b"xin chao", OutsideRefusal::Unreadable, Some("not-pdf")),
            ("cut off", cut, OutsideRefusal::Unreadable, Some("no-end")),
            ("too large", &vec![b'%'; 10 * 1024 * 1024 + 1], OutsideRefusal::TooLarge, None),
            ("another file", foreign, OutsideRefusal::NotTheIssued, None),
            ("one byte changed", &flipped, OutsideRefusal::NotTheIssued, None),
            ("not signed", &issued, OutsideRefusal::NothingAdded, None),
            ("a comment after", &with_more, OutsideRefusal::Changed, Some("bytes-after")),
            ("a field after the signature", &with_field, OutsideRefusal::BytesAfter, None),
            ("signed by a stranger", &stranger, OutsideRefusal::Untrusted, Some("no-root")),
        ] {
            let (why, keys) = refused(&head, id, bytes).await;
            assert_eq!(why, refusal, "{what}: {keys:?}");
            assert!(found.is_none_or(|it| keys.iter().any(|key| key == it)), "{what}: {keys:?}");
        }
        assert!(given(&head, id).await == issued, "what was refused changed nothing");
        for role in [Role::FocalOfficer, Role::ParOffice, Role::Inspector] {
            let ctx = it.ctx(role).await;
            let sent = commitment::send_outside(&ctx, id, "a.pdf", signed.clone()).await;
            assert!(matches!(sent, Err(Error::Forbidden(_))), "{role:?}");
        }
        assert!(matches!(send(&head, id, &signed).await, Sent::Kept));
        assert_eq!(refused(&head, id, &signed).await.0, OutsideRefusal::NothingAdded);
    }

    async fn anybody_learns_what_a_file_is(db) {
        let it = district(&db).await;
        let id = approved(&it).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        // Nobody has signed: the file says what it is, and nothing proves it.
        let early = checked(&it, &given(&chair, id).await).await;
        assert_eq!((early.fate, early.only_says_so), (Fate::Unproven, true), "{early:#?}");
        for role in [Role::UnitHead, Role::Authority] {
            let ctx = it.ctx(role).await;
            let page = commitment::sign_page(&ctx, id).await.unwrap();
            commitment::sign(&ctx, id, &page.digest, PASSWORD, &page.token).await.unwrap();
        }
        let paper = given(&chair, id).await;
        let sound = checked(&it, &paper).await;
        assert_eq!((sound.fate, sound.signatures.len()), (Fate::Valid, 2), "{sound:#?}");
        let unit = store::unit::get(&db, it.communes[0]).await.unwrap().place_name;
        let Some((_, PublicPaper::Sheet(sheet))) = &sound.document else { panic!("{sound:#?}") };
        assert!(sheet.unit.ends_with(&unit), "{unit}: {sound:#?}");
        assert_eq!(sound.given_at, Some(testing::noon()));
        let mut flipped = paper.clone();
        let at = paper.windows(10).position(|it| it == b"endstream\n").unwrap() - 20;
        flipped[at] ^= 1;
        let changed = checked(&it, &flipped).await;
        assert_eq!((changed.fate, changed.only_says_so), (Fate::Altered, true), "{changed:#?}");
        let cut = checked(&it, &paper[..paper.len() / 2]).await;
        assert_eq!(cut.fate, Fate::Unreadable);
        assert!(cut.document.is_some() && cut.only_says_so, "a broken file still says what it was: {cut:#?}");
        assert_eq!(checked(&it, include_bytes!("../../signatures/tests/files/paper.pdf")).await.fate, Fate::NotOurs);
        let foreign = Outside::stranger().sign(include_bytes!("../../signatures/tests/files/paper.pdf"), "A", "Người lạ");
        assert_eq!(checked(&it, &foreign).await.fate, Fate::NotOurs);
        assert_eq!(checked(&it, b"").await.fate, Fate::Unreadable);

        let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
        commitment::withdraw(&chair, id, revision, "Giao nhầm bộ chỉ tiêu").await.unwrap();
        assert_eq!(checked(&it, &paper).await.fate, Fate::Withdrawn);
        commitment::reissue(&office, id).await.unwrap();
        assert_eq!(checked(&it, &paper).await.fate, Fate::Replaced);
    }

    async fn what_was_given_out_and_what_was_signed_outside_is_kept_for_ever(db) {
        use store::Connection as _;
        let it = district(&db).await;
        let id = in_force(&it).await;
        let head = it.ctx(Role::UnitHead).await;
        let signed = Outside::trusted().sign(&given(&head, id).await, "Ngoai", "Nguyễn Văn Ngoài");
        assert!(matches!(send(&head, id, &signed).await, Sent::Kept));
        for table in ["given_out", "outside_signing"] {
            for statement in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET size = 1")] {
                let error = db.execute_unprepared(&statement).await.unwrap_err().to_string();
                assert!(error.contains("kept"), "{statement}: {error}");
            }
        }
    }
}
