//! Timestamps of sheets in force, on both databases, with an authority that the test plays.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use domain::policy::Role;
use domain::timestamping::TimestampFailure;
use domain::{CommitmentId, Event, Timestamp};
use services::commitment::{Draft, TypedValue};
use services::timestamping::{Stamp, Waiting, Which, answered, waiting};
use services::verification::{Fate, Proof, check};
use services::{Clock, Site, commitment};
use signatures::judge::{Options, Revocation, Trust, Verdict, judge};
use testing::{District, Outside, PASSWORD, STAMPED, db_test, district, no_stamp, site, stamp};

async fn sheet_in_force(it: &District) -> CommitmentId {
    let (office, focal, chair) = (it.ctx(Role::ParOffice).await, it.ctx(Role::FocalOfficer).await, it.ctx(Role::Authority).await);
    commitment::issue_all(&office, it.campaign).await.unwrap();
    let id = commitment::id_of_unit(&office, it.campaign, it.communes[0]).await.unwrap();
    let page = commitment::sheet(&focal, id).await.unwrap();
    let value = |it: &commitment::Asked| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() };
    let values = page.targets.iter().filter(|it| it.exempt.is_none()).map(value).collect();
    let note = "Theo kế hoạch".into();
    let draft = Draft { goals: Vec::new(), revision: page.sheet.revision, note, confirmed: false, values, tasks: Vec::new() };
    commitment::propose(&focal, id, &draft).await.unwrap();
    commitment::approve(&chair, id, commitment::sheet(&chair, id).await.unwrap().sheet.revision).await.unwrap();
    for role in [Role::UnitHead, Role::Authority] {
        let ctx = it.ctx(role).await;
        let page = commitment::sign_page(&ctx, id).await.unwrap();
        commitment::sign(&ctx, id, &page.digest, PASSWORD, &page.token).await.unwrap();
    }
    id
}

async fn waits(site: &Site) -> Vec<Waiting> {
    waiting(site, Which::Due).await.unwrap()
}

db_test! {
    async fn a_timestamp_comes_later_and_changes_nothing_that_was_signed(db) {
        let it = district(&db).await;
        let site = site(db.clone());
        assert!(waits(&site).await.is_empty(), "nothing is in force");
        let id = sheet_in_force(&it).await;
        let head = it.ctx(Role::UnitHead).await;
        let before = commitment::pdf(&head, id).await.unwrap().bytes;
        assert_eq!(commitment::certificate(&head, id).await.unwrap().stamp, Stamp::NotAsked);

        let files = waits(&site).await;
        let [asked] = &files[..] else { panic!("{files:?}") };
        let none_yet = Stamp::NotYet { tries: 0, last: None, failure: None };
        assert_eq!(commitment::certificate(&head, id).await.unwrap().stamp, none_yet);
        assert!(commitment::pdf(&head, id).await.unwrap().bytes == before, "the file that is kept is the one that was given out");
        assert_eq!(check(&site, before.clone()).await.unwrap().signatures[1].proof, Proof::Claimed);

        let authority = Outside::trusted().timestamps();
        assert_eq!(answered(&site, asked, Ok(stamp(&asked.request, &authority))).await.unwrap(), None);
        let after = commitment::pdf(&head, id).await.unwrap().bytes;
        assert!(after.len() == before.len() && after != before);
        assert_eq!(commitment::certificate(&head, id).await.unwrap().stamp, Stamp::At(Timestamp::of(STAMPED)));
        let mut trust = Trust::default();
        trust.add_roots(site.seal.as_ref().unwrap().root().as_bytes()).unwrap();
        trust.add_roots(Outside::trusted().root().as_bytes()).unwrap();
        let judged = judge(&after, &trust, Options { now: time::macros::datetime!(2026-01-01 00:00 UTC), revocation: Revocation::WhereKnown });
        assert_eq!(judged.verdict, Verdict::Valid, "{judged:?}");
        let checked = check(&site, after.clone()).await.unwrap();
        let proofs: Vec<_> = checked.signatures.iter().map(|it| (it.proof, it.at)).collect();
        assert_eq!((checked.fate, proofs[0].0, proofs[1]), (Fate::Valid, Proof::Claimed, (Proof::Timestamp, Some(Timestamp::of(STAMPED).0))));
        // A copy without it is still a paper of the sheet.
        assert_eq!(check(&site, before.clone()).await.unwrap().fate, Fate::Valid);

        assert!(waits(&site).await.is_empty(), "and nothing is asked again");
        let history = commitment::sheet(&head, id).await.unwrap().history;
        let told: Vec<_> = history.iter().filter(|it| it.event == Event::SheetStamped.key()).collect();
        assert_eq!((told.len(), told[0].before.as_str()), (1, domain::canonical::sha256(&before).as_str()));
        // Whoever asked at the same time adds nothing.
        assert_eq!(answered(&site, asked, Ok(stamp(&asked.request, &authority))).await.unwrap(), None);
        assert!(commitment::pdf(&head, id).await.unwrap().bytes == after);
    }

    async fn what_is_no_good_answer_leaves_the_file_as_it_is_and_is_tried_later(db) {
        let it = district(&db).await;
        let at_first = site(db.clone());
        let id = sheet_in_force(&it).await;
        let head = it.ctx(Role::UnitHead).await;
        let now = at_first.now();
        let later = |minutes| Site { clock: Clock::Fixed(now.plus_minutes(minutes)), ..at_first.clone() };
        let stranger = Outside::trusted().papers();
        let before = commitment::pdf(&head, id).await.unwrap().bytes;
        let asked = waits(&at_first).await.remove(0);
        assert_eq!(answered(&at_first, &asked, Err(TimestampFailure::NoAnswer)).await.unwrap(), Some(TimestampFailure::NoAnswer));
        assert!(waits(&later(9)).await.is_empty(), "not at once");
        assert_eq!(waiting(&later(9), Which::All).await.unwrap().len(), 1, "unless somebody asks for it");
        let site = later(10);
        let asked = waits(&site).await.remove(0);
        assert_eq!(answered(&site, &asked, Ok(no_stamp())).await.unwrap(), Some(TimestampFailure::NotGranted));
        assert!(waits(&later(29)).await.is_empty());
        let site = later(30);
        let asked = waits(&site).await.remove(0);
        assert_eq!(answered(&site, &asked, Ok(b"<html>".to_vec())).await.unwrap(), Some(TimestampFailure::NotAnAnswer));
        let wrong = stamp(&asked.request, &stranger);
        assert_eq!(answered(&site, &asked, Ok(wrong)).await.unwrap(), Some(TimestampFailure::Wrong), "no certificate for timestamps");
        let other = waiting(&site, Which::All).await.unwrap().remove(0);
        let answer = stamp(&other.request, &Outside::trusted().timestamps());
        assert_eq!(answered(&site, &asked, Ok(answer.clone())).await.unwrap(), Some(TimestampFailure::Wrong), "an answer to another request");
        let said = Stamp::NotYet { tries: 5, last: Some(site.now()), failure: Some(TimestampFailure::Wrong) };
        assert_eq!(commitment::certificate(&head, id).await.unwrap().stamp, said);
        assert!(commitment::pdf(&head, id).await.unwrap().bytes == before, "the file is as it was");
        assert_eq!(answered(&site, &other, Ok(answer)).await.unwrap(), None, "and in the end it comes");
    }
}
