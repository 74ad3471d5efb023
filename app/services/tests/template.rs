//! The wording of papers, on both databases: saved in versions, refused with every mistake, taken by papers from then on and never by what is signed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use domain::commitment::SheetContent;
use domain::policy::{Forbidden, Role};
use domain::template::{TemplateKind, TemplateRefusal};
use domain::text::TextRefusal;
use domain::{CommitmentId, Event, Refusal};
use services::commitment::{self, Draft, TypedTask, TypedValue};
use services::template::{TypedWording, list, preview, save, version, view};
use services::{Ctx, Error};
use std::collections::BTreeMap;
use store::Connection;
use testing::{District, PASSWORD, db_test, district, printed, refused};

const KIND: TemplateKind = TemplateKind::Commitment;

fn typed(version: u32, passages: &[(&str, &str)]) -> TypedWording {
    let passages = passages.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>();
    TypedWording { version, passages, note: "Theo góp ý của Phòng Tư pháp".to_owned() }
}

fn duty(what: &str) -> String {
    format!("Chịu trách nhiệm trước {{{{cap_tren}}}} về {what}.")
}

/// A sheet whose content is agreed and frozen.
async fn agreed(it: &District) -> CommitmentId {
    let office = it.ctx(Role::ParOffice).await;
    commitment::issue_all(&office, it.campaign).await.unwrap();
    let id = commitment::id_of_unit(&office, it.campaign, it.communes[0]).await.unwrap();
    let focal = it.ctx(Role::FocalOfficer).await;
    let page = commitment::sheet(&focal, id).await.unwrap();
    let value =
        |it: &store::commitment::AskedTarget| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() };
    let draft = Draft {
        goals: Vec::new(),
        revision: page.sheet.revision,
        note: String::new(),
        confirmed: false,
        values: page.targets.iter().filter(|it| it.exempt.is_none()).map(value).collect(),
        tasks: vec![TypedTask::default()],
    };
    commitment::propose(&focal, id, &draft).await.unwrap();
    let chair = it.ctx(Role::Authority).await;
    let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
    commitment::approve(&chair, id, revision).await.unwrap();
    id
}

async fn sign(ctx: &Ctx, id: CommitmentId) {
    let page = commitment::sign_page(ctx, id).await.unwrap();
    commitment::sign(ctx, id, &page.digest, PASSWORD, &page.token).await.unwrap();
}

/// The words of a sheet's paper in one line.
async fn words(ctx: &Ctx, id: CommitmentId) -> String {
    printed(&commitment::pdf(ctx, id).await.unwrap().bytes).split_whitespace().collect::<Vec<_>>().join(" ")
}

db_test! {
    async fn a_wording_holds_from_its_version_on_and_never_for_what_is_signed(db) {
        let it = district(&db).await;
        let (office, head, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::UnitHead).await, it.ctx(Role::Authority).await);
        let unit = list(&office, None).await.unwrap().unit.id;
        let shipped = view(&office, Some(unit), KIND).await.unwrap();
        assert_eq!((shipped.now.version, shipped.versions.len()), (0, 0));

        let number = save(&office, unit, KIND, &typed(0, &[("duty", &duty("từng chỉ tiêu")), ("bases", ""), ("reporting", "Báo cáo tuần\nBáo cáo khi được hỏi.")])).await;
        assert_eq!(number.unwrap(), 1);
        let id = agreed(&it).await;
        let frozen = commitment::sheet(&head, id).await.unwrap().sheet;
        let content = SheetContent::read(frozen.content.as_deref().unwrap()).unwrap();
        assert_eq!(content.wording.as_ref().map(|it| it.version), Some(1));
        assert!(content.reporting.ends_with(&["Báo cáo tuần".to_owned(), "Báo cáo khi được hỏi".to_owned()]), "{:?}", content.reporting);
        let read = commitment::sign_page(&head, id).await.unwrap().content.lines().join("\n");
        assert!(read.contains("\n1. Chịu trách nhiệm trước") && read.contains("về từng chỉ tiêu."), "what is read before signing: {read}");
        sign(&head, id).await;
        sign(&chair, id).await;
        let signed = commitment::pdf(&head, id).await.unwrap();
        let before = words(&head, id).await;
        assert!(before.contains("về từng chỉ tiêu.") && !before.contains("và trước pháp luật"), "{before}");
        assert!(!before.contains("Căn cứ chức năng"), "{before}");

        // Another version, and one that says what the program says: the signed paper stays, byte by byte.
        assert_eq!(save(&office, unit, KIND, &typed(1, &[("duty", &duty("mọi kết quả"))])).await.unwrap(), 2);
        assert_eq!(save(&office, unit, KIND, &typed(2, &[])).await.unwrap(), 3);
        assert_eq!(commitment::pdf(&head, id).await.unwrap().bytes, signed.bytes);
        let page = commitment::sheet(&head, id).await.unwrap().sheet;
        assert_eq!((page.digest, page.content), (frozen.digest, frozen.content));
    }

    async fn what_is_not_frozen_yet_takes_the_version_in_force(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let unit = list(&office, None).await.unwrap().unit.id;
        commitment::issue_all(&office, it.campaign).await.unwrap();
        let id = commitment::id_of_unit(&office, it.campaign, it.communes[0]).await.unwrap();
        assert!(words(&office, id).await.contains("và trước pháp luật về kết quả thực hiện."));
        save(&office, unit, KIND, &typed(0, &[("duty", &duty("từng chỉ tiêu"))])).await.unwrap();
        assert!(words(&office, id).await.contains("về từng chỉ tiêu."));
    }

    async fn every_mistake_is_refused_beside_its_box_and_nothing_is_saved(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let unit = list(&office, None).await.unwrap().unit.id;
        let wrong = typed(0, &[("promise", "Tôi hứa với {{ten}}"), ("duty", "Chịu trách nhiệm {"), ("ending", " ")]);
        let wrong = TypedWording { note: " ".to_owned(), ..wrong };
        let expected: Vec<(&str, Refusal)> = vec![
            ("passages[promise]", TemplateRefusal::UnknownField.into()),
            ("passages[duty]", TemplateRefusal::LoneBrace.into()),
            ("passages[ending]", TemplateRefusal::Empty.into()),
            ("note", TextRefusal::Missing.into()),
        ];
        let named = |error: Error| match error {
            Error::Invalid(fields) => fields.into_iter().map(|it| (it.field, it.refusal)).collect::<Vec<_>>(),
            other => panic!("{other}"),
        };
        let got = named(save(&office, unit, KIND, &wrong).await.unwrap_err());
        assert_eq!(got, expected.iter().map(|(field, it)| ((*field).to_owned(), *it)).collect::<Vec<_>>());
        // Trying it says the same of the passages.
        let got = named(preview(&office, unit, KIND, &wrong).await.unwrap_err());
        assert_eq!(got.len(), 3);
        let unprintable = save(&office, unit, KIND, &typed(0, &[("no_tasks", "Không có 🙂")])).await;
        assert_eq!(named(unprintable.unwrap_err()), [("passages[no_tasks]".to_owned(), TemplateRefusal::NotPlain.into())]);
        refused!(save(&office, unit, KIND, &typed(0, &[])), TemplateRefusal::SameAsBefore);
        assert!(view(&office, Some(unit), KIND).await.unwrap().versions.is_empty());
    }

    async fn a_second_author_is_told_that_somebody_was_first(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let unit = list(&office, None).await.unwrap().unit.id;
        save(&office, unit, KIND, &typed(0, &[("duty", &duty("một"))])).await.unwrap();
        assert!(matches!(save(&office, unit, KIND, &typed(0, &[("duty", &duty("hai"))])).await, Err(Error::Busy)));
        let (one, other) = tokio::join!(
            async { save(&office, unit, KIND, &typed(1, &[("duty", &duty("ba"))])).await },
            async { save(&office, unit, KIND, &typed(1, &[("duty", &duty("bốn"))])).await },
        );
        assert_eq!([&one, &other].iter().filter(|it| it.is_ok()).count(), 1, "{one:?} {other:?}");
        assert!([one, other].into_iter().any(|it| matches!(it, Err(Error::Busy))));
    }

    async fn versions_stand_beside_each_other_and_are_remembered(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let unit = list(&office, None).await.unwrap().unit.id;
        save(&office, unit, KIND, &typed(0, &[("duty", &duty("một"))])).await.unwrap();
        save(&office, unit, KIND, &typed(1, &[("duty", &format!("{}\nThêm một đoạn.", duty("một")))])).await.unwrap();
        let second = version(&office, Some(unit), KIND, 2).await.unwrap();
        assert!(second.in_force);
        let (_, rows) = second.passages.iter().find(|(passage, _)| passage.code == "duty").unwrap();
        assert_eq!(rows.iter().map(|it| it.is_same()).collect::<Vec<_>>(), [true, false]);
        let first = version(&office, Some(unit), KIND, 1).await.unwrap();
        assert!(!first.in_force && first.before == 0);
        assert!(matches!(version(&office, Some(unit), KIND, 3).await, Err(Error::NotFound)));
        let told = store::audit::of_subject(&db, "unit", unit.0).await.unwrap();
        let told: Vec<_> = told.iter().filter(|it| it.event == Event::PapersWorded.key()).map(|it| it.after.as_str()).collect();
        assert_eq!(told, ["commitment: 2", "commitment: 1"]);
        let kinds = list(&office, None).await.unwrap().kinds;
        let newest = kinds.iter().map(|(kind, it)| (*kind, it.as_ref().map(|it| it.number)));
        assert!(newest.clone().all(|(kind, number)| number == (kind == KIND).then_some(2)), "{:?}", newest.collect::<Vec<_>>());
        // Nothing changes or removes a version, whoever writes to the database.
        for statement in ["UPDATE template_version SET note = 'x'", "DELETE FROM template_version"] {
            assert!(db.execute_unprepared(statement).await.is_err(), "{statement}");
        }
    }

    async fn every_kind_can_be_tried_as_a_paper_that_says_so(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let unit = list(&office, None).await.unwrap().unit.id;
        for kind in TemplateKind::ALL {
            let passage = kind.passages().iter().find(|it| it.needs.is_empty() && it.most > it.fewest).unwrap();
            let paper = preview(&office, unit, *kind, &typed(0, &[(passage.code, "Lời văn đang thử")])).await.unwrap();
            let said = printed(&paper.bytes).split_whitespace().collect::<Vec<_>>().join(" ");
            for words in ["BẢN XEM THỬ", "VĂN BẢN MINH HỌA", "DỰ THẢO"] {
                assert!(said.contains(words), "{kind:?}: {words}: {said}");
            }
            assert!(!said.contains(['{', '}']), "{kind:?}: {said}");
        }
    }

    async fn only_the_home_affairs_of_the_authority_word_papers(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let unit = list(&office, None).await.unwrap().unit.id;
        for role in [Role::Authority, Role::UnitHead, Role::FocalOfficer, Role::Inspector, Role::Admin] {
            let ctx = it.ctx(role).await;
            let no = |error: Error| matches!(error, Error::Forbidden(Forbidden::NoRole));
            assert!(no(list(&ctx, Some(unit)).await.unwrap_err()), "{role:?}");
            assert!(no(view(&ctx, Some(unit), KIND).await.unwrap_err()), "{role:?}");
            assert!(no(save(&ctx, unit, KIND, &typed(0, &[("duty", &duty("một"))])).await.unwrap_err()), "{role:?}");
            assert!(no(preview(&ctx, unit, KIND, &typed(0, &[])).await.unwrap_err()), "{role:?}");
        }
    }
}
