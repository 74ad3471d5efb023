//! A district in the middle of its year, built by its people through the services: sheets, figures with evidence in every state, a final
//! run, cases from open to signed, what follows; and a second district beside it. Every role is held three times over the first commune:
//! by somebody of its own, by somebody of another unit below the same authority, and by somebody of the other district.

use crate::district::{person, unit};
use crate::{District, PASSWORD, district};
use domain::campaign::StageWindow;
use domain::policy::Role;
use domain::review::{ReportKind, Section};
use domain::run::RunKind;
use domain::{
    AccountId, Campaign, CampaignId, CaseId, CommitmentId, ConferenceId, EvidenceId, FigureId, KeyTaskId, Member, Period, PersonId, PostId,
    RemedyId, RunId, Stage, UnitId,
};
use services::commitment::{self, Draft, TypedTask, TypedValue};
use services::conference::{self, TypedConference};
use services::figure::evidence::{Attach, Of, attach};
use services::figure::{self, Adjust, Record, RecordRow, SendBack, Submit};
use services::review::{
    self, AnswerRow, AttendeeRow, CallForm, ConsequenceForm, InvitedRow, MinutesForm, OpinionRow, ReplyRow, ReportForm, SupportForm,
    Verdict, VoteRow,
};
use services::{Ctx, account, assessment, key_task};
use store::Database;
use time::macros::date;

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
    /// The case, signed.
    pub case: CaseId,
    /// A remedy of it that is reported.
    pub remedy: RemedyId,
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
    let near = district(db).await;
    let [own, other, _] = near.communes;
    let second = unit(db, None, "district", "district", "Huyện Bình Giang").await;
    let far = [
        unit(db, Some(second), "commune", "commune", "Xã Thái Học").await,
        unit(db, Some(second), "commune", "commune", "Xã Tân Hồng").await,
    ];
    let mut people = Vec::new();
    for role in Role::ALL {
        for stand in Stand::ALL {
            people.push(somebody(db, &near, second, far[0], role, stand).await);
        }
    }
    campaign_of(db, &near, second, far).await;
    let it = Built { db: db.clone(), near, people };
    let (sheet, task, conference) = it.sheets(own, other).await;
    let (waiting, evidence) = it.figures(own, other).await;
    it.external(own).await;
    let run = it.run().await;
    let (case, remedy) = it.reviews(own, other).await;
    let post =
        store::organisation::posts(db, own, date!(2023 - 08 - 08)).await.unwrap().into_iter().find(|it| it.kind == "unit_head").unwrap();
    let technician = it.near.ctx(Role::Admin).await;
    services::technician::add_holiday(&technician, "04/09/2023", "off", "Nghỉ bù Quốc khánh").await.unwrap();
    let holiday = store::technician::holidays(db).await.unwrap().first().unwrap().id;
    let head = it.of(Role::UnitHead, Stand::Own).account;
    let grant = store::technician::grants(db, head).await.unwrap().first().unwrap().id;
    let Built { near, people, .. } = it;
    Rich {
        far,
        people,
        sheet,
        task,
        conference,
        waiting: waiting.0,
        waiting_revision: waiting.1,
        evidence,
        run,
        case,
        remedy,
        post: PostId(post.id),
        holiday,
        grant,
        near,
    }
}

async fn somebody(db: &Database, near: &District, second: UnitId, commune: UnitId, role: Role, stand: Stand) -> Somebody {
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
async fn campaign_of(db: &Database, near: &District, second: UnitId, communes: [UnitId; 2]) -> CampaignId {
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

fn month(number: u8) -> Period {
    format!("2023-M{number:02}").parse().unwrap()
}

/// What is there so far.
struct Built {
    db: Database,
    near: District,
    people: Vec<Somebody>,
}

impl Built {
    fn of(&self, role: Role, stand: Stand) -> &Somebody {
        self.people.iter().find(|it| it.role == role && it.stand == stand).unwrap()
    }

    async fn ctx(&self, role: Role, stand: Stand) -> Ctx {
        self.near.ctx_of(self.of(role, stand).account).await
    }

    /// The head or focal officer of a commune of the first district.
    async fn of_commune(&self, role: Role, unit: UnitId) -> Ctx {
        self.near.ctx_at(role, unit).await
    }

    async fn sheets(&self, own: UnitId, other: UnitId) -> (CommitmentId, KeyTaskId, ConferenceId) {
        let office = self.near.ctx(Role::ParOffice).await;
        let chair = self.near.ctx(Role::Authority).await;
        commitment::issue_all(&office, self.near.campaign).await.unwrap();
        for unit in [own, other] {
            let id = commitment::id_of_unit(&office, self.near.campaign, unit).await.unwrap();
            let focal = self.of_commune(Role::FocalOfficer, unit).await;
            let page = commitment::open(&focal, id).await.unwrap();
            let value = |it: &commitment::Asked| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() };
            let draft = Draft {
                revision: page.sheet.revision,
                note: "Theo điều kiện của xã".to_owned(),
                confirmed: true,
                values: page.targets.iter().map(value).collect(),
                tasks: vec![TypedTask {
                    title: "Kiện toàn tổ công nghệ số".to_owned(),
                    result: "100% thôn có tổ".to_owned(),
                    person: "Bà Bùi Thị Một".to_owned(),
                    due: "30/09/2023".to_owned(),
                }],
            };
            commitment::propose(&focal, id, &draft).await.unwrap();
            let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
            commitment::approve(&chair, id, revision).await.unwrap();
        }
        let sheet = commitment::id_of_unit(&office, self.near.campaign, own).await.unwrap();
        for signer in [&self.of_commune(Role::UnitHead, own).await, &chair] {
            let page = commitment::sign_page(signer, sheet).await.unwrap();
            commitment::sign(signer, sheet, &page.digest, PASSWORD, &page.token).await.unwrap();
        }
        let conference = TypedConference {
            title: "Hội nghị ký cam kết năm 2023".to_owned(),
            held_on: "20/02/2023".to_owned(),
            starts_at: "8:00".to_owned(),
            place: "Hội trường huyện".to_owned(),
            agenda: "Khai mạc\nKý cam kết".to_owned(),
        };
        let conference = conference::arrange(&office, "cchc-2023", &conference).await.unwrap();
        conference::group(&office, conference, &[sheet]).await.unwrap();
        let attended = |unit| conference::Attended { unit, present: true, note: String::new() };
        conference::record_attendance(&office, conference, &[attended(own), attended(other)]).await.unwrap();
        let task = store::key_task::of_commitment(&self.db, sheet).await.unwrap().first().unwrap().clone();
        let focal = self.of_commune(Role::FocalOfficer, own).await;
        key_task::report(&focal, task.id, task.revision, "01/08/2023", "Đã kiện toàn tại 5 thôn").await.unwrap();
        let proof = Attach { of: Of::KeyTask(task.id), ..file("to-cong-nghe.pdf", own, month(1), "") };
        attach(&focal, proof).await.unwrap();
        let head = self.of_commune(Role::UnitHead, own).await;
        key_task::submit(&head, task.id, task.revision + 1, &account::form_token(&head).await.unwrap()).await.unwrap();
        (sheet, task.id, conference)
    }

    /// January is decided, February waits, March is entered; another unit has entered January.
    async fn figures(&self, own: UnitId, other: UnitId) -> ((FigureId, i64), EvidenceId) {
        let inspector = self.near.ctx(Role::Inspector).await;
        for number in [1, 2, 3] {
            self.enter(own, month(number)).await;
        }
        self.enter(other, month(1)).await;
        let focal = self.of_commune(Role::FocalOfficer, own).await;
        attach(&focal, file("so-theo-doi.pdf", own, month(2), "online")).await.unwrap();
        let evidence = attach(&focal, file("bao-cao.pdf", own, month(3), "received")).await.unwrap().id;
        for number in [1, 2] {
            self.submit(own, month(number)).await;
        }
        let january = store::figure::of_unit_period(&self.db, self.near.campaign, own, month(1)).await.unwrap();
        let mut rest = january.iter().map(|it| (it.figure.id, it.figure.revision)).collect::<Vec<_>>();
        let (adjusted, returned) = (rest.pop().unwrap(), rest.pop().unwrap());
        figure::accept(&inspector, &rest).await.unwrap();
        let adjust = Adjust {
            figure: adjusted.0,
            revision: adjusted.1,
            value: "19".to_owned(),
            confirmed: String::new(),
            reason: "Đếm trùng một hồ sơ".to_owned(),
        };
        figure::adjust(&inspector, &adjust).await.unwrap();
        let back = SendBack { figure: returned.0, revision: returned.1, reason: "Thiếu sổ theo dõi".to_owned() };
        figure::send_back(&inspector, &back).await.unwrap();
        let february = store::figure::with_limits(&self.db, self.near.campaign, own, month(2)).await.unwrap();
        let waiting = february.iter().find(|it| it.owner_area == "A7_digital").unwrap();
        ((waiting.figure.id, waiting.figure.revision), evidence)
    }

    async fn enter(&self, unit: UnitId, period: Period) {
        let focal = self.of_commune(Role::FocalOfficer, unit).await;
        let page = figure::entry(&focal, unit, period, None).await.unwrap();
        let rows = page.rows.iter().map(|it| RecordRow {
            variable: it.used.variable.id,
            value: if it.used.variable.limit_code.is_empty() { "100" } else { "20" }.to_owned(),
            note: String::new(),
            value_was: String::new(),
            note_was: String::new(),
            revision: 0,
            confirmed: String::new(),
        });
        let form = Record { unit, period, campaign: None, as_of: String::new(), rows: rows.collect() };
        figure::record(&focal, &form).await.unwrap();
    }

    async fn submit(&self, unit: UnitId, period: Period) {
        let head = self.of_commune(Role::UnitHead, unit).await;
        let token = account::form_token(&head).await.unwrap();
        figure::submit(&head, &Submit { unit, period, campaign: None, token }).await.unwrap();
    }

    async fn external(&self, unit: UnitId) {
        let office = self.near.ctx(Role::ParOffice).await;
        let typed = assessment::NewExternal {
            title: "Chỉ số CCHC năm 2022".to_owned(),
            points: "81,5".to_owned(),
            rank: "12".to_owned(),
            out_of: "17".to_owned(),
            note: String::new(),
            source: "Báo cáo của Sở Nội vụ".to_owned(),
            published_on: "05/01/2023".to_owned(),
        };
        assessment::record_external(&office, self.near.campaign, unit, &typed).await.unwrap();
    }

    /// The final run: what is missing counts as missing, with a reason.
    async fn run(&self) -> RunId {
        let office = self.near.ctx(Role::ParOffice).await;
        let mut excuses = Vec::new();
        loop {
            let page = excuses.len() / 50 + 1;
            let list = assessment::missing_figures(&office, "cchc-2023", None, None, page).await.unwrap();
            let reason = |it: &assessment::MissingFigure| assessment::Excuse {
                unit: it.unit,
                variable: it.variable,
                period: it.period,
                reason: "Kỳ chưa kết thúc".to_owned(),
            };
            excuses.extend(list.figures.iter().map(reason).map(|it| ("rows[0][reason]".to_owned(), it)));
            if excuses.len() >= list.total {
                break;
            }
        }
        assessment::excuse(&office, self.near.campaign, self.near.group, &excuses).await.unwrap();
        let token = account::form_token(&office).await.unwrap();
        assessment::run(&office, self.near.campaign, self.near.group, RunKind::Final, &token).await.unwrap()
    }

    /// The own case is signed and followed up; the other one is reported.
    async fn reviews(&self, own: UnitId, other: UnitId) -> (CaseId, RemedyId) {
        let office = self.near.ctx(Role::ParOffice).await;
        review::open(&office, "cchc-2023", "31/08/2023").await.unwrap();
        let case = store::review::case::of_unit(&self.db, self.near.campaign, own).await.unwrap().id;
        review::ask(&office, case, "Vì sao hồ sơ trực tuyến thấp?").await.unwrap();
        self.report(own, case).await;
        self.report(other, store::review::case::of_unit(&self.db, self.near.campaign, other).await.unwrap().id).await;
        self.meet(case).await;
        let remedies = store::review::follow_up::of_case(&self.db, case).await.unwrap();
        let (first, second) = (remedies[0].remedy.clone(), remedies[1].remedy.clone());
        let focal = self.of_commune(Role::FocalOfficer, own).await;
        let inspector = self.near.ctx(Role::Inspector).await;
        for it in [&first, &second] {
            review::report_remedy(&focal, it.id, it.revision, "Đã tập huấn", "01/08/2023").await.unwrap();
        }
        review::judge_remedy(&inspector, first.id, first.revision + 1, Verdict::Done, "Đã kiểm tra tại chỗ").await.unwrap();
        let chair = self.near.ctx(Role::Authority).await;
        let consequence = ConsequenceForm {
            case: case.to_string(),
            kind: "reprimand".to_owned(),
            subject_post: "Chủ tịch UBND xã Cẩm Văn".to_owned(),
            legal_basis: "Quy chế đánh giá".to_owned(),
            description: "Phê bình bằng văn bản".to_owned(),
            decision_number: "12/QĐ-UBND".to_owned(),
            decided_on: "07/08/2023".to_owned(),
        };
        review::record_consequence(&chair, &consequence).await.unwrap();
        let support = SupportForm {
            campaign: "cchc-2023".to_owned(),
            unit: own.to_string(),
            target: String::new(),
            kind: "equipment".to_owned(),
            description: "Máy tính".to_owned(),
            amount: "02 bộ".to_owned(),
            given_on: "01/08/2023".to_owned(),
            source: "UBND huyện".to_owned(),
        };
        review::record_support(&office, &support).await.unwrap();
        (case, second.id)
    }

    async fn report(&self, unit: UnitId, case: CaseId) {
        let head = self.of_commune(Role::UnitHead, unit).await;
        for kind in ReportKind::ALL {
            let view = review::report(&head, case, *kind).await.unwrap();
            let missed = view.items.iter().filter(|it| !it.facts.met);
            let answer = |it: &domain::review::Item| AnswerRow {
                id: it.id.to_string(),
                cause_kind: "subjective".to_owned(),
                cause: "Chưa phân công rõ người phụ trách".to_owned(),
                responsible: "Ông Hoàng Văn Một".to_owned(),
                remedy: format!("Khắc phục: {}", it.facts.title),
                due_on: "31/12/2023".to_owned(),
            };
            let form = ReportForm {
                case,
                kind: *kind,
                revision: view.report.revision,
                items: missed.map(answer).collect(),
                sections: Section::of_kind(*kind).iter().map(|it| (it.code().to_owned(), "Nội dung đã viết.".to_owned())).collect(),
                levels: Section::of_kind(*kind).iter().map(|it| (it.code().to_owned(), "average".to_owned())).collect(),
                answers: view.answers.iter().map(|it| ReplyRow { id: it.0.to_string(), answer: "Đã giải trình.".to_owned() }).collect(),
                grade: "completed".to_owned(),
            };
            let token = account::form_token(&head).await.unwrap();
            review::submit(&head, &form, PASSWORD, &token).await.unwrap();
        }
    }

    async fn meet(&self, case: CaseId) {
        let office = self.near.ctx(Role::ParOffice).await;
        let chair = self.near.ctx(Role::Authority).await;
        let secretary = self.ctx(Role::MeetingSecretary, Stand::Own).await;
        let names = ["Ông Hoàng Văn Một", "Bà Bùi Thị Một"];
        let called = CallForm {
            case,
            revision: 0,
            held_on: "08/08/2023".to_owned(),
            begins: "7:30".to_owned(),
            place: "Hội trường UBND xã".to_owned(),
            chair: chair.actor.person.to_string(),
            secretary: secretary.actor.person.to_string(),
            purpose: "Kiểm điểm trách nhiệm.".to_owned(),
            invited: names.map(|it| InvitedRow { name: it.to_owned(), post: "Công chức".to_owned() }).to_vec(),
        };
        review::call(&office, &called).await.unwrap();
        let attendee =
            |it: &str| AttendeeRow { name: it.to_owned(), post: "Công chức".to_owned(), present: true, absent_reason: String::new() };
        let written = MinutesForm {
            case,
            revision: 1,
            begins: "7:30".to_owned(),
            ends: "8:30".to_owned(),
            place: "Hội trường UBND xã".to_owned(),
            attendees: names.iter().map(|it| attendee(it)).collect(),
            purpose: "Kiểm điểm trách nhiệm.".to_owned(),
            presented: "Trình bày hai báo cáo.".to_owned(),
            opinions: vec![OpinionRow {
                kind: "opinion".to_owned(),
                speaker: "Bà Bùi Thị Một".to_owned(),
                content: "Cần phân công rõ.".to_owned(),
            }],
            votes: vec![VoteRow {
                subject: "Tập thể".to_owned(),
                manner: "open".to_owned(),
                in_favour: "2".to_owned(),
                against: "0".to_owned(),
                abstained: "0".to_owned(),
            }],
            conclusion: "Thống nhất.".to_owned(),
        };
        review::write(&secretary, &written).await.unwrap();
        let revision = review::minutes(&secretary, case).await.unwrap().meeting.revision;
        review::adopt(&secretary, case, revision, &account::form_token(&secretary).await.unwrap()).await.unwrap();
        for signer in [&secretary, &chair] {
            let digest = review::minutes(signer, case).await.unwrap().meeting.adopted.map(|it| it.1).unwrap();
            let token = account::form_token(signer).await.unwrap();
            review::sign(signer, case, &digest, PASSWORD, &token).await.unwrap();
        }
    }
}

fn file(name: &str, unit: UnitId, period: Period, variable: &str) -> Attach {
    Attach {
        of: Of::Figure { unit, period, campaign: None, variable: variable.to_owned() },
        file_name: name.to_owned(),
        content: format!("%PDF-1.7 {name} {period}").into_bytes(),
        doc_number: "12/BC-UBND".to_owned(),
        doc_on: "10/01/2023".to_owned(),
        issuer: "UBND xã".to_owned(),
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
