//! Every transition and every refusal of a sheet, and that its digest stands still.

use super::*;
use crate::ids::TargetId;
use crate::{FigureValue, Frequency, Quantity, ValueKind};
use time::macros::date;

const HEAD: PersonId = PersonId(1);
const FOCAL: PersonId = PersonId(2);
const CHAIR: PersonId = PersonId(3);
const NOW: Timestamp = Timestamp(1_000);
const YEAR: (Date, Date) = (date!(2022 - 12 - 15), date!(2023 - 12 - 14));
const ASKED: [Asked; 2] = [
    Asked { target: TargetId(1), kind: ValueKind::Amount, range: false, periods: Vec::new() },
    Asked { target: TargetId(2), kind: ValueKind::Date, range: false, periods: Vec::new() },
];

fn sheet() -> Commitment {
    Commitment {
        id: CommitmentId(1),
        campaign: CampaignId(1),
        unit: UnitId(5),
        path: "/1/5/".to_owned(),
        state: SheetState::Issued,
        version: 0,
        conference: None,
        content: None,
        digest: None,
        public_code: "abc".to_owned(),
        issued_at: Timestamp(0),
        opened_at: None,
        approved_at: None,
        withdrawn_reason: String::new(),
        revision: 0,
    }
}

fn amount(target: i64, e4: i64) -> Promise {
    Promise { target: TargetId(target), value: FigureValue::Amount(Quantity(e4)), value_to: None, periods: Vec::new(), note: String::new() }
}

fn task() -> KeyTask {
    KeyTask {
        title: "Kiện toàn tổ công nghệ số".to_owned(),
        expected_result: "100% thôn có tổ".to_owned(),
        person: "Bà Trần Thu Nguyệt".to_owned(),
        due_on: date!(2023 - 06 - 30),
    }
}

fn offer() -> Offer {
    let day = Promise {
        target: TargetId(2),
        value: FigureValue::Date(date!(2023 - 01 - 31)),
        value_to: None,
        periods: Vec::new(),
        note: String::new(),
    };
    Offer { note: "Điều kiện của xã".to_owned(), promises: vec![amount(1, 980_000), day], tasks: vec![task()] }
}

fn content(value: &str) -> SheetContent {
    SheetContent {
        format: FORMAT.to_owned(),
        campaign: CampaignPart {
            code: "cchc-2023".into(),
            title: "Cam kết".into(),
            year: 2023,
            starts_on: "2022-12-15".into(),
            ends_on: "2023-12-14".into(),
        },
        unit: UnitPart { code: "10900".into(), name: "Ủy ban nhân dân xã Cẩm Văn".into() },
        head: HeadPart { name: "Hoàng Văn Một".into(), post: "Chủ tịch UBND xã Cẩm Văn".into() },
        authority: AuthorityPart {
            name: "Ủy ban nhân dân huyện Cẩm Giàng".into(), head: "Nguyễn Văn Chủ".into(), post: "Chủ tịch".into()
        },
        rule_set: RuleSetPart { code: "r".into(), title: "Bộ chỉ tiêu".into(), sha256: "00".into(), basis: String::new() },
        targets: vec![TargetPart {
            code: "T1".into(),
            title: "Hồ sơ đúng hạn".into(),
            unit: "%".into(),
            direction: "higher".into(),
            weight: "10".into(),
            last_year: None,
            common: "98".into(),
            common_to: None,
            value: value.into(),
            value_to: None,
            periods: Vec::new(),
            note: String::new(),
        }],
        tasks: vec![],
        reporting: reporting_regime(2023, &[Frequency::Month], 2, vec!["Báo cáo đột xuất theo yêu cầu của cấp trên".to_owned()]),
        seal: None,
        wording: None,
        copies: None,
    }
}

fn proposed() -> (Commitment, Version) {
    sheet().propose(offer(), &ASKED, YEAR, FOCAL, NOW).unwrap()
}

fn approved() -> Commitment {
    let (sheet, version) = proposed();
    sheet.approve(Some(&version), &content("98"), CHAIR, NOW).unwrap()
}

fn digest(sheet: &Commitment) -> String {
    sheet.digest.clone().unwrap()
}

#[test]
fn a_sheet_goes_from_issue_to_force() {
    let (sheet, first) = proposed();
    assert_eq!((sheet.state, first.number, first.side), (SheetState::Proposed, 1, SheetSide::Unit));
    let (sheet, second) = sheet.counter(offer(), &first, &ASKED, YEAR, CHAIR, NOW).unwrap();
    assert_eq!((sheet.state, second.number, second.side), (SheetState::Countered, 2, SheetSide::Superior));
    let (sheet, third) = sheet.propose(offer(), &ASKED, YEAR, FOCAL, NOW).unwrap();
    assert_eq!((sheet.state, third.number), (SheetState::Proposed, 3));
    let sheet = sheet.approve(Some(&third), &content("98"), CHAIR, NOW).unwrap();
    assert_eq!((sheet.state, sheet.approved_at), (SheetState::Approved, Some(NOW)));
    let seen = digest(&sheet);
    let sheet = sheet.sign_as_head(&seen).unwrap();
    assert_eq!(sheet.state, SheetState::HeadSigned);
    let sheet = sheet.sign_as_authority(&seen, Some(HEAD), CHAIR).unwrap();
    assert_eq!(sheet.state, SheetState::InForce);
}

#[test]
fn a_proposal_is_refused_out_of_turn() {
    let propose = |it: Commitment| it.propose(offer(), &ASKED, YEAR, FOCAL, NOW).unwrap_err();
    assert_eq!(propose(proposed().0), ProposeRefusal::WithSuperior.into());
    for state in [SheetState::Approved, SheetState::HeadSigned, SheetState::InForce] {
        assert_eq!(propose(Commitment { state, ..sheet() }), ProposeRefusal::Frozen.into());
    }
    assert_eq!(propose(Commitment { state: SheetState::Withdrawn, ..sheet() }), ProposeRefusal::Withdrawn.into());
}

#[test]
fn an_offer_needs_one_value_of_the_right_kind_for_every_target() {
    let refused = |promises: Vec<Promise>| sheet().propose(Offer { promises, ..offer() }, &ASKED, YEAR, FOCAL, NOW).unwrap_err();
    let good = offer().promises;
    assert_eq!(refused(vec![amount(1, 1)]), ProposeRefusal::TargetMissing.into());
    assert_eq!(refused(vec![amount(9, 1)]), ProposeRefusal::UnknownTarget.into());
    assert_eq!(refused(vec![amount(1, 1), amount(1, 1)]), ProposeRefusal::UnknownTarget.into());
    assert_eq!(refused(vec![good[0].clone(), amount(2, 1)]), OfferRefusal::Value(1, ProposeRefusal::OtherKind));
    assert_eq!(refused(vec![amount(1, -1), good[1].clone()]), OfferRefusal::Value(0, ProposeRefusal::Negative));
    let long = Promise { note: "ă".repeat(LONGEST_TEXT + 1), ..good[0].clone() };
    assert_eq!(refused(vec![long, good[1].clone()]), OfferRefusal::Value(0, ProposeRefusal::TooLong));
    let note = Offer { note: "ă".repeat(LONGEST_NOTE + 1), ..offer() };
    assert_eq!(sheet().propose(note, &ASKED, YEAR, FOCAL, NOW).unwrap_err(), ProposeRefusal::TooLong.into());
    let many = Offer { tasks: vec![task(); MOST_TASKS + 1], ..offer() };
    assert_eq!(sheet().propose(many, &ASKED, YEAR, FOCAL, NOW).unwrap_err(), ProposeRefusal::TooManyTasks.into());
}

#[test]
fn a_key_task_says_what_who_and_until_when() {
    let none = String::new;
    let refused = |it: KeyTask| sheet().propose(Offer { tasks: vec![task(), it], ..offer() }, &ASKED, YEAR, FOCAL, NOW).unwrap_err();
    for (it, why) in [
        (KeyTask { title: none(), ..task() }, PlanTaskRefusal::NoTitle),
        (KeyTask { expected_result: none(), ..task() }, PlanTaskRefusal::NoResult),
        (KeyTask { person: " ".to_owned(), ..task() }, PlanTaskRefusal::NoPerson),
        (KeyTask { due_on: date!(2022 - 12 - 14), ..task() }, PlanTaskRefusal::OutsideCampaign),
        (KeyTask { due_on: date!(2023 - 12 - 15), ..task() }, PlanTaskRefusal::OutsideCampaign),
        (KeyTask { title: "a".repeat(LONGEST_TEXT + 1), ..task() }, PlanTaskRefusal::TooLong),
    ] {
        assert_eq!(refused(it), OfferRefusal::Task(1, why));
    }
}

#[test]
fn a_counter_needs_a_proposal_of_somebody_else_and_a_reason() {
    let (sheet, version) = proposed();
    let counter = |it: Commitment, offer: Offer, by| it.counter(offer, &version, &ASKED, YEAR, by, NOW).unwrap_err();
    assert_eq!(counter(self::sheet(), offer(), CHAIR), CounterRefusal::NotProposed.into());
    assert_eq!(counter(Commitment { state: SheetState::Countered, ..self::sheet() }, offer(), CHAIR), CounterRefusal::NotProposed.into());
    assert_eq!(counter(Commitment { state: SheetState::InForce, ..self::sheet() }, offer(), CHAIR), CounterRefusal::Frozen.into());
    assert_eq!(counter(Commitment { state: SheetState::Withdrawn, ..self::sheet() }, offer(), CHAIR), CounterRefusal::Withdrawn.into());
    assert_eq!(counter(sheet.clone(), offer(), FOCAL), CounterRefusal::OwnProposal.into());
    assert_eq!(counter(sheet, Offer { note: " ".to_owned(), ..offer() }, CHAIR), CounterRefusal::NoReason.into());
}

#[test]
fn only_somebody_else_agrees_and_only_to_a_proposal() {
    let (sheet, version) = proposed();
    let approve = |it: Commitment, last: Option<&Version>, by| it.approve(last, &content("98"), by, NOW).unwrap_err();
    assert_eq!(approve(self::sheet(), None, CHAIR), ApproveRefusal::NotProposed);
    assert_eq!(approve(Commitment { state: SheetState::Countered, ..self::sheet() }, Some(&version), CHAIR), ApproveRefusal::NotProposed);
    assert_eq!(approve(sheet.clone(), None, CHAIR), ApproveRefusal::NotProposed);
    assert_eq!(approve(sheet, Some(&version), FOCAL), ApproveRefusal::OwnProposal);
    assert_eq!(approve(approved(), Some(&version), CHAIR), ApproveRefusal::Already);
    assert_eq!(approve(Commitment { state: SheetState::Withdrawn, ..self::sheet() }, Some(&version), CHAIR), ApproveRefusal::Withdrawn);
}

#[test]
fn the_head_signs_once_and_only_what_was_frozen() {
    let seen = digest(&approved());
    for state in [SheetState::Issued, SheetState::Proposed, SheetState::Countered] {
        assert_eq!(Commitment { state, ..approved() }.sign_as_head(&seen).unwrap_err(), SignRefusal::NotApproved);
    }
    let signed = approved().sign_as_head(&seen).unwrap();
    assert_eq!(signed.sign_as_head(&seen).unwrap_err(), SignRefusal::AlreadySigned);
    assert_eq!(approved().sign_as_head("").unwrap_err(), SignRefusal::OtherContent);
    assert_eq!(Commitment { state: SheetState::Withdrawn, ..approved() }.sign_as_head(&seen).unwrap_err(), SignRefusal::Withdrawn);
    let forged = Commitment { content: Some(content("1").canonical()), ..approved() };
    assert_eq!(forged.sign_as_head(&seen).unwrap_err(), SignRefusal::OtherContent);
}

#[test]
fn the_authority_signs_after_the_head_and_is_somebody_else() {
    let seen = digest(&approved());
    let signed = || approved().sign_as_head(&seen).unwrap();
    let refused = |it: Commitment, by_head, by| it.sign_as_authority(&seen, by_head, by).unwrap_err();
    assert_eq!(refused(sheet(), None, CHAIR), SignRefusal::NotApproved);
    assert_eq!(refused(approved(), None, CHAIR), SignRefusal::HeadFirst);
    assert_eq!(refused(signed(), None, CHAIR), SignRefusal::HeadFirst);
    assert_eq!(refused(signed(), Some(HEAD), HEAD), SignRefusal::SamePerson);
    assert_eq!(signed().sign_as_authority("00", Some(HEAD), CHAIR).unwrap_err(), SignRefusal::OtherContent);
    let done = signed().sign_as_authority(&seen, Some(HEAD), CHAIR).unwrap();
    assert_eq!(refused(done, Some(HEAD), CHAIR), SignRefusal::AlreadySigned);
    assert_eq!(refused(Commitment { state: SheetState::Withdrawn, ..signed() }, Some(HEAD), CHAIR), SignRefusal::Withdrawn);
}

#[test]
fn a_withdrawal_needs_a_reason_and_happens_once() {
    assert_eq!(sheet().withdraw(" ").unwrap_err(), WithdrawRefusal::NoReason);
    assert_eq!(sheet().withdraw(&"a".repeat(LONGEST_NOTE + 1)).unwrap_err(), WithdrawRefusal::TooLong);
    let gone = sheet().withdraw(" Xã sáp nhập ").unwrap();
    assert_eq!((gone.state, gone.withdrawn_reason.as_str()), (SheetState::Withdrawn, "Xã sáp nhập"));
    assert_eq!(gone.clone().withdraw("nữa").unwrap_err(), WithdrawRefusal::Already);
    assert_eq!(sheet().reissue("xyz".to_owned(), NOW).unwrap_err(), IssueRefusal::NotWithdrawn);
    let anew = gone.reissue("xyz".to_owned(), NOW).unwrap();
    assert_eq!((anew.state, anew.public_code.as_str(), anew.withdrawn_reason.as_str(), anew.digest), (SheetState::Issued, "xyz", "", None));
}

#[test]
fn the_digest_of_a_content_stands_still_and_changes_with_every_part() {
    let content = content("98");
    assert_eq!(SheetContent::read(&content.canonical()), Some(content.clone()));
    assert!(content.canonical().starts_with("{\"authority\":{\"head\":\"Nguyễn Văn Chủ\""), "{}", content.canonical());
    let sha256 = |it: &SheetContent| crate::canonical::sha256(it.canonical().as_bytes());
    assert_eq!(sha256(&content), sha256(&self::content("98")));
    assert_ne!(sha256(&content), sha256(&self::content("98.5")));
    let other = SheetContent {
        tasks: vec![TaskPart { title: "a".into(), expected_result: "b".into(), person: "c".into(), due_on: "2023-06-30".into() }],
        ..content.clone()
    };
    assert_ne!(sha256(&content), sha256(&other));
    assert_eq!(SheetContent::read("{}"), None);
}

#[test]
fn states_sides_and_capacities_keep_their_names() {
    for it in SheetState::ALL {
        assert_eq!(SheetState::of(it.code()), Some(*it));
    }
    for it in SheetSide::ALL {
        assert_eq!(SheetSide::of(it.code()), Some(*it));
    }
    for it in SignedAs::ALL {
        assert_eq!(SignedAs::of(it.code()), Some(*it));
    }
    assert_eq!(SheetState::HeadSigned.code(), "head_signed");
}

#[test]
fn a_content_names_its_grounds_and_one_frozen_without_them_reads_back() {
    let mut it = content("98");
    assert_eq!(it.grounds(), ["Căn cứ Bộ chỉ tiêu"]);
    assert!(!it.canonical().contains("basis"), "what was frozen before keeps its digest");
    assert_eq!(SheetContent::read(&it.canonical()).as_ref(), Some(&it));
    it.rule_set.basis = "Nghị định số 90/2020/NĐ-CP; Căn cứ Kế hoạch số 12/KH-UBND.\n".to_owned();
    assert_eq!(it.grounds(), ["Căn cứ Nghị định số 90/2020/NĐ-CP", "Căn cứ Kế hoạch số 12/KH-UBND", "Căn cứ Bộ chỉ tiêu"]);
    assert_eq!(SheetContent::read(&it.canonical()), Some(it));
}

#[test]
fn a_promise_reads_as_people_say_it() {
    let said = |direction: &str, value: &str, unit: &str| {
        let mut it = content(value);
        let mut target = it.targets.remove(0);
        (target.direction, target.unit) = (direction.to_owned(), unit.to_owned());
        target.promised()
    };
    assert_eq!(said("higher", "98", "%"), "từ 98% trở lên");
    assert_eq!(said("lower", "3", "hồ sơ"), "không quá 3 hồ sơ");
    assert_eq!(said("lower", "0", "hồ sơ"), "0 hồ sơ");
    assert_eq!(said("earlier", "2023-01-31", "ngày"), "chậm nhất 31/01/2023");
    assert_eq!(office_in_words("Văn phòng HĐND và UBND"), "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân");
}

#[test]
fn a_range_has_two_bounds_in_order_and_goals_are_of_the_periods_asked() {
    let quarter = |text: &str| text.parse::<crate::Period>().unwrap();
    let asked =
        [Asked { target: TargetId(1), kind: ValueKind::Amount, range: true, periods: vec![quarter("2023-Q1"), quarter("2023-Q2")] }];
    let range = |from: i64, to: Option<i64>, periods: Vec<PeriodGoal>| Offer {
        promises: vec![Promise { value_to: to.map(Quantity), periods, ..amount(1, from) }],
        ..offer()
    };
    let goal = |period: &str, from: i64, to: Option<i64>| PeriodGoal {
        period: quarter(period),
        value: FigureValue::Amount(Quantity(from)),
        value_to: to.map(Quantity),
    };
    let propose = |it: Offer| sheet().propose(it, &asked, YEAR, FOCAL, NOW);
    assert!(propose(range(80_000, Some(120_000), vec![goal("2023-Q1", 70_000, Some(120_000))])).is_ok());
    assert_eq!(propose(range(80_000, None, vec![])).unwrap_err(), OfferRefusal::ValueTo(0, ProposeRefusal::RangeNeedsEnd));
    assert_eq!(propose(range(80_000, Some(70_000), vec![])).unwrap_err(), OfferRefusal::ValueTo(0, ProposeRefusal::RangeUpsideDown));
    for (goals, why) in [
        (vec![goal("2023-Q3", 1, Some(2))], ProposeRefusal::UnknownPeriod),
        (vec![goal("2023-Q1", 1, Some(2)), goal("2023-Q1", 1, Some(2))], ProposeRefusal::UnknownPeriod),
        (vec![goal("2023-Q1", 2, Some(1))], ProposeRefusal::RangeUpsideDown),
        (vec![goal("2023-Q1", -1, Some(1))], ProposeRefusal::Negative),
    ] {
        let last = goals.last().unwrap().period;
        assert_eq!(propose(range(80_000, Some(120_000), goals)).unwrap_err(), OfferRefusal::Goal(0, last, why));
    }
    let plain = Offer {
        promises: vec![Promise { value_to: Some(Quantity(1)), ..offer().promises[0].clone() }, offer().promises[1].clone()],
        ..offer()
    };
    assert_eq!(sheet().propose(plain, &ASKED, YEAR, FOCAL, NOW).unwrap_err(), OfferRefusal::ValueTo(0, ProposeRefusal::RangeNeedsEnd));
}

#[test]
fn a_range_and_its_periods_are_words_and_a_content_without_them_keeps_its_digest() {
    let mut it = content("8");
    assert!(!it.canonical().contains("periods") && !it.canonical().contains("_to"));
    let target = &mut it.targets[0];
    target.direction = "range".into();
    target.value_to = Some("12".into());
    target.periods = vec![PeriodPart { period: "2023-Q1".into(), value: "7".into(), value_to: Some("12".into()) }];
    assert_eq!(target.promised(), "từ 8% đến 12%");
    assert_eq!(target.promised_by_period().as_deref(), Some("đến hết quý I/2023: từ 7% đến 12%"));
    assert_eq!(SheetContent::read(&it.canonical()), Some(it));
}

fn declined_by(signed_as: SignedAs) -> Declined {
    Declined { signed_as, name: "Hoàng Văn Một".into(), post: "Chủ tịch".into(), reason: "Không đủ máy".into(), at: NOW }
}

#[test]
fn only_who_is_to_sign_next_declines_and_with_a_reason() {
    let waiting = approved();
    let seen = digest(&waiting);
    assert_eq!(waiting.decline(SignedAs::Head, &seen, false, "  Không đủ máy ").as_deref(), Ok("Không đủ máy"));
    assert_eq!(waiting.decline(SignedAs::DeputyHead, &seen, false, "Không đủ máy").as_deref(), Ok("Không đủ máy"));
    assert_eq!(waiting.decline(SignedAs::Authority, &seen, false, "Sai"), Err(DeclineRefusal::NothingToSign));
    assert_eq!(waiting.decline(SignedAs::Head, &seen, true, "Sai"), Err(DeclineRefusal::Already));
    assert_eq!(waiting.decline(SignedAs::Head, "khác", false, "Sai"), Err(DeclineRefusal::OtherContent));
    assert_eq!(waiting.decline(SignedAs::Head, &seen, false, " "), Err(DeclineRefusal::NoReason));
    assert_eq!(waiting.decline(SignedAs::Head, &seen, false, &"ă".repeat(LONGEST_NOTE + 1)), Err(DeclineRefusal::TooLong));
    assert_eq!(proposed().0.decline(SignedAs::Head, &seen, false, "Sai"), Err(DeclineRefusal::NothingToSign));
    let signed = waiting.sign_as_head(&seen).unwrap();
    assert_eq!(signed.decline(SignedAs::Head, &seen, false, "Sai"), Err(DeclineRefusal::AlreadySigned));
    assert_eq!(signed.decline(SignedAs::Authority, &seen, false, "Mức quá thấp").as_deref(), Ok("Mức quá thấp"));
    let in_force = signed.sign_as_authority(&seen, Some(HEAD), CHAIR).unwrap();
    assert_eq!(in_force.decline(SignedAs::Authority, &seen, false, "Sai"), Err(DeclineRefusal::AlreadySigned));
    assert_eq!(in_force.withdraw("Sai mẫu").unwrap().decline(SignedAs::Head, &seen, false, "Sai"), Err(DeclineRefusal::Withdrawn));
}

#[test]
fn a_declined_sheet_is_signed_after_all_or_negotiated_again() {
    let waiting = approved();
    let seen = digest(&waiting);
    assert!(waiting.is_declined(SignedAs::Head) && !waiting.is_declined(SignedAs::Authority));
    let (former, anew) = waiting.clone().reopen(Some(&declined_by(SignedAs::DeputyHead)), "def".into(), Timestamp(2_000)).unwrap();
    assert_eq!(
        (former.state, former.withdrawn_reason.as_str(), former.digest),
        (SheetState::Withdrawn, "Không đủ máy", waiting.digest.clone())
    );
    assert_eq!((anew.state, anew.content, anew.public_code.as_str(), anew.version), (SheetState::Issued, None, "def", waiting.version));
    assert_eq!(waiting.clone().reopen(None, "def".into(), NOW), Err(ReopenRefusal::NotDeclined));
    // Signing overtakes the refusal of one's own side, and no other's.
    let signed = waiting.sign_as_head(&seen).unwrap();
    assert_eq!(signed.clone().reopen(Some(&declined_by(SignedAs::Head)), "def".into(), NOW), Err(ReopenRefusal::NotDeclined));
    assert_eq!(signed.reopen(Some(&declined_by(SignedAs::Authority)), "def".into(), NOW).unwrap().1.state, SheetState::Issued);
}

#[test]
fn signing_is_overdue_after_the_last_day_and_not_on_it() {
    let last = date!(2023 - 03 - 31);
    for state in [SheetState::Issued, SheetState::Approved, SheetState::HeadSigned] {
        assert!(!state.overdue(last, last) && state.overdue(last, date!(2023 - 04 - 01)), "{state:?}");
    }
    for state in [SheetState::InForce, SheetState::Withdrawn] {
        assert!(!state.overdue(last, date!(2023 - 04 - 01)), "{state:?}");
    }
}

#[test]
fn a_sheet_says_how_it_is_made_up_and_an_older_content_says_it_is_electronic() {
    let electronic = content("98");
    let on_paper = SheetContent { copies: Copies::of_each(1), ..content("98") };
    let said = |it: &SheetContent| it.lines().join("\n");
    assert!(said(&electronic).contains("được lập dưới dạng điện tử"), "{}", said(&electronic));
    assert!(said(&on_paper).contains("được lập thành 02 bản, mỗi bên giữ 01 bản"), "{}", said(&on_paper));
    let frozen = serde_json::to_string(&electronic).unwrap();
    assert!(!frozen.contains("copies"), "a content without copies is what it was: {frozen}");
    assert_eq!(SheetContent::read(&serde_json::to_string(&on_paper).unwrap()), Some(on_paper));
    assert_eq!([0, 4].map(Copies::of_each), [None, None]);
}
