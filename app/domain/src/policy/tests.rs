//! Who may do what, case by case; the whole table is `tests/policy_table.txt`.

use super::*;

fn place(unit: i64, path: &str) -> Place {
    Place { unit: UnitId(unit), path: path.to_owned() }
}

fn actor(role: Role, at: Place, home: i64) -> Actor {
    Actor {
        account: AccountId(1),
        person: PersonId(1),
        name: String::new(),
        post: String::new(),
        home: vec![UnitId(home)],
        grants: vec![Grant { role, place: at, area: None }],
    }
}

#[test]
fn an_inspector_verifies_below_the_district_but_never_the_unit_of_home() {
    let inspector = actor(Role::Inspector, place(1, "/1/"), 7);
    assert_eq!(inspector.allow(Action::VerifyFigures, &place(5, "/1/5/")), Ok(()));
    assert_eq!(inspector.allow(Action::VerifyFigures, &place(7, "/1/7/")), Err(Forbidden::OwnUnit));
    assert_eq!(inspector.allow(Action::VerifyFigures, &place(9, "/2/9/")), Err(Forbidden::NoRole));
}

#[test]
fn the_technician_cannot_touch_figures_or_results() {
    for action in [Action::EnterFigures, Action::VerifyFigures, Action::RunAssessment, Action::ViewPersonalReview] {
        assert_eq!(reach(Role::Admin, action), Reach::Nowhere, "{action:?}");
    }
}

#[test]
fn the_own_district_s_campaign_is_seen_from_a_commune_and_another_district_s_is_not() {
    let head = actor(Role::UnitHead, place(5, "/1/5/"), 5);
    assert_eq!(head.allow(Action::ViewCampaign, &place(1, "/1/")), Ok(()));
    assert_eq!(head.allow(Action::ViewCampaign, &place(2, "/2/")), Err(Forbidden::NoRole));
    assert_eq!(head.allow(Action::ViewCampaign, &place(6, "/1/6/")), Err(Forbidden::NoRole));
}

fn case(chair: i64, secretary: i64, before_party: bool) -> CasePlace {
    CasePlace { place: place(5, "/1/5/"), chair: Some(PersonId(chair)), secretary: Some(PersonId(secretary)), before_party }
}

#[test]
fn a_secretary_works_on_the_meeting_that_names_them_and_on_no_other() {
    let secretary = actor(Role::MeetingSecretary, place(5, "/1/5/"), 5);
    for action in [Action::ViewReview, Action::WriteMinutes, Action::SignMinutes] {
        assert_eq!(secretary.allow_case(action, &case(2, 1, false)), Ok(()), "{action:?}");
        assert_eq!(secretary.allow_case(action, &case(2, 3, true)), Err(Forbidden::NoRole), "{action:?}");
    }
    assert_eq!(secretary.allow_case(Action::WriteMinutes, &case(1, 3, false)), Err(Forbidden::NoRole));
    assert_eq!(secretary.allow_case(Action::SignMinutes, &case(1, 3, false)), Ok(()));
    assert_eq!(secretary.allow_case(Action::ViewPersonalReview, &case(2, 1, true)), Err(Forbidden::NoRole));
    let head = actor(Role::UnitHead, place(5, "/1/5/"), 5);
    assert_eq!(head.allow_case(Action::WriteMinutes, &case(2, 3, true)), Err(Forbidden::NoRole));
    let technician = actor(Role::Admin, place(1, "/1/"), 1);
    assert_eq!(technician.allow_case(Action::ViewReview, &case(2, 1, true)), Err(Forbidden::NoRole));
}

#[test]
fn the_party_committee_reads_the_cases_before_it() {
    let committee = actor(Role::PartyCommittee, place(1, "/1/"), 1);
    for action in [Action::ViewReview, Action::ViewPersonalReview] {
        assert_eq!(committee.allow_case(action, &case(2, 3, true)), Ok(()));
        assert_eq!(committee.allow_case(action, &case(2, 3, false)), Err(Forbidden::NoRole));
    }
    let elsewhere = actor(Role::PartyCommittee, place(2, "/2/"), 2);
    assert_eq!(elsewhere.allow_case(Action::ViewReview, &case(2, 3, true)), Err(Forbidden::NoRole));
}

#[test]
fn every_role_has_its_code() {
    for role in Role::ALL {
        assert_eq!(Role::of(role.code()), Some(role));
    }
}
