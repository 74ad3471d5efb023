//! A district in the middle of its year, built by its people through the services: sheets, figures with evidence in every state, a final
//! run, cases from open to signed, what follows; and a second district beside it. Every role is held three times over the first commune:
//! by somebody of its own, by somebody of another unit below the same authority, and by somebody of the other district.

use crate::PASSWORD;
use crate::district::unit;
use crate::{District, district};
use domain::appraisal::{Adjustment, AdjustmentStanding};
use domain::policy::Role;
use domain::{
    AccountId, AdjustmentId, AmendmentId, AppealId, AssignmentId, CaseId, CommitmentId, ConferenceId, DecisionId, EntryId, EvidenceId,
    FigureId, KeyTaskId, OriginalId, Period, PersonId, PostId, RemedyId, RuleDraftId, RunId, ScanId, UnitId,
};
use services::Ctx;
use services::amendment::NewAmendment;
use services::appeal::NewAppeal;
use services::decision::NewDecision;
use services::grading::NewChoice;
use store::Database;
use time::macros::date;

mod figures;
mod people;
mod reviews;
mod sheets;

/// Where somebody stands to the first commune.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Of the commune itself.
    Own,
    /// Of another unit below the same authority, or of the authority.
    Near,
    /// Of the other district.
    Far,
}

impl Stand {
    /// Every stand, in the order of the tables.
    pub const ALL: [Self; 3] = [Self::Own, Self::Near, Self::Far];
}

/// Somebody of the two districts.
#[derive(Debug, Clone)]
pub struct Somebody {
    /// Their role.
    pub role: Role,
    /// Where they stand to the first commune.
    pub stand: Stand,
    /// Their login name.
    pub login: String,
    /// Their account.
    pub account: AccountId,
    /// Their person.
    pub person: PersonId,
}

/// Keys of what was built, all of the first commune where nothing else is said.
#[derive(Debug, Clone)]
pub struct Rich {
    /// The first district; its first commune is what everything is about.
    pub near: District,
    /// The other district's communes.
    pub far: [UnitId; 2],
    /// Everybody.
    pub people: Vec<Somebody>,
    /// The sheet, in force.
    pub sheet: CommitmentId,
    /// A scan of the sheet, put in after it was signed.
    pub scan: ScanId,
    /// The code under which anybody may look the sheet up.
    pub code: String,
    /// The key task of the sheet, submitted.
    pub task: KeyTaskId,
    /// The conference at which it was signed.
    pub conference: ConferenceId,
    /// A figure that waits for verification, of a field.
    pub waiting: FigureId,
    /// Its revision.
    pub waiting_revision: i64,
    /// A piece of evidence of a figure that the unit may change.
    pub evidence: EvidenceId,
    /// The final run.
    pub run: RunId,
    /// A later final run, whose results the prepared decision would publish.
    pub later: RunId,
    /// The decision that would publish its results in place of the first one's, prepared.
    pub decision: DecisionId,
    /// An amendment that waits for the authority.
    pub amendment: AmendmentId,
    /// An appeal of the published result, given to nobody yet.
    pub appeal: AppealId,
    /// Points after the total that wait for being confirmed.
    pub adjustment: AdjustmentId,
    /// A rule set that is being written.
    pub draft: RuleDraftId,
    /// What somebody of the first commune answers for.
    pub assignment: AssignmentId,
    /// The case, signed.
    pub case: CaseId,
    /// A remedy of it that is reported.
    pub remedy: RemedyId,
    /// The row of the first commune's register: its collective report.
    pub entry: EntryId,
    /// Its original, signed outside.
    pub original: OriginalId,
    /// The head's post.
    pub post: PostId,
    /// A day off.
    pub holiday: i64,
    /// A role held by the head's account.
    pub grant: i64,
}

/// The roles that belong to a unit; the others belong to a district.
pub const OF_UNITS: [Role; 6] =
    [Role::UnitHead, Role::DeputyHead, Role::FocalOfficer, Role::MeetingSecretary, Role::RecordsClerk, Role::PartyCommittee];

/// Builds both districts.
///
/// # Panics
/// Panics where a service refuses: the test has then failed.
pub async fn rich(db: &Database) -> Rich {
    rich_with(db, 0).await
}

/// The same with so many more communes, of which everything is there that is of the first one: for what a page costs with many rows.
///
/// # Panics
/// Panics where a service refuses: the test has then failed.
pub async fn rich_with(db: &Database, more: usize) -> Rich {
    let mut near = district(db).await;
    let [own, other, _] = near.communes;
    let more = people::communes(db, &mut near, more).await;
    let second = unit(db, None, "district", "district", "Huyện Bình Giang").await;
    let far = [
        unit(db, Some(second), "commune", "commune", "Xã Thái Học").await,
        unit(db, Some(second), "commune", "commune", "Xã Tân Hồng").await,
    ];
    let mut people = Vec::new();
    for role in Role::ALL {
        for stand in Stand::ALL {
            people.push(people::somebody(db, &near, second, far[0], role, stand).await);
        }
    }
    people::campaign_of(db, &near, second, far).await;
    let it = Built { db: db.clone(), near, people, more };
    let (sheet, task, conference) = it.sheets(own, other).await;
    let scan = it.scan(sheet).await;
    let (waiting, evidence) = it.figures(own, other).await;
    it.external(own).await;
    let run = it.run().await;
    it.publish(run).await;
    let later = it.run().await;
    let decision = it.decision(later).await;
    let amendment = it.amendment(own).await;
    let appeal = it.appeals(own).await;
    let adjustment = it.adjustments(own).await;
    let draft = it.drafts().await;
    let assignment = it.assignments(own).await;
    let (case, remedy) = it.reviews(own, other).await;
    let entry = it.registered(case).await;
    let original = it.original(case, entry).await;
    it.worded().await;
    let post =
        store::organisation::posts(db, own, date!(2023 - 08 - 08)).await.unwrap().into_iter().find(|it| it.kind == "unit_head").unwrap();
    let technician = it.near.ctx(Role::Admin).await;
    services::technician::add_holiday(&technician, "04/09/2023", "off", "Nghỉ bù Quốc khánh").await.unwrap();
    let holiday = store::technician::holidays(db).await.unwrap().first().unwrap().id;
    let head = it.of(Role::UnitHead, Stand::Own).account;
    let grant = store::technician::grants(db, head).await.unwrap().first().unwrap().id;
    let code = store::commitment::get(db, sheet).await.unwrap().public_code;
    let Built { near, people, .. } = it;
    Rich {
        far,
        people,
        sheet,
        scan,
        code,
        task,
        conference,
        waiting: waiting.0,
        waiting_revision: waiting.1,
        evidence,
        run,
        later,
        decision,
        amendment,
        appeal,
        adjustment,
        draft,
        assignment,
        case,
        remedy,
        entry,
        original,
        post: PostId(post.id),
        holiday,
        grant,
        near,
    }
}

/// A decision that publishes a run.
fn publication(run: RunId, number: &str, reason: &str) -> NewDecision {
    NewDecision {
        campaign: "cchc-2023".to_owned(),
        peer_group: "commune".to_owned(),
        kind: "publication".to_owned(),
        number: number.to_owned(),
        decided_on: "08/08/2023".to_owned(),
        basis: "Căn cứ Kế hoạch cải cách hành chính".to_owned(),
        reason: reason.to_owned(),
        run: run.to_string(),
        file_within: "5".to_owned(),
        answer_within: "7".to_owned(),
        ..NewDecision::default()
    }
}

fn month(number: u8) -> Period {
    format!("2023-M{number:02}").parse().unwrap()
}

/// What is there so far.
struct Built {
    db: Database,
    near: District,
    people: Vec<Somebody>,
    /// Communes of the first district that are like the first one.
    more: Vec<UnitId>,
}

impl Built {
    /// The first commune and those that are like it.
    fn alike(&self, own: UnitId) -> Vec<UnitId> {
        std::iter::once(own).chain(self.more.iter().copied()).collect()
    }

    fn of(&self, role: Role, stand: Stand) -> &Somebody {
        self.people.iter().find(|it| it.role == role && it.stand == stand).unwrap()
    }

    async fn ctx(&self, role: Role, stand: Stand) -> Ctx {
        self.near.ctx_of(self.of(role, stand).account).await
    }

    /// The clerk of the first commune gives its collective report a number.
    async fn registered(&self, case: CaseId) -> EntryId {
        let typed = services::register::NewEntry {
            paper: "report".to_owned(),
            paper_id: case.to_string(),
            issued_on: "08/08/2023".to_owned(),
            ..Default::default()
        };
        services::register::enter(&self.ctx(Role::RecordsClerk, Stand::Own).await, &typed).await.unwrap()
    }

    /// The numbered report comes back signed outside.
    async fn original(&self, case: CaseId, entry: EntryId) -> OriginalId {
        let clerk = self.ctx(Role::RecordsClerk, Stand::Own).await;
        let paper = services::review::download_report(&clerk, case, services::review::HeaderKind::State).await.unwrap();
        let paper = paper.handed_out(&clerk.site).await.unwrap();
        let signed = crate::Outside::trusted().sign(&paper.bytes, "Ngoai", "Nguyễn Văn Ngoài");
        let sent = services::register::send_originals(&clerk, "da-ky.pdf", signed).await.unwrap();
        assert!(matches!(sent, services::register::OriginalsSent::Kept(..)), "{sent:?}");
        store::original::list(&self.db, entry).await.unwrap()[0].id()
    }

    /// The home affairs word the district's reminder letters.
    async fn worded(&self) {
        let office = self.ctx(Role::ParOffice, Stand::Near).await;
        let passages = [("closing".to_owned(), "Đề nghị {{don_vi}} nghiêm túc thực hiện.".to_owned())].into();
        let typed = services::template::TypedWording { version: 0, passages, note: "Gọn lại".to_owned() };
        services::template::save(&office, self.near.district, domain::template::TemplateKind::Reminder, &typed).await.unwrap();
    }

    /// The first final run, published by two people.
    async fn publish(&self, run: RunId) {
        let (office, chair) = (self.ctx(Role::ParOffice, Stand::Near).await, self.ctx(Role::Authority, Stand::Near).await);
        let id = services::decision::prepare(&office, &publication(run, "4", "")).await.unwrap();
        let digest = store::decision::get(&self.db, id).await.unwrap().decision.digest;
        let token = services::account::form_token(&chair).await.unwrap();
        services::decision::approve(&chair, id, &digest, PASSWORD, &token).await.unwrap();
    }

    /// A change of a goal of every unit that has signed.
    async fn amendment(&self, own: UnitId) -> AmendmentId {
        let office = self.ctx(Role::ParOffice, Stand::Near).await;
        let targets = store::rule_set::targets(&self.db, self.near.rule_set).await.unwrap();
        let (first, third) = (&targets[0], &targets[2]);
        let mut ids = Vec::new();
        for (at, unit) in self.alike(own).into_iter().enumerate() {
            let typed = NewAmendment {
                campaign: "cchc-2023".to_owned(),
                peer_group: "commune".to_owned(),
                number: format!("{:02}/PL-UBND", at + 1),
                target: if at == 0 { third.id.to_string() } else { first.id.to_string() },
                unit: unit.to_string(),
                value: "62".to_owned(),
                effective_on: "01/09/2023".to_owned(),
                reason: "Tỉnh giao lại chỉ tiêu".to_owned(),
                ..NewAmendment::default()
            };
            ids.push(services::amendment::propose(&office, &typed).await.unwrap());
        }
        ids[0]
    }

    /// An appeal of each commune that is like the first one.
    async fn appeals(&self, own: UnitId) -> AppealId {
        let typed =
            NewAppeal {
                reason: "Số liệu T03 chưa đúng".to_owned(), evidence: "Báo cáo số 15/BC-UBND".to_owned(), ..NewAppeal::default()
            };
        let mut ids = Vec::new();
        for unit in self.alike(own) {
            let head = self.of_commune(Role::UnitHead, unit).await;
            ids.push(services::appeal::file(&head, "cchc-2023", unit, &typed).await.unwrap());
        }
        ids[0]
    }

    /// Points after the total: the rule set has none, but rows are what a page costs.
    async fn adjustments(&self, own: UnitId) -> AdjustmentId {
        let mut ids = Vec::new();
        for unit in self.alike(own) {
            let proposed = Adjustment {
                id: AdjustmentId(0),
                campaign: self.near.campaign,
                unit,
                code: "B1".to_owned(),
                points: domain::Quantity(10_000),
                reason: "Sáng kiến".to_owned(),
                standing: AdjustmentStanding::Proposed,
                proposed_by: self.of(Role::ParOffice, Stand::Near).person,
                proposed_at: crate::noon(),
                decided: None,
                note: String::new(),
            };
            ids.push(store::adjustment::insert(&self.db, &proposed).await.unwrap());
        }
        ids[0]
    }

    /// Rule sets that are being written, as many as there are communes like the first one.
    async fn drafts(&self) -> RuleDraftId {
        let office = self.ctx(Role::ParOffice, Stand::Near).await;
        let mut ids = Vec::new();
        for _ in 0..=self.more.len() {
            let start = services::rule_draft::Start { from: format!("version:{}", self.near.rule_set), ..Default::default() };
            ids.push(services::rule_draft::begin(&office, &start).await.unwrap());
        }
        ids[0]
    }

    /// Targets of each commune that is like the first one, handed down to its head.
    async fn assignments(&self, own: UnitId) -> AssignmentId {
        let mut ids = Vec::new();
        for unit in self.alike(own) {
            let (focal, head) = (self.of_commune(Role::FocalOfficer, unit).await, self.of_commune(Role::UnitHead, unit).await);
            let sheet = services::commitment::id_of_unit(&focal, self.near.campaign, unit).await.unwrap();
            let target = store::rule_set::targets(&self.db, self.near.rule_set).await.unwrap()[0].id;
            let (target, person) = (target.to_string(), head.actor.person.to_string());
            let new = services::commitment::NewAssignment { target, person, value: "98".to_owned(), ..Default::default() };
            services::commitment::assign(&focal, sheet, &new).await.unwrap();
            ids.push(store::assignment::of_sheet(&self.db, sheet).await.unwrap()[0].id);
        }
        ids[0]
    }

    /// Rules by which units and heads are graded, and a decision that waits for the authority.
    async fn decision(&self, run: RunId) -> DecisionId {
        let office = self.ctx(Role::ParOffice, Stand::Near).await;
        let (campaign, peer_group) = ("cchc-2023".to_owned(), "commune".to_owned());
        for (whom, rule) in [("units", "commitment_weighted_score"), ("heads", "nd90_leader")] {
            let choice = NewChoice {
                campaign: campaign.clone(),
                peer_group: peer_group.clone(),
                whom: whom.to_owned(),
                rule: rule.to_owned(),
                tasks_from: "key_tasks".to_owned(),
                ..NewChoice::default()
            };
            services::grading::choose(&office, &choice).await.unwrap();
        }
        services::decision::prepare(&office, &publication(run, "5", "Đã xác minh thêm số liệu")).await.unwrap()
    }

    /// The head or focal officer of a commune of the first district.
    async fn of_commune(&self, role: Role, unit: UnitId) -> Ctx {
        self.near.ctx_at(role, unit).await
    }
}

impl Rich {
    /// Somebody by role and stand.
    ///
    /// # Panics
    /// Panics where nobody is: every role is held at every stand.
    pub fn of(&self, role: Role, stand: Stand) -> &Somebody {
        self.people.iter().find(|it| it.role == role && it.stand == stand).unwrap()
    }

    /// The context of somebody.
    pub async fn ctx(&self, role: Role, stand: Stand) -> Ctx {
        self.near.ctx_of(self.of(role, stand).account).await
    }
}
