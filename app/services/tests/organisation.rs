//! The tree, units, posts and people, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::organisation::OrganiseRefusal;
use domain::policy::{Forbidden, Role};
use domain::text::TextRefusal;
use domain::{Event, PersonId, PostId, Refusal};
use services::Error;
use services::organisation::{EndForm, HandOverForm, PersonForm, UnitForm};
use testing::{db_test, district};
use time::macros::date;

fn unit_form() -> UnitForm {
    UnitForm {
        unit_type: "commune".into(),
        name_full: "Xã Tân Trường".into(),
        name_short: "UBND xã Tân Trường".into(),
        header_parent: String::new(),
        header_lines: "ỦY BAN NHÂN DÂN\nXÃ TÂN TRƯỜNG".into(),
        doc_abbrev: "UBND".into(),
        place_name: "Tân Trường".into(),
        code: "10930".into(),
        on: "01/01/2023".into(),
        reason: "Nghị quyết thành lập".into(),
    }
}

fn is(error: &Error, box_name: &str, refusal: impl Into<Refusal>) -> bool {
    let refusal = refusal.into();
    match error {
        Error::Invalid(fields) => fields.iter().any(|it| it.field == box_name && it.refusal == refusal),
        Error::Refused(it) => box_name.is_empty() && *it == refusal,
        _ => false,
    }
}

db_test! {
    async fn the_tree_is_in_vietnamese_order_and_found_without_marks(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::Admin).await;
        let tree = services::organisation::tree(&ctx, ctx.today, "").await.unwrap();
        let lines: Vec<_> = tree.branches.iter().map(|it| (it.depth, it.line.name_full.as_str())).collect();
        assert_eq!(
            lines,
            [(0, "Huyện Cẩm Giàng"), (1, "Phòng Nội vụ huyện Cẩm Giàng"), (1, "Xã Cao An"), (1, "Xã Cẩm Văn"), (1, "Xã Lương Điền")]
        );
        let found = services::organisation::tree(&ctx, ctx.today, "luong dien").await.unwrap();
        assert_eq!(found.branches.iter().map(|it| it.line.name_full.as_str()).collect::<Vec<_>>(), ["Xã Lương Điền"]);
        assert_eq!(found.branches[0].line.code.as_deref(), Some("10924"));
        let own = it.ctx(Role::FocalOfficer).await;
        assert_eq!(services::organisation::tree(&own, own.today, "").await.unwrap().branches.len(), 1, "one's own unit alone");
    }

    async fn a_unit_is_added_renamed_and_ended_and_the_log_keeps_each(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::Admin).await;
        let id = services::organisation::add_unit(&ctx, it.district, &unit_form()).await.unwrap();
        let renamed = UnitForm { name_full: "Phường Tân Trường".into(), on: "01/07/2023".into(), reason: "Đổi tên".into(), ..unit_form() };
        services::organisation::change_unit(&ctx, id, &renamed).await.unwrap();
        let end = EndForm { on: "31/07/2023".into(), reason: "Sáp nhập".into(), successor: Some(it.communes[0]), kind: "merge".into(), share: "100".into() };
        services::organisation::end_unit(&ctx, id, &end).await.unwrap();
        let view = services::organisation::unit(&ctx, id, ctx.today).await.unwrap();
        assert_eq!((view.unit.name_full.as_str(), view.unit.valid_to), ("Phường Tân Trường", Some(date!(2023 - 07 - 31))));
        assert_eq!(view.codes[0].valid_to, Some(date!(2023 - 07 - 31)));
        let kinds: Vec<_> = view.successions.iter().map(|it| (it.kind.as_str(), it.share_e4)).collect();
        assert_eq!(kinds, [("merge", Some(10_000)), ("rename", None)]);
        let log = store::audit::of_subject(&db, "unit", id.0).await.unwrap();
        let events: Vec<_> = log.iter().map(|it| it.event.as_str()).collect();
        assert_eq!(events, [Event::UnitEnded.key(), Event::UnitChanged.key(), Event::UnitAdded.key()]);
        assert!(log[1].before.contains("Xã Tân Trường") && log[1].reason == "Đổi tên");
        let error = services::organisation::end_unit(&ctx, id, &end).await.unwrap_err();
        assert!(is(&error, "", OrganiseRefusal::EndedAlready), "{error}");
    }

    async fn a_unit_that_cannot_be_is_refused_beside_the_box(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::Admin).await;
        for (form, name, refusal) in [
            (UnitForm { name_full: " ".into(), ..unit_form() }, "name_full", Refusal::from(TextRefusal::Missing)),
            (UnitForm { unit_type: "kingdom".into(), ..unit_form() }, "unit_type", OrganiseRefusal::UnknownKind.into()),
            (UnitForm { code: "10900".into(), ..unit_form() }, "code", OrganiseRefusal::CodeTaken.into()),
            (UnitForm { on: "01/01/2019".into(), ..unit_form() }, "on", OrganiseRefusal::BeforeParent.into()),
            (UnitForm { on: "31/02/2023".into(), ..unit_form() }, "on", domain::ReadRefusal::NotADate.into()),
        ] {
            let error = services::organisation::add_unit(&ctx, it.district, &form).await.unwrap_err();
            assert!(is(&error, name, refusal), "{name}: {error}");
        }
        let later = UnitForm { on: "01/01/2024".into(), ..unit_form() };
        let error = services::organisation::change_unit(&ctx, it.communes[0], &later).await.unwrap_err();
        assert!(is(&error, "on", OrganiseRefusal::InFuture), "{error}");
        let end = EndForm { on: "31/07/2023".into(), reason: "Giải thể".into(), ..EndForm::default() };
        let error = services::organisation::end_unit(&ctx, it.district, &end).await.unwrap_err();
        assert!(is(&error, "on", OrganiseRefusal::UnitsBelow), "{error}");
        let itself = EndForm { successor: Some(it.communes[0]), kind: "merge".into(), share: "101".into(), ..end };
        let error = services::organisation::end_unit(&ctx, it.communes[0], &itself).await.unwrap_err();
        assert!(is(&error, "successor", OrganiseRefusal::SameUnit) && is(&error, "share", OrganiseRefusal::ShareOutOfRange), "{error}");
    }

    async fn a_post_is_handed_over_on_a_day(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::Admin).await;
        let unit = it.communes[0];
        let before = services::organisation::unit(&ctx, unit, ctx.today).await.unwrap().posts;
        let head = before.iter().find(|it| it.kind == "unit_head").unwrap();
        let new_person = PersonForm { full_name: "Đặng Thị Mới".into(), honorific: "bà".into(), category: "cadre".into() };
        let form = HandOverForm { new_person, on: "01/08/2023".into(), acting: true, reason: "Quyết định điều động".into(), ..HandOverForm::default() };
        services::organisation::hand_over(&ctx, PostId(head.id), &form).await.unwrap();
        let on = |day| { let ctx = ctx.clone(); async move { services::organisation::unit(&ctx, unit, day).await.unwrap().posts.into_iter().find(|it| it.kind == "unit_head").unwrap() } };
        assert_eq!(on(date!(2023 - 07 - 31)).await.person.as_deref(), Some("Hoàng Văn Một"));
        let now = on(date!(2023 - 08 - 01)).await;
        assert_eq!((now.person.as_deref(), now.acting), (Some("Đặng Thị Mới"), Some(true)));
        let person = services::organisation::person(&ctx, PersonId(now.person_id.unwrap())).await.unwrap();
        assert_eq!((person.person.category.as_str(), person.holdings.len()), ("cadre", 1));
        let again = HandOverForm { person: now.person_id.map(PersonId), on: "05/08/2023".into(), reason: "Nhầm".into(), ..HandOverForm::default() };
        let error = services::organisation::hand_over(&ctx, PostId(head.id), &again).await.unwrap_err();
        assert!(is(&error, "person", OrganiseRefusal::HoldsAlready), "{error}");
        let too_early = HandOverForm { person: head.person_id.map(PersonId), on: "01/08/2023".into(), reason: "Nhầm".into(), ..HandOverForm::default() };
        let error = services::organisation::hand_over(&ctx, PostId(head.id), &too_early).await.unwrap_err();
        assert!(is(&error, "on", OrganiseRefusal::HolderBeganLater), "{error}");
        let nobody = HandOverForm { on: "10/08/2023".into(), reason: "Nghỉ hưu".into(), ..HandOverForm::default() };
        services::organisation::hand_over(&ctx, PostId(head.id), &nobody).await.unwrap();
        assert_eq!(on(date!(2023 - 08 - 10)).await.person, None);
        let error = services::organisation::hand_over(&ctx, PostId(head.id), &HandOverForm { on: "20/08/2023".into(), ..nobody }).await.unwrap_err();
        assert!(is(&error, "person", OrganiseRefusal::NobodyThere), "{error}");
    }

    async fn only_the_technician_changes_the_tree(db) {
        let it = district(&db).await;
        for role in [Role::ParOffice, Role::Authority, Role::Inspector, Role::UnitHead] {
            let ctx = it.ctx(role).await;
            let error = services::organisation::add_unit(&ctx, it.district, &unit_form()).await.unwrap_err();
            assert!(matches!(error, Error::Forbidden(Forbidden::NoRole)), "{role:?}: {error}");
        }
    }
}
