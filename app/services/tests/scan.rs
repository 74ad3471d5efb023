//! Sheets that are signed by hand: a scanned pile is sorted by the codes on its pages, and the authority says whether it is what was signed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use domain::commitment::{PileRefusal, ScanDecisionRefusal, ScanRefusal, SheetState, SignRefusal, SignedAs};
use domain::policy::Role;
use domain::work::WorkKind;
use domain::{CommitmentId, Event, ScanId, Stage, UnitId, show_date};
use services::commitment::{self, Draft, Filter, FoundPaper, PublicState, PutIn, TypedAnswer, TypedValue};
use services::frame::About;
use services::signing::SigningMethod;
use services::{Ctx, Error};
use testing::scan::{Lay, pile};
use testing::{District, PASSWORD, db_test, district, printed, site};

const CODE: &str = "cchc-2023";

/// Agrees on the sheets of the first two communes.
async fn approved(it: &District) -> [CommitmentId; 2] {
    let office = it.ctx(Role::ParOffice).await;
    commitment::issue_all(&office, it.campaign).await.unwrap();
    let mut ids = Vec::new();
    for unit in &it.communes[..2] {
        let id = commitment::id_of_unit(&office, it.campaign, *unit).await.unwrap();
        agree(it, id, *unit).await;
        ids.push(id);
    }
    [ids[0], ids[1]]
}

/// Proposes what is asked, and agrees to it.
async fn agree(it: &District, id: CommitmentId, unit: UnitId) {
    propose(it, id, unit).await;
    let chair = it.ctx(Role::Authority).await;
    let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
    commitment::approve(&chair, id, revision).await.unwrap();
}

async fn propose(it: &District, id: CommitmentId, unit: UnitId) {
    let focal = it.ctx_at(Role::FocalOfficer, unit).await;
    let page = commitment::sheet(&focal, id).await.unwrap();
    let asked = page.targets.iter().filter(|it| it.exempt.is_none());
    let values = asked.map(|it| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() }).collect();
    let revision = page.sheet.revision;
    let draft = Draft { goals: Vec::new(), revision, note: "Theo kế hoạch".into(), confirmed: false, values, tasks: Vec::new() };
    commitment::propose(&focal, id, &draft).await.unwrap();
}

async fn paper(ctx: &Ctx, id: CommitmentId) -> Vec<u8> {
    commitment::pdf(ctx, id).await.unwrap().bytes
}

async fn put(ctx: &Ctx, bytes: Vec<u8>) -> (Vec<FoundPaper>, Vec<usize>) {
    match commitment::put_in(ctx, CODE, "chong giay.pdf", bytes).await.unwrap() {
        PutIn::Sorted { papers, unread } => (papers, unread),
        PutIn::Refused(refusal) => panic!("{refusal:?}"),
    }
}

async fn scan_of(ctx: &Ctx, sheet: CommitmentId) -> ScanId {
    let page = commitment::scans(ctx, CODE).await.unwrap();
    page.scans.iter().find(|it| it.commitment() == sheet).unwrap().id()
}

/// How many sheets wait for somebody, as every page says.
async fn waits(ctx: &Ctx) -> i64 {
    let frame = services::frame::load(ctx, &About::Campaign(CODE.to_owned())).await.unwrap();
    frame.waiting.iter().find(|it| it.0 == Stage::Commit).map_or(0, |it| it.1)
}

async fn typed(ctx: &Ctx, id: ScanId) -> TypedAnswer {
    let page = commitment::scan_page(ctx, id).await.unwrap();
    let today = show_date(ctx.today);
    TypedAnswer {
        digest: page.scan.content_sha256,
        head: page.signers.first().map(|it| it.person.to_string()).unwrap_or_default(),
        head_on: today.clone(),
        authority_on: today,
        password: PASSWORD.into(),
        token: page.token,
    }
}

/// Which box is refused, and why.
fn wrong(error: Error) -> Vec<(String, String)> {
    match error {
        Error::Invalid(fields) => fields.into_iter().map(|it| (it.field, it.refusal.key().to_owned())).collect(),
        other => panic!("{other:?}"),
    }
}

db_test! {
    async fn a_shuffled_pile_finds_its_sheets_and_counts_once_the_authority_says_so(db) {
        let it = district(&db).await;
        let [one, other] = approved(&it).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        assert_eq!((waits(&head).await, waits(&chair).await), (1, 0));
        let (first, second) = (paper(&office, one).await, paper(&office, other).await);
        let pages = pictures_in(&first);
        assert!(pages >= 2, "a sheet has several pages: {pages}");
        // Everything of the first sheet, upside down and in the wrong order; of the second one page is spoilt.
        let mut laid: Vec<_> = (1..=pages).rev().map(|page| (first.as_slice(), page, Lay::UpsideDown)).collect();
        laid.insert(1, (second.as_slice(), 1, Lay::Straight));
        laid.push((second.as_slice(), 2, Lay::Spoilt));
        let (papers, unread) = put(&office, pile(&laid)).await;
        assert_eq!(unread, [laid.len()], "{papers:#?}");
        assert_eq!(papers.len(), 2);
        let whole = papers.iter().find(|it| it.sheet == Some(one)).unwrap();
        assert_eq!((whole.refusal, whole.places.first()), (None, Some(&(pages + 1))), "{papers:#?}");
        let half = papers.iter().find(|it| it.sheet == Some(other)).unwrap();
        assert_eq!((half.refusal, half.missing.first()), (Some(ScanRefusal::PagesMissing), Some(&2)), "{papers:#?}");

        // Nothing has changed by it, but that the authority is asked.
        assert_eq!(commitment::sheet(&chair, one).await.unwrap().sheet.state, SheetState::Approved);
        let asked = services::work::list(&chair).await.unwrap().items;
        assert_eq!(asked.iter().filter(|it| it.kind == WorkKind::ConfirmScan).count(), 1);
        // The head signed by hand and is not asked to sign again; the head of the spoilt paper still is.
        for (unit, signs) in [(it.communes[0], false), (it.communes[1], true)] {
            let asked = services::work::list(&it.ctx_at(Role::UnitHead, unit).await).await.unwrap().items;
            assert_eq!(asked.iter().any(|it| it.kind == WorkKind::SignSheet), signs, "{unit:?}");
        }
        // The frame of every page, its own page, the list and the reminder say the same.
        assert!(!commitment::sheet(&head, one).await.unwrap().may.sign);
        assert_eq!((waits(&head).await, waits(&chair).await), (0, 1));
        let list = commitment::sheets(&office, CODE, Filter::All).await.unwrap();
        let scanned = |id: CommitmentId| list.lines.iter().find_map(|it| it.sheet.as_ref().filter(|it| it.id == id)).unwrap().scan_waits;
        assert_eq!((scanned(one), scanned(other)), (true, false));
        assert!(matches!(commitment::signing_reminder(&office, CODE, it.communes[0]).await, Err(Error::NotFound)));
        commitment::signing_reminder(&office, CODE, it.communes[1]).await.unwrap();
        let again = put(&office, pile(&laid[..1])).await.0;
        assert_eq!(again[0].refusal, Some(if pages > 1 { ScanRefusal::PagesMissing } else { ScanRefusal::Waiting }));

        let scan = scan_of(&office, one).await;
        let kept = commitment::scan_file(&chair, scan).await.unwrap();
        assert_eq!(pictures_in(&kept.bytes), pages, "the other sheet's pages are not in it");
        let answer = typed(&chair, scan).await;
        commitment::confirm_scan(&chair, scan, &answer).await.unwrap();
        let sheet = commitment::sheet(&chair, one).await.unwrap();
        assert_eq!(sheet.sheet.state, SheetState::InForce);
        assert_eq!((waits(&head).await, waits(&chair).await), (0, 0));
        let how: Vec<_> = sheet.signatures.iter().map(|it| (SignedAs::of(&it.signed_as), SigningMethod::of(&it.method), it.at().date())).collect();
        let by_hand = Some(SigningMethod::OnPaper);
        assert_eq!(how, [(Some(SignedAs::Head), by_hand, chair.today), (Some(SignedAs::Authority), by_hand, chair.today)]);
        assert_eq!(sheet.history.iter().filter(|it| it.event == Event::SheetScanConfirmed.key()).count(), 1);
        assert!(sheet.edition.is_some(), "its rules are sealed like those of any signed sheet");

        let public = commitment::look_up(&site(db.clone()), &sheet.sheet.public_code).await.unwrap();
        assert_eq!((public.state, public.signatures[0].method), (PublicState::Valid, SigningMethod::OnPaper));
        let text = printed(&paper(&chair, one).await);
        assert!(text.contains("Đã ký tay trên bản giấy") && !text.contains("Xác nhận điện tử"), "{text}");
        // No seal of the program stands for a hand's signature.
        let waiting = services::timestamping::waiting(&site(db.clone()), services::timestamping::Which::All).await.unwrap();
        assert!(waiting.is_empty());
        let checked = services::verification::check(&site(db.clone()), paper(&chair, one).await).await.unwrap();
        assert!(checked.signatures.is_empty());
    }

    async fn a_scan_is_confirmed_by_somebody_else_for_days_that_can_be(db) {
        let it = district(&db).await;
        let [one, _] = approved(&it).await;
        let (office, chair, head) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await, it.ctx(Role::UnitHead).await);
        let sheet = paper(&office, one).await;
        let laid: Vec<_> = (1..=pictures_in(&sheet)).map(|page| (sheet.as_slice(), page, Lay::Straight)).collect();
        let whole = pile(&laid);
        for ctx in [&chair, &head] {
            assert!(matches!(commitment::put_in(ctx, CODE, "a.pdf", whole.clone()).await, Err(Error::Forbidden(_))));
        }
        assert_eq!(put(&office, whole.clone()).await.0[0].refusal, None);
        assert_eq!(put(&office, whole.clone()).await.0[0].refusal, Some(ScanRefusal::Waiting));
        let scan = scan_of(&office, one).await;
        let good = typed(&chair, scan).await;
        assert!(matches!(commitment::confirm_scan(&office, scan, &good).await, Err(Error::Forbidden(_))));
        assert!(matches!(commitment::confirm_scan(&head, scan, &good).await, Err(Error::Forbidden(_))));
        let tomorrow = show_date(chair.today.next_day().unwrap());
        let before = show_date(chair.today.previous_day().unwrap());
        for (answer, boxes) in [
            (TypedAnswer { head_on: String::new(), ..good.clone() }, vec![("head_on", "read-refusal-blank")]),
            (TypedAnswer { authority_on: tomorrow.clone(), ..good.clone() }, vec![("authority_on", ScanDecisionRefusal::Future.key())]),
            (TypedAnswer { head_on: before, ..good.clone() }, vec![("head_on", ScanDecisionRefusal::BeforeContent.key())]),
            (TypedAnswer { head: String::new(), ..good.clone() }, vec![("head", ScanDecisionRefusal::NoSigner.key())]),
            (TypedAnswer { head: office.actor.person.to_string(), ..good.clone() }, vec![("head", ScanDecisionRefusal::NoSigner.key())]),
        ] {
            let found = wrong(commitment::confirm_scan(&chair, scan, &answer).await.unwrap_err());
            let wanted: Vec<_> = boxes.into_iter().map(|(field, key)| (field.to_owned(), key.to_owned())).collect();
            assert!(wanted.iter().all(|it| found.contains(it)), "{found:?} lacks {wanted:?}");
        }
        let other = TypedAnswer { digest: "0".repeat(64), ..good.clone() };
        assert!(matches!(commitment::confirm_scan(&chair, scan, &other).await, Err(Error::Refused(it)) if it == SignRefusal::OtherContent.into()));
        assert!(matches!(commitment::confirm_scan(&chair, scan, &TypedAnswer { password: "sai".into(), ..good.clone() }).await, Err(Error::Invalid(_))));

        // Refused with a reason, it may be scanned again; what was answered stays answered.
        assert_eq!(wrong(commitment::refuse_scan(&chair, scan, " ", &good.token).await.unwrap_err())[0].0, "reason");
        commitment::refuse_scan(&chair, scan, "Thiếu chữ ký của Chủ tịch xã", &good.token).await.unwrap();
        assert_eq!((waits(&head).await, waits(&chair).await), (1, 0), "whose scan was refused is asked to sign again");
        commitment::signing_reminder(&office, CODE, it.communes[0]).await.unwrap();
        let late = commitment::confirm_scan(&chair, scan, &good).await;
        assert!(matches!(late, Err(Error::Refused(it)) if it == ScanDecisionRefusal::Already.into()));
        assert_eq!(put(&office, whole).await.0[0].refusal, None);
        let list = commitment::scans(&office, CODE).await.unwrap().scans;
        let told: Vec<_> = list.iter().map(|it| (it.number, it.confirmed, it.reason.clone().unwrap_or_default())).collect();
        assert_eq!(told, [(2, None, String::new()), (1, Some(false), "Thiếu chữ ký của Chủ tịch xã".to_owned())]);
    }

    async fn paper_of_another_content_or_campaign_is_found_out(db) {
        let it = district(&db).await;
        let [one, _] = approved(&it).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let before = paper(&office, one).await;
        let laid: Vec<_> = (1..=pictures_in(&before)).map(|page| (before.as_slice(), page, Lay::Straight)).collect();
        let whole = pile(&laid);
        let revision = commitment::sheet(&chair, one).await.unwrap().sheet.revision;
        commitment::withdraw(&chair, one, revision, "Sai số liệu").await.unwrap();
        assert_eq!(put(&office, whole.clone()).await.0[0].refusal, Some(ScanRefusal::Withdrawn));
        commitment::reissue(&office, one).await.unwrap();
        // Issued anew under another code: the paper belongs to nothing that can be signed.
        let found = put(&office, whole).await.0;
        assert_eq!((found[0].refusal, found[0].sheet), (Some(ScanRefusal::Unknown), None));
    }

    async fn a_scan_of_a_former_content_is_neither_confirmed_nor_in_the_way(db) {
        let it = district(&db).await;
        let [one, _] = approved(&it).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let whole = |sheet: &[u8]| pile(&(1..=pictures_in(sheet)).map(|page| (sheet, page, Lay::Straight)).collect::<Vec<_>>());
        assert_eq!(put(&office, whole(&paper(&office, one).await)).await.0[0].refusal, None);
        let former = scan_of(&office, one).await;
        let old = typed(&chair, former).await;
        let revision = commitment::sheet(&chair, one).await.unwrap().sheet.revision;
        commitment::withdraw(&chair, one, revision, "Sai số liệu").await.unwrap();
        commitment::reissue(&office, one).await.unwrap();
        // Nothing is agreed yet: the scan can still be looked at, and asks nobody.
        let page = commitment::scan_page(&chair, former).await.unwrap();
        assert!(page.content.is_none() && !page.may_answer && !page.scan.waits());
        agree(&it, one, it.communes[0]).await;
        assert!(!services::work::list(&chair).await.unwrap().items.iter().any(|it| it.kind == WorkKind::ConfirmScan));
        // Whoever posts the digest of the new content with the old picture is refused.
        let digest = commitment::sheet(&chair, one).await.unwrap().sheet.digest.unwrap();
        for digest in [old.digest.clone(), digest] {
            let answer = TypedAnswer { digest, ..old.clone() };
            let refused = commitment::confirm_scan(&chair, former, &answer).await;
            assert!(matches!(refused, Err(Error::Refused(it)) if it == ScanRefusal::OtherContent.into()), "{refused:?}");
        }
        let new = paper(&office, one).await;
        assert_eq!(put(&office, whole(&new)).await.0[0].refusal, None);
        assert_eq!(commitment::scans(&office, CODE).await.unwrap().scans.iter().filter(|it| it.waits()).count(), 1);
    }

    async fn nobody_sees_the_scans_of_units_whose_sheets_they_may_not_read(db) {
        let it = district(&db).await;
        let [one, _] = approved(&it).await;
        let office = it.ctx(Role::ParOffice).await;
        let sheet = paper(&office, one).await;
        let laid: Vec<_> = (1..=pictures_in(&sheet)).map(|page| (sheet.as_slice(), page, Lay::Straight)).collect();
        assert_eq!(put(&office, pile(&laid)).await.0[0].refusal, None);
        for role in [Role::ParOffice, Role::Authority, Role::IndicatorOwner] {
            let ctx = it.ctx(role).await;
            let reads = commitment::pdf(&ctx, one).await.is_ok();
            let seen = commitment::scans(&ctx, CODE).await.map_or(0, |it| it.scans.len());
            assert_eq!(seen == 1, reads, "{role:?}");
        }
    }

    async fn what_is_no_scan_is_refused_with_a_sentence(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let large = vec![b'%'; domain::commitment::LARGEST_PILE + 1];
        for (bytes, refusal) in [(vec![], PileRefusal::Empty), (large, PileRefusal::TooLarge), (b"GIF89a".to_vec(), PileRefusal::Unreadable)] {
            assert_eq!(commitment::put_in(&office, CODE, "a.pdf", bytes).await.unwrap(), PutIn::Refused(refusal));
        }
        let foreign = include_bytes!("../../signatures/tests/samples/unsigned.pdf").to_vec();
        let (papers, unread) = put(&office, foreign).await;
        assert_eq!((papers.len(), unread), (0, vec![1]));
    }

    async fn a_sheet_agreed_on_paper_is_signed_there_and_nowhere_else(db) {
        let it = district(&db).await;
        let (office, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::Authority).await);
        let unit = it.communes[0];
        commitment::issue_all(&office, it.campaign).await.unwrap();
        let id = commitment::id_of_unit(&office, it.campaign, unit).await.unwrap();
        propose(&it, id, unit).await;
        let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
        for wrong in ["0", "4", "x"] {
            assert!(matches!(commitment::approve_copies(&chair, id, revision, wrong).await, Err(Error::Invalid(_))), "{wrong}");
        }
        commitment::approve_copies(&chair, id, revision, "1").await.unwrap();
        let first = paper(&office, id).await;
        assert!(printed(&first).contains("được lập thành 02 bản, mỗi bên giữ 01 bản"), "{}", printed(&first));
        let head = it.ctx_at(Role::UnitHead, unit).await;
        let page = commitment::sheet(&head, id).await.unwrap();
        let digest = page.sheet.digest.unwrap();
        let token = services::account::form_token(&head).await.unwrap();
        testing::refused!(commitment::sign(&head, id, &digest, PASSWORD, &token), SignRefusal::OnPaper);
        assert!(commitment::sign_page(&head, id).await.unwrap().content.copies.is_some(), "the page says so, and can be declined on");

        // Whoever signed for the unit does not put the scan in, in whichever office they sit besides.
        let technician = it.ctx(Role::Admin).await;
        services::technician::grant(&technician, head.actor.account, "par_office", it.district, "").await.unwrap();
        let both = it.ctx_of(head.actor.account).await;
        let laid: Vec<_> = (1..=pictures_in(&first)).map(|page| (first.as_slice(), page, Lay::Straight)).collect();
        assert_eq!(put(&both, pile(&laid)).await.0[0].refusal, None);
        let scan = scan_of(&office, id).await;
        let answer = TypedAnswer { head: head.actor.person.to_string(), ..typed(&chair, scan).await };
        testing::refused!(commitment::confirm_scan(&chair, scan, &answer), ScanDecisionRefusal::HeadScanned);
        let token = services::account::form_token(&chair).await.unwrap();
        commitment::refuse_scan(&chair, scan, "Người ký không tự quét", &token).await.unwrap();
        assert_eq!(put(&office, pile(&laid)).await.0[0].refusal, None);
        let scan = store::scan::of_public_code(&db, &commitment::sheet(&chair, id).await.unwrap().sheet.public_code).await.unwrap().pop().unwrap();
        let answer = TypedAnswer { head: head.actor.person.to_string(), ..typed(&chair, scan.id()).await };
        commitment::confirm_scan(&chair, scan.id(), &answer).await.unwrap();
        assert_eq!(commitment::sheet(&chair, id).await.unwrap().sheet.state, SheetState::InForce);
    }
}

/// How many pages a file has.
fn pictures_in(pdf: &[u8]) -> usize {
    pictures::picture(pdf, 50).unwrap().1
}
