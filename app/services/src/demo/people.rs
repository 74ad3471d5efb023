//! The demo's invented people: every role of `domain.md` 2, the head and the focal officer of every unit, an acting head, a concurrent
//! post and a head who changed in the middle of 2022.

use super::FROM;
use super::names::invented;
use super::organisation::{COMMUNES, OFFICES, Places, bare, lower};
use crate::password::{Cost, hash, random_text};
use crate::{Clock, Ctx, Error, Site};
use domain::policy::Role;
use domain::post::held;
use domain::{AccountId, PersonId, Timestamp, UnitId};
use store::Tx;
use store::person::Holding;
use time::macros::{date, offset};
use time::{Date, Time};

/// The last day of the head of Ngọc Liên who signed for 2022.
pub const HEAD_LEFT: Date = date!(2022 - 06 - 30);

/// An account of the demo, as it is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// The login name.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The person's post.
    pub post: String,
    /// The roles, by code.
    pub roles: Vec<&'static str>,
    /// The password.
    pub password: String,
}

/// Somebody of the demo.
#[derive(Debug, Clone)]
struct Player {
    login: String,
    name: String,
    honorific: &'static str,
    post: String,
    roles: Vec<Role>,
    account: AccountId,
    person: PersonId,
    left: bool,
}

/// Everybody of the demo.
#[derive(Debug, Clone)]
pub struct Troupe {
    players: Vec<Player>,
    /// The password of all of them while the past is acted out.
    pub password: String,
}

/// A part to be played.
struct Part<'a> {
    login: String,
    unit: UnitId,
    kind: &'a str,
    post: String,
    category: &'a str,
    roles: Vec<(Role, UnitId, Option<&'a str>)>,
    how: Holding,
    from: Date,
    to: Option<Date>,
}

/// Heads of committees are cadres, everybody else is a civil servant (`domain.md` 7).
const CADRE: &str = "cadre";
const CIVIL_SERVANT: &str = "civil_servant";

/// The letters of a login name for a unit: `Xã Cao An` → `caoan`.
pub fn slug(name: &str) -> String {
    domain::fold::fold(bare(name)).chars().filter(char::is_ascii_alphanumeric).collect()
}

fn part<'a>(
    login: &str,
    unit: UnitId,
    kind: &'a str,
    post: &str,
    category: &'a str,
    roles: Vec<(Role, UnitId, Option<&'a str>)>,
) -> Part<'a> {
    Part { login: login.to_owned(), unit, kind, post: post.to_owned(), category, roles, how: Holding::default(), from: FROM, to: None }
}

fn parts(places: &Places) -> Result<Vec<Part<'static>>, Error> {
    let district = places.district;
    let [office, home, law, finance, culture, inspectorate] = [
        places.unit("295-VP")?,
        places.unit("295-NV")?,
        places.unit("295-TP")?,
        places.unit("295-TCKH")?,
        places.unit("295-VHTT")?,
        places.unit("295-TTr")?,
    ];
    let failing = [places.unit("10900")?, places.unit("10906")?, places.unit("10924")?];
    let at = |role, unit| (role, unit, None);
    let secretary = failing.iter().map(|it| at(Role::MeetingSecretary, *it)).chain([at(Role::MeetingSecretary, district)]).collect();
    let mut parts = vec![
        part("chutich.huyen", district, "unit_head", "Chủ tịch UBND huyện Cẩm Giàng", CADRE, vec![at(Role::Authority, district)]),
        part("lanhdao", district, "deputy_head", "Phó Chủ tịch UBND huyện Cẩm Giàng", CADRE, vec![at(Role::Viewer, district)]),
        part("capuy", district, "officer", "Phó Bí thư Thường trực Huyện ủy Cẩm Giàng", CADRE, vec![at(Role::PartyCommittee, district)]),
        part(
            "quantri",
            office,
            "officer",
            "Chuyên viên công nghệ thông tin, Văn phòng HĐND và UBND",
            CIVIL_SERVANT,
            vec![at(Role::Admin, district)],
        ),
        part("vanthu", office, "officer", "Văn thư, Văn phòng HĐND và UBND", CIVIL_SERVANT, vec![at(Role::RecordsClerk, district)]),
        part("thuky", office, "officer", "Chuyên viên tổng hợp, Văn phòng HĐND và UBND", CIVIL_SERVANT, secretary),
        part(
            "noivu",
            home,
            "unit_head",
            "Trưởng phòng Nội vụ",
            CIVIL_SERVANT,
            vec![at(Role::ParOffice, district), at(Role::UnitHead, home)],
        ),
        part(
            "thanhtra",
            inspectorate,
            "unit_head",
            "Chánh Thanh tra huyện",
            CIVIL_SERVANT,
            vec![at(Role::Inspector, district), at(Role::UnitHead, inspectorate)],
        ),
        part(
            "thanhtravien",
            inspectorate,
            "officer",
            "Thanh tra viên, Thanh tra huyện",
            CIVIL_SERVANT,
            vec![at(Role::Inspector, district)],
        ),
        part(
            "chutri",
            office,
            "deputy_head",
            "Phó Chánh Văn phòng HĐND và UBND",
            CIVIL_SERVANT,
            vec![(Role::IndicatorOwner, district, Some("A3_procedures"))],
        ),
        part(
            "chutri.so",
            culture,
            "deputy_head",
            "Phó Trưởng phòng Văn hóa và Thông tin",
            CIVIL_SERVANT,
            vec![(Role::IndicatorOwner, district, Some("A7_digital"))],
        ),
        part(
            "thamdinh",
            finance,
            "deputy_head",
            "Phó Trưởng phòng Tài chính - Kế hoạch",
            CIVIL_SERVANT,
            vec![at(Role::Appraiser, district)],
        ),
        part("truong.vanphong", office, "unit_head", "Chánh Văn phòng HĐND và UBND", CIVIL_SERVANT, vec![at(Role::UnitHead, office)]),
        part("truong.tuphap", law, "unit_head", "Trưởng phòng Tư pháp", CIVIL_SERVANT, vec![at(Role::UnitHead, law)]),
        part(
            "truong.taichinh",
            finance,
            "unit_head",
            "Trưởng phòng Tài chính - Kế hoạch",
            CIVIL_SERVANT,
            vec![at(Role::UnitHead, finance)],
        ),
        part("truong.vanhoa", culture, "unit_head", "Trưởng phòng Văn hóa và Thông tin", CIVIL_SERVANT, vec![at(Role::UnitHead, culture)]),
    ];
    for ((code, name, _), login) in OFFICES.into_iter().zip(["vanphong", "noivu", "tuphap", "taichinh", "vanhoa", "thanhtra"]) {
        let unit = places.unit(code)?;
        parts.push(part(
            &format!("daumoi.{login}"),
            unit,
            "officer",
            &format!("Chuyên viên {name}"),
            CIVIL_SERVANT,
            vec![at(Role::FocalOfficer, unit)],
        ));
    }
    for (code, name) in COMMUNES {
        let (unit, slug, territory) = (places.unit(code)?, slug(name), lower(name));
        let chair = part(
            &format!("chutich.{slug}"),
            unit,
            "unit_head",
            &format!("Chủ tịch UBND {territory}"),
            CADRE,
            vec![at(Role::UnitHead, unit)],
        );
        match code {
            "10903" => {
                parts.push(Part {
                    login: format!("chutich.{slug}.cu"),
                    to: Some(HEAD_LEFT),
                    ..part("", unit, "unit_head", &chair.post, CADRE, chair.roles.clone())
                });
                parts.push(Part { from: date!(2022 - 07 - 01), ..chair });
            }
            "10906" => parts.push(Part { how: Holding { acting: true, ..Holding::default() }, ..chair }),
            _ => parts.push(chair),
        }
        parts.push(part(
            &format!("daumoi.{slug}"),
            unit,
            "officer",
            &format!("Công chức Văn phòng - Thống kê {territory}"),
            CIVIL_SERVANT,
            vec![at(Role::FocalOfficer, unit)],
        ));
    }
    let cao_an = places.unit("10927")?;
    parts.push(part("phochutich.caoan", cao_an, "deputy_head", "Phó Chủ tịch UBND xã Cao An", CADRE, vec![at(Role::DeputyHead, cao_an)]));
    for (code, login, territory) in
        [("10900", "camvan", "xã Cẩm Văn"), ("10906", "thachloi", "xã Thạch Lỗi"), ("10924", "luongdien", "xã Lương Điền")]
    {
        let unit = places.unit(code)?;
        parts.push(part(
            &format!("thuky.{login}"),
            unit,
            "officer",
            &format!("Công chức Tài chính - Kế toán {territory}"),
            CIVIL_SERVANT,
            vec![at(Role::MeetingSecretary, unit), at(Role::RecordsClerk, unit)],
        ));
    }
    Ok(parts)
}

/// Makes everybody with posts, accounts and roles. All share one password that is cheap to check until they get their own.
pub async fn cast(site: &Site, places: &Places, password: &str) -> Result<Troupe, Error> {
    let shared = hash(Cost::Low, password).await?;
    let at = Timestamp::of(FROM.with_time(Time::from_hms(8, 0, 0).unwrap_or(Time::MIDNIGHT)).assume_offset(offset!(+7)));
    let tx = store::begin(&site.db).await?;
    let mut players: Vec<Player> = Vec::new();
    let mut seats = Vec::new();
    for (number, it) in parts(places)?.into_iter().enumerate() {
        let (name, honorific) = invented(number);
        let person = store::person::insert(&tx, &name, honorific, it.category).await?;
        let seat = match seats.iter().find(|(unit, post, _)| it.kind == "unit_head" && *unit == it.unit && *post == it.post) {
            Some((_, _, seat)) => *seat,
            None => store::person::insert_post(&tx, it.unit, it.kind, &it.post, FROM).await?,
        };
        seats.push((it.unit, it.post.clone(), seat));
        store::person::insert_holding(&tx, seat, person, it.from, it.to, it.how).await?;
        let account = store::account::insert(&tx, person, &it.login, &shared, at).await?;
        for (role, unit, area) in &it.roles {
            store::account::insert_grant(&tx, account, *role, *unit, *area, it.from).await?;
        }
        let mut roles: Vec<Role> = it.roles.iter().map(|it| it.0).collect();
        roles.dedup();
        let post = held(&it.post, it.how.acting);
        players.push(Player { login: it.login, name, honorific, post, roles, account, person, left: it.to.is_some() });
    }
    let mut troupe = Troupe { players, password: password.to_owned() };
    troupe.concurrent_post(&tx, places).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(troupe)
}

impl Troupe {
    /// The head of the culture office also sits on the district's steering committee.
    async fn concurrent_post(&mut self, tx: &Tx, places: &Places) -> Result<(), Error> {
        let title = "Phó Trưởng Ban Chỉ đạo cải cách hành chính huyện";
        let seat = store::person::insert_post(tx, places.district, "officer", title, FROM).await?;
        let how = Holding { concurrent: true, ..Holding::default() };
        Ok(store::person::insert_holding(tx, seat, self.person("truong.vanhoa")?, date!(2021 - 01 - 01), None, how).await?)
    }

    fn player(&self, login: &str) -> Result<&Player, Error> {
        self.players.iter().find(|it| it.login == login).ok_or_else(|| Error::internal(format!("the demo has nobody called {login}")))
    }

    /// The person behind a login name.
    pub fn person(&self, login: &str) -> Result<PersonId, Error> {
        Ok(self.player(login)?.person)
    }

    /// The name of the person behind a login name.
    pub fn name(&self, login: &str) -> Result<&str, Error> {
        Ok(&self.player(login)?.name)
    }

    /// The name with its form of address: `ông Nguyễn Văn Lim`.
    pub fn addressed(&self, login: &str) -> Result<String, Error> {
        let player = self.player(login)?;
        Ok(format!("{} {}", player.honorific, player.name))
    }

    /// The name with its form of address, as it begins a line: `Ông Nguyễn Văn Lim`.
    pub fn titled(&self, login: &str) -> Result<String, Error> {
        let player = self.player(login)?;
        let honorific = if player.honorific == "ông" { "Ông" } else { "Bà" };
        Ok(format!("{honorific} {}", player.name))
    }

    /// The name with its form of address and the post: `Ông Nguyễn Văn Lim, Trưởng phòng Nội vụ`.
    pub fn presented(&self, login: &str) -> Result<String, Error> {
        Ok(format!("{}, {}", self.titled(login)?, self.player(login)?.post))
    }

    /// The post of the person behind a login name.
    pub fn post(&self, login: &str) -> Result<&str, Error> {
        Ok(&self.player(login)?.post)
    }

    /// Lets somebody act on a day of the past, at an hour and minute of Hà Nội.
    pub async fn ctx(&self, site: &Site, login: &str, day: Date, hour: u8, minute: u8) -> Result<Ctx, Error> {
        let time = Time::from_hms(hour, minute, 0).map_err(Error::internal)?;
        let site = Site { clock: Clock::Fixed(Timestamp::of(day.with_time(time).assume_offset(offset!(+7)))), ..site.clone() };
        let actor = store::account::actor_of_account(&site.db, self.player(login)?.account, day).await?.ok_or(Error::NotFound)?;
        Ok(site.ctx(actor))
    }

    /// Gives everybody a password of their own, hard to guess by machine, and closes the accounts of those who left.
    pub async fn hand_out_passwords(&self, site: &Site, given: Option<&str>) -> Result<Vec<DemoAccount>, Error> {
        let mut tasks = Vec::new();
        for it in &self.players {
            let password = given.map_or_else(|| random_text(12), |it| Ok(it.to_owned()))?;
            let plain = password.clone();
            tasks.push((it, password, tokio::spawn(async move { hash(Cost::Full, &plain).await })));
        }
        let mut accounts = Vec::new();
        let mut hashes = Vec::new();
        for (it, password, task) in tasks {
            hashes.push((it, task.await.map_err(Error::internal)??));
            if !it.left {
                let roles = it.roles.iter().map(|it| it.code()).collect();
                accounts.push(DemoAccount { login: it.login.clone(), name: it.name.clone(), post: it.post.clone(), roles, password });
            }
        }
        let tx = store::begin(&site.db).await?;
        for (it, hash) in hashes {
            store::account::update_password(&tx, it.account, &hash).await?;
            if it.left {
                store::account::update_active(&tx, it.account, false).await?;
            }
        }
        tx.commit().await.map_err(Error::internal)?;
        Ok(accounts)
    }
}
