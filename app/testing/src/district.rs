//! A small district for tests: a district, its home-affairs office, three communes, one person a role, and a campaign of 2023 with the
//! worked rule set.

use domain::campaign::{ReviewRequiredFor, StageWindow};
use domain::policy::Role;
use domain::{AccountId, Campaign, CampaignId, GroupId, Member, PersonId, RuleSetId, Stage, Unit, UnitId};
use services::Ctx;
use services::password::{Cost, hash};
use services::rule_set::{InForce, Reporting};
use store::Database;
use store::person::Holding;
use time::Date;
use time::macros::date;

/// The password of everybody in tests.
pub const PASSWORD: &str = "mật khẩu của người thử";

/// The day from which everything exists.
const FROM: Date = date!(2020 - 01 - 01);

/// The worked package's text.
pub const WORKED_PACKAGE: &str = include_str!("../data/cam-giang-2022.package.json");

/// Keys of what was built.
#[derive(Debug, Clone)]
pub struct District {
    /// The database.
    pub db: Database,
    /// The district.
    pub district: UnitId,
    /// Its home-affairs office.
    pub home_affairs: UnitId,
    /// Three communes, codes 10900, 10924, 10927.
    pub communes: [UnitId; 3],
    /// The campaign `cchc-2023`.
    pub campaign: CampaignId,
    /// Its group of communes.
    pub group: GroupId,
    /// Its rule set.
    pub rule_set: RuleSetId,
    pub(crate) people: Vec<(Role, UnitId, AccountId, PersonId)>,
}

/// Builds the district.
///
/// # Panics
/// Panics where a row is refused: the test has then failed.
pub async fn district(db: &Database) -> District {
    let district = unit(db, None, "district", "district", "Huyện Cẩm Giàng").await;
    let home_affairs = unit(db, Some(district), "office", "office", "Phòng Nội vụ huyện Cẩm Giàng").await;
    let mut communes = [UnitId(0); 3];
    let named = [("10900", "Xã Cẩm Văn"), ("10924", "Xã Lương Điền"), ("10927", "Xã Cao An")];
    for (place, (code, name)) in communes.iter_mut().zip(named) {
        *place = unit(db, Some(district), "commune", "commune", name).await;
        store::unit::insert_code(db, *place, "gso", code, FROM).await.unwrap();
    }
    let mut people = Vec::new();
    for (role, at, name, post) in [
        (Role::Authority, district, "Nguyễn Văn Chủ", "Chủ tịch UBND huyện Cẩm Giàng"),
        (Role::ParOffice, district, "Trần Thị Nội", "Trưởng phòng Nội vụ"),
        (Role::Inspector, district, "Lê Văn Thanh", "Thanh tra viên"),
        (Role::Admin, district, "Phạm Văn Kỹ", "Chuyên viên công nghệ thông tin"),
        (Role::Viewer, district, "Đỗ Thị Theo", "Phó Chủ tịch UBND huyện"),
    ] {
        let home = if role == Role::ParOffice { home_affairs } else { district };
        people.push(person(db, role, (at, home), (name, post), None, &login(role, at)).await);
    }
    let owner = (Role::IndicatorOwner, district);
    people.push(
        person(db, owner.0, (district, home_affairs), ("Vũ Văn Chủ Trì", "Chuyên viên"), Some("A7_digital"), &login(owner.0, owner.1))
            .await,
    );
    for ((at, (_, place)), (head, focal)) in communes.into_iter().zip(named).zip([
        ("Hoàng Văn Một", "Bùi Thị Một"),
        ("Hoàng Văn Hai", "Bùi Thị Hai"),
        ("Hoàng Văn Ba", "Bùi Thị Ba"),
    ]) {
        let post = format!("Chủ tịch UBND {}", lower(place));
        people.push(person(db, Role::UnitHead, (at, at), (head, &post), None, &login(Role::UnitHead, at)).await);
        let post = "Công chức Văn phòng - Thống kê";
        people.push(person(db, Role::FocalOfficer, (at, at), (focal, post), None, &login(Role::FocalOfficer, at)).await);
    }
    let (campaign, group, rule_set) = campaign(db, district, &communes, named).await;
    District { db: db.clone(), district, home_affairs, communes, campaign, group, rule_set, people }
}

pub(crate) fn login(role: Role, at: UnitId) -> String {
    format!("{}-{at}", role.code())
}

fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|it| it.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

pub(crate) async fn unit(db: &Database, parent: Option<UnitId>, unit_type: &str, level: &str, name: &str) -> UnitId {
    let unit = Unit {
        id: UnitId(0),
        parent,
        path: String::new(),
        unit_type: unit_type.to_owned(),
        level: level.to_owned(),
        name_full: name.to_owned(),
        name_short: format!("UBND {}", lower(name)),
        header_parent: String::new(),
        header_lines: vec!["ỦY BAN NHÂN DÂN".to_owned(), name.to_uppercase()],
        doc_abbrev: "UBND".to_owned(),
        place_name: name.split_once(' ').map(|(_, it)| it.to_owned()).unwrap_or_default(),
        valid_from: FROM,
        valid_to: None,
    };
    store::unit::insert(db, &unit).await.unwrap()
}

/// Somebody with a role at one unit and a post at another.
pub(crate) async fn person(
    db: &Database,
    role: Role,
    (at, home): (UnitId, UnitId),
    (name, post): (&str, &str),
    area: Option<&str>,
    login: &str,
) -> (Role, UnitId, AccountId, PersonId) {
    let person = store::person::insert(db, name, if name.contains(" Thị ") { "bà" } else { "ông" }, "civil_servant").await.unwrap();
    let kind = match role {
        Role::UnitHead | Role::Authority => "unit_head",
        Role::DeputyHead => "deputy_head",
        _ => "officer",
    };
    let post = store::person::insert_post(db, home, kind, post, FROM).await.unwrap();
    store::person::insert_holding(db, post, person, FROM, None, Holding::default()).await.unwrap();
    let hash = hash(Cost::Low, PASSWORD).await.unwrap();
    let account = store::account::insert(db, person, login, &hash, crate::noon()).await.unwrap();
    store::account::insert_grant(db, account, role, at, area, FROM).await.unwrap();
    (role, at, account, person)
}

async fn campaign(db: &Database, district: UnitId, communes: &[UnitId; 3], named: [(&str, &str); 3]) -> (CampaignId, GroupId, RuleSetId) {
    let tx = store::begin(db).await.unwrap();
    let package = domain::Package::read(WORKED_PACKAGE).unwrap();
    let in_force = InForce { legal_basis: String::new(), from: date!(2022 - 12 - 15), to: None };
    let rule_set = services::rule_set::save(&tx, &package.rule_set, Reporting::Catalogue, &in_force, crate::noon()).await.unwrap();
    let campaign = Campaign {
        id: CampaignId(0),
        code: "cchc-2023".to_owned(),
        title: "Cam kết CCHC năm 2023".to_owned(),
        year: 2023,
        starts_on: date!(2022 - 12 - 15),
        ends_on: date!(2023 - 12 - 14),
        authority: district,
        authority_path: String::new(),
        closed: false,
        review_required_for: ReviewRequiredFor::FailingOnly,
        submit_within_working_days: 2,
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
    let group = store::campaign::insert_group(&tx, id, "commune", "Xã, thị trấn", rule_set).await.unwrap();
    for (position, (unit, (code, name))) in (0..).zip(communes.iter().zip(named)) {
        let member = Member { unit: *unit, path: String::new(), group, code: code.to_owned(), name: name.to_owned(), position };
        store::campaign::insert_member(&tx, id, &member).await.unwrap();
    }
    tx.commit().await.unwrap();
    (id, group, rule_set)
}

impl District {
    /// The context of the person who holds a role; for a commune's people the first commune's.
    ///
    /// # Panics
    /// Panics where nobody holds the role.
    pub async fn ctx(&self, role: Role) -> Ctx {
        let (_, _, account, _) = self.people.iter().find(|it| it.0 == role).expect("somebody holds the role");
        self.ctx_of(*account).await
    }

    /// The context of the person who holds a role at a unit.
    ///
    /// # Panics
    /// Panics where nobody does.
    pub async fn ctx_at(&self, role: Role, unit: UnitId) -> Ctx {
        let (_, _, account, _) = self.people.iter().find(|it| it.0 == role && it.1 == unit).expect("somebody holds the role there");
        self.ctx_of(*account).await
    }

    /// A second focal officer of a unit.
    ///
    /// # Panics
    /// Panics where a row is refused: the test has then failed.
    pub async fn second_focal_officer(&self, unit: UnitId) -> Ctx {
        let named = ("Bùi Văn Bốn", "Công chức Văn hóa - Xã hội");
        self.ctx_of(person(&self.db, Role::FocalOfficer, (unit, unit), named, None, &self.second_login(unit)).await.2).await
    }

    /// The login name of a unit's second focal officer.
    pub fn second_login(&self, unit: UnitId) -> String {
        format!("focal-officer-2-{unit}")
    }

    /// A deputy head who comes to a unit.
    ///
    /// # Panics
    /// Panics where a row is refused: the test has then failed.
    pub async fn deputy(&self, unit: UnitId, name: &str, post: &str) -> Ctx {
        self.ctx_of(person(&self.db, Role::DeputyHead, (unit, unit), (name, post), None, &login(Role::DeputyHead, unit)).await.2).await
    }

    /// A records clerk who comes to a unit.
    ///
    /// # Panics
    /// Panics where a row is refused: the test has then failed.
    pub async fn clerk(&self, unit: UnitId) -> Ctx {
        let named = ("Mai Thị Lịch", "Văn thư");
        self.ctx_of(person(&self.db, Role::RecordsClerk, (unit, unit), named, None, &login(Role::RecordsClerk, unit)).await.2).await
    }

    /// The login name of the person who holds a role at a unit.
    pub fn login(&self, role: Role, unit: UnitId) -> String {
        login(role, unit)
    }

    /// The context of somebody by their account.
    ///
    /// # Panics
    /// Panics where there is no such account.
    pub async fn ctx_of(&self, account: AccountId) -> Ctx {
        let site = crate::site(self.db.clone());
        let actor = store::account::actor_of_account(&self.db, account, site.now().date()).await.unwrap().unwrap();
        site.ctx(actor)
    }
}

/// Says of every variable that came without it where its numbers come from: a campaign is not ready before that is known.
pub async fn sourced(db: &Database) {
    use sea_orm::ConnectionTrait;
    db.execute_unprepared("UPDATE variable SET source = 'Báo cáo tháng của đơn vị' WHERE source = ''").await.unwrap();
}

/// Makes a variable one that is measured: its figures may have fractions, as amounts of money or of land.
pub async fn measured(db: &Database, code: &str) {
    use sea_orm::ConnectionTrait;
    let text = "UPDATE variable SET counted = FALSE WHERE code = $1";
    let statement = sea_orm::Statement::from_sql_and_values(db.get_database_backend(), text, [code.into()]);
    assert_eq!(db.execute_raw(statement).await.unwrap().rows_affected(), 1);
}
