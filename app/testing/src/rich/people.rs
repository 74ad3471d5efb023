//! Every role three times, and the other district's campaign.

use super::{OF_UNITS, Somebody, Stand};
use crate::District;
use crate::district::{login, person, unit};
use domain::campaign::StageWindow;
use domain::policy::Role;
use domain::{Campaign, CampaignId, Member, Stage, UnitId};
use store::Database;
use time::macros::date;

/// More communes of the first district, each with its head and its focal officer, as members of its campaign.
pub(super) async fn communes(db: &Database, near: &mut District, number: usize) -> Vec<UnitId> {
    let mut all = Vec::new();
    for at in 0..number {
        let name = format!("Xã Thứ {}", at + 4);
        let commune = unit(db, Some(near.district), "commune", "commune", &name).await;
        store::unit::insert_code(db, commune, "gso", &format!("{}", 10_940 + at), date!(2020 - 01 - 01)).await.unwrap();
        for (role, named) in [(Role::UnitHead, "Hoàng Văn"), (Role::FocalOfficer, "Bùi Thị")] {
            let named = (format!("{named} Thứ {}", at + 4), "Chủ tịch hoặc công chức");
            near.people.push(person(db, role, (commune, commune), (&named.0, named.1), None, &login(role, commune)).await);
        }
        let position = 3 + i64::try_from(at).unwrap();
        let code = format!("{}", 10_940 + at);
        let member = Member { unit: commune, path: String::new(), group: near.group, code, name, position };
        store::campaign::insert_member(db, near.campaign, &member).await.unwrap();
        all.push(commune);
    }
    all
}

pub(super) async fn somebody(db: &Database, near: &District, second: UnitId, commune: UnitId, role: Role, stand: Stand) -> Somebody {
    let [own, other, _] = near.communes;
    let (at, home) = match (OF_UNITS.contains(&role), stand) {
        (true, Stand::Own) => (own, own),
        (true, Stand::Near) => (other, other),
        (true, Stand::Far) => (commune, commune),
        (false, Stand::Own) => (near.district, own),
        (false, Stand::Near) => (near.district, near.district),
        (false, Stand::Far) => (second, second),
    };
    let there = near.people.iter().find(|it| it.0 == role && it.1 == at);
    let known = there.filter(|_| stand != Stand::Own || OF_UNITS.contains(&role));
    if let Some((_, _, account, person)) = known {
        return Somebody { role, stand, login: near.login(role, at), account: *account, person: *person };
    }
    let area = (role == Role::IndicatorOwner).then_some("A7_digital");
    let name = format!("{} {}", if role == Role::PartyCommittee { "Đặng Thị" } else { "Phan Văn" }, role.code().replace('_', " "));
    let post = format!("Chức vụ thử {}", role.code());
    let login = format!("{}-{}-{}", role.code(), at, if stand == Stand::Own { "own" } else { "new" });
    let (_, _, account, person) = person(db, role, (at, home), (&name, &post), area, &login).await;
    Somebody { role, stand, login, account, person }
}

/// The other district's campaign, so that it has one of its own.
pub(super) async fn campaign_of(db: &Database, near: &District, second: UnitId, communes: [UnitId; 2]) -> CampaignId {
    let tx = store::begin(db).await.unwrap();
    let campaign = Campaign {
        id: CampaignId(0),
        code: "cchc-2023-bg".to_owned(),
        title: "Cam kết CCHC năm 2023 huyện Bình Giang".to_owned(),
        authority: second,
        ..store::campaign::get(&tx, near.campaign).await.unwrap()
    };
    let id = store::campaign::insert(&tx, &campaign, crate::noon()).await.unwrap();
    for stage in Stage::ALL {
        let window = StageWindow { stage: *stage, opens_on: campaign.starts_on, closes_on: date!(2024 - 03 - 31) };
        store::campaign::update_stage(&tx, id, window).await.unwrap();
        // Somebody has acted in every stage but the first: what stands against opening one is tested where it is.
        if *stage != Stage::Commit {
            store::campaign::open_stage(&tx, id, *stage, crate::noon()).await.unwrap();
        }
    }
    let group = store::campaign::insert_group(&tx, id, "commune", "Xã", near.rule_set).await.unwrap();
    let member = |(position, unit): (i64, UnitId)| Member {
        unit,
        path: String::new(),
        group,
        code: format!("2090{position}"),
        name: format!("Xã thứ {position}"),
        position,
    };
    let members: Vec<Member> = (0..).zip(communes).map(member).collect();
    store::campaign::insert_members(&tx, id, &members).await.unwrap();
    tx.commit().await.unwrap();
    id
}
