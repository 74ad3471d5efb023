//! Writing rule sets, on both databases: begun from anything, kept whatever is typed, issued only without a mistake and beside no other
//! version in time; versions side by side.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use domain::catalogue::side_by_side;
use domain::drafting::{DraftRefusal, List, READY, TargetDraft};
use domain::package::RuleSet;
use domain::policy::Role;
use domain::text::TextRefusal;
use services::catalogue::{InForceForm, change_dates, difference};
use services::rule_draft::{
    Head, IssueForm, Start, Trial, begin, discard, get, issue, list, remove_target, save_head, save_target, save_weights, target,
};
use services::{Ctx, Error};
use testing::{District, db_test, district, is_refused};

async fn office(it: &District) -> Ctx {
    it.ctx(Role::ParOffice).await
}

fn from(text: impl Into<String>) -> Start {
    Start { from: text.into(), file: String::new() }
}

fn head_of(draft: &domain::drafting::RuleDraft) -> Head {
    Head {
        code: draft.code.clone(),
        title: draft.title.clone(),
        legal_basis: draft.legal_basis.clone(),
        display_decimals: draft.display_decimals.clone(),
        family: draft.family.clone(),
        fail_below: draft.fail_below.clone(),
        pass_from: draft.pass_from.clone(),
        grades: draft.grades.iter().map(|it| format!("{}: {}", it.grade, it.from)).collect::<Vec<_>>().join("\n"),
        adjustments: draft.adjustments.clone(),
        bonus_cap: draft.bonus_cap.clone(),
        malus_cap: draft.malus_cap.clone(),
        tie_breakers: draft.tie_breakers.clone(),
    }
}

db_test! {
    async fn a_draft_begins_with_anything_and_only_the_office_writes(db) {
        let it = district(&db).await;
        let ctx = office(&it).await;
        for role in [Role::Authority, Role::Inspector, Role::Admin] {
            let other = it.ctx(role).await;
            assert!(matches!(begin(&other, &from("blank")).await.unwrap_err(), Error::Forbidden(_)), "{role:?}");
            assert!(matches!(list(&other).await.unwrap_err(), Error::Forbidden(_)), "{role:?}");
        }
        for bad in ["", "nobody"] {
            assert!(is_refused(&begin(&ctx, &from(bad)).await.unwrap_err(), TextRefusal::Missing), "{bad}");
        }
        for bad in ["ready:nobody", "version:999", "version:x"] {
            assert!(matches!(begin(&ctx, &from(bad)).await.unwrap_err(), Error::NotFound), "{bad}");
        }
        let file = Start { from: "file".into(), file: "{\"x\":1}".into() };
        assert!(is_refused(&begin(&ctx, &file).await.unwrap_err(), DraftRefusal::NotARuleSet));
        let blank = begin(&ctx, &from("blank")).await.unwrap();
        assert!(!get(&ctx, blank, &Trial::default()).await.unwrap().problems.is_empty());
        for set in READY {
            let id = begin(&ctx, &from(format!("ready:{}", set.code))).await.unwrap();
            let view = get(&ctx, id, &Trial::default()).await.unwrap();
            // Every formula of a ready set is over variables that the catalogue knows.
            let formulas: Vec<_> = view.problems.iter().filter(|it| ["terms", "base"].contains(&it.field)).collect();
            assert!(formulas.is_empty(), "{}: {formulas:?}", set.code);
        }
        let version = begin(&ctx, &from(format!("version:{}", it.rule_set))).await.unwrap();
        let view = get(&ctx, version, &Trial::default()).await.unwrap();
        assert_eq!(view.problems, []);
        // What one office downloads another one takes in.
        let file = services::rule_draft::file(&ctx, version).await.unwrap();
        let again = begin(&ctx, &Start { from: "file".into(), file: String::from_utf8(file.bytes).unwrap() }).await.unwrap();
        assert_eq!(get(&ctx, again, &Trial::default()).await.unwrap().kept.draft, view.kept.draft);
        let file = services::rule_draft::version_file(&it.ctx(Role::Inspector).await, it.rule_set).await.unwrap();
        let kept = store::rule_set::get(&db, it.rule_set).await.unwrap();
        assert_eq!(String::from_utf8(file.bytes).unwrap(), kept.content);
    }

    async fn what_is_typed_is_kept_and_what_is_wrong_is_said(db) {
        let it = district(&db).await;
        let ctx = office(&it).await;
        let id = begin(&ctx, &from(format!("version:{}", it.rule_set))).await.unwrap();
        let typed = TargetDraft { code: "T01".into(), kind: "ratio".into(), terms: "nobody + 1".into(), weight: "1,250".into(), ..TargetDraft::default() };
        assert_eq!(save_target(&ctx, id, 1, Some(0), &typed).await.unwrap(), 0);
        assert!(matches!(save_target(&ctx, id, 1, Some(0), &typed).await.unwrap_err(), Error::Busy), "somebody else was first");
        assert!(matches!(save_target(&ctx, id, 2, Some(99), &typed).await.unwrap_err(), Error::NotFound));
        let view = target(&ctx, id, Some(0), None).await.unwrap();
        // What was not chosen is the first that its kind of measure has; everything else stays as it was typed.
        assert_eq!(view.target, TargetDraft { direction: "higher".into(), rule: "binary".into(), ..typed.clone() });
        let fields: Vec<_> = view.problems.iter().map(|it| it.field).collect();
        assert!(fields.contains(&"terms") && fields.contains(&"base") && fields.contains(&"weight") && fields.contains(&"title"), "{fields:?}");
        assert_eq!(view.example, None);
        // On trial nothing is kept.
        let sound = TargetDraft { terms: "received − late".into(), base: "received".into(), title: "Đúng hạn".into(), unit: "%".into(), area: "A3_procedures".into(),
            weight: "15".into(), direction: "higher".into(), target: "98".into(), rule: "proportional".into(), ..typed.clone() };
        let tried = target(&ctx, id, Some(0), Some(sound.clone())).await.unwrap();
        assert!(tried.problems.is_empty() && tried.example.is_some(), "{:?}", tried.problems);
        assert_eq!(target(&ctx, id, Some(0), None).await.unwrap().target, view.target);
        // Another kind is tried: what only the first one asks for stays typed.
        let day = target(&ctx, id, Some(0), Some(TargetDraft { kind: "date".into(), target: "30/06/2023".into(), terms: "plan_date".into(), ..sound.clone() })).await.unwrap();
        assert_eq!((day.target.direction.as_str(), day.target.rule.as_str(), day.target.base.as_str()), ("earlier", "binary", "received"));
        assert!(day.problems.is_empty() && day.example.is_some(), "{:?}", day.problems);
        save_target(&ctx, id, 2, Some(0), &sound).await.unwrap();
        let place = save_target(&ctx, id, 3, None, &TargetDraft { code: "T99".into(), ..sound.clone() }).await.unwrap();
        assert_eq!(place, 10);
        let view = get(&ctx, id, &Trial::default()).await.unwrap();
        assert_eq!(view.total.sum.fixed(2), "115,00");
        assert!(view.problems.iter().any(domain::drafting::DraftProblem::is_of_total));
        assert_eq!(get(&ctx, id, &Trial { weights: vec![(10, "0,5".into())], ..Trial::default() }).await.unwrap().total.sum.fixed(2), "100,50", "weights on trial");
        remove_target(&ctx, id, 4, 10).await.unwrap();
        let mut weights: Vec<String> = get(&ctx, id, &Trial::default()).await.unwrap().kept.draft.targets.iter().map(|it| it.weight.clone()).collect();
        weights.swap(0, 1);
        save_weights(&ctx, id, 5, &weights, "A1_leadership | 100 | Chỉ đạo").await.unwrap();
        // What is typed is tried before it is kept.
        let tried = get(&ctx, id, &Trial { areas: Some("A1_leadership | 40 | Chỉ đạo".to_owned()), ..Trial::default() }).await.unwrap();
        assert_eq!(tried.kept.draft.area_totals()[0].wanted, Some(domain::Quantity(400_000)));
        assert!(tried.problems.iter().any(|it| it.field == "areas"));
        assert_eq!(get(&ctx, id, &Trial::default()).await.unwrap().kept.draft.areas, "A1_leadership | 100 | Chỉ đạo");
        save_weights(&ctx, id, 6, &weights, "").await.unwrap();
        let draft = get(&ctx, id, &Trial::default()).await.unwrap().kept.draft;
        let head = Head { pass_from: "101".into(), family: "weighted_score".into(), grades: "good: 1,250".into(), ..head_of(&draft) };
        let tried = get(&ctx, id, &Trial { head: Some(head.clone()), ..Trial::default() }).await.unwrap();
        let rows: Vec<_> = tried.problems.iter().filter_map(|it| it.line).map(|it| (it.list, it.row, it.part)).collect();
        assert_eq!(rows, [(List::Grades, 0, Some(1))]);
        assert_eq!(get(&ctx, id, &Trial::default()).await.unwrap().kept.draft.family, draft.family, "on trial nothing is kept");
        save_head(&ctx, id, 7, &head).await.unwrap();
        let view = get(&ctx, id, &Trial::default()).await.unwrap();
        assert!(view.problems.iter().any(|it| it.field == "pass_from"), "{:?}", view.problems);
        let form = IssueForm { valid_from: "01/01/2024".into(), valid_to: String::new() };
        assert!(is_refused(&issue(&ctx, id, 8, &form).await.unwrap_err(), DraftRefusal::HasMistakes));
        discard(&ctx, id, 8).await.unwrap();
        assert!(matches!(get(&ctx, id, &Trial::default()).await.unwrap_err(), Error::NotFound));
    }

    async fn a_version_is_issued_beside_no_other_in_time_and_differs_by_what_was_changed(db) {
        let it = district(&db).await;
        let ctx = office(&it).await;
        assert!(difference(&ctx, it.rule_set, None).await.unwrap().is_none(), "there is no other one yet");
        let id = begin(&ctx, &from(format!("version:{}", it.rule_set))).await.unwrap();
        let form = |from: &str, to: &str| IssueForm { valid_from: from.into(), valid_to: to.into() };
        assert!(is_refused(&issue(&ctx, id, 1, &form("15/12/2023", "")).await.unwrap_err(), DraftRefusal::SameAsVersion));
        let mut weights: Vec<String> = get(&ctx, id, &Trial::default()).await.unwrap().kept.draft.targets.iter().map(|it| it.weight.clone()).collect();
        (weights[0], weights[1]) = ("16".into(), "9".into());
        save_weights(&ctx, id, 1, &weights, "").await.unwrap();
        for (from, to) in [("15/12/2023", ""), ("01/01/2022", "31/12/2022"), ("01/01/2022", "")] {
            assert!(is_refused(&issue(&ctx, id, 2, &form(from, to)).await.unwrap_err(), domain::catalogue::CatalogueRefusal::VersionOverlaps), "{from} {to}");
        }
        assert!(issue(&ctx, id, 2, &form("x", "")).await.is_err());
        assert!(issue(&ctx, id, 2, &form("15/12/2024", "14/12/2024")).await.is_err());
        let ends = InForceForm { valid_from: "15/12/2022".into(), valid_to: "14/12/2023".into(), reason: "Có phiên bản mới".into(), ..Default::default() };
        change_dates(&ctx, it.rule_set, &ends).await.unwrap();
        let version = issue(&ctx, id, 2, &form("15/12/2023", "")).await.unwrap();
        assert!(list(&ctx).await.unwrap().drafts.is_empty(), "the draft is a version now");
        let kept = store::rule_set::get(&db, version).await.unwrap();
        assert_eq!(kept.version, 2);
        let rules = RuleSet::read(&kept.content).unwrap();
        assert_eq!(rules.sha256(), kept.sha256);
        let both = difference(&ctx, version, None).await.unwrap().unwrap();
        assert_eq!((both.old.0.id, both.new.0.id), (it.rule_set, version));
        let pairs = side_by_side(&both.old.1, &both.new.1);
        let differing: Vec<_> = pairs.iter().filter(|it| !it.is_same()).map(|it| it.new.unwrap().code.as_str()).collect();
        assert_eq!(differing, ["T01", "T02"]);
        assert!(difference(&it.ctx(Role::Inspector).await, version, Some(it.rule_set)).await.is_ok(), "whoever reads the catalogue compares");
        assert!(matches!(difference(&ctx, version, Some(version)).await.unwrap_err(), Error::NotFound));
    }
}
