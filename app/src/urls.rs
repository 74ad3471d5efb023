//! Every address of the site, as functions. Vietnamese without marks; every state of a page has one.

use domain::template::TemplateKind;
use domain::{
    AccountId, AmendmentId, AppealId, CommitmentId, ConferenceId, DecisionId, EntryId, OriginalId, PersonId, RuleDraftId, RuleSetId,
    ScanId, UnitId,
};

/// My work.
pub const HOME: &str = "/";

/// Signing in.
pub const SIGN_IN: &str = "/dang-nhap";

/// The search in the head.
pub const SEARCH: &str = "/tim";

/// The log.
pub const LOG: &str = "/nhat-ky";

/// One's own account.
pub const OWN_ACCOUNT: &str = "/tai-khoan";

/// The history of a thing.
pub fn history(subject: services::history::Subject, id: i64) -> String {
    format!("/lich-su/{}/{id}", subject.code())
}

/// A chapter of the user guide.
pub fn guide(chapter: &str) -> String {
    format!("/huong-dan/{chapter}")
}

/// A campaign's year at a glance.
pub fn campaign(code: &str) -> String {
    format!("/dot/{code}")
}

/// A local address to go on to, or home: never another site.
pub fn local_or_home(next: &str) -> &str {
    // Browsers take tabs and line ends out of an address before they read it: `/`, a tab, `/host` would be another site.
    let local = next.starts_with('/') && !next.starts_with("//") && !next.contains(|it: char| it == '\\' || it.is_control());
    if local { next } else { HOME }
}

// Figures, evidence, verification, key tasks.

/// Everything that the units of a campaign owe: units × periods.
pub fn figures_overview(code: &str) -> String {
    format!("/dot/{code}/so-lieu")
}

/// The entry grid of a unit's period; without a campaign's code that of the year.
pub fn figures(unit: domain::UnitId, period: domain::Period, dot: Option<&str>) -> String {
    with_dot(format!("/so-lieu/{unit}/{period}"), dot)
}

/// The history of one figure, by its variable's code.
pub fn figure(unit: domain::UnitId, period: domain::Period, variable: &str, dot: Option<&str>) -> String {
    with_dot(format!("/so-lieu/{unit}/{period}/{variable}"), dot)
}

/// Where evidence of a period's figures is sent to.
pub fn figure_evidence(unit: domain::UnitId, period: domain::Period, dot: Option<&str>) -> String {
    with_dot(format!("/so-lieu/{unit}/{period}/tai-lieu"), dot)
}

/// Where evidence of a key task is sent to.
pub fn key_task_evidence(task: domain::KeyTaskId, dot: &str) -> String {
    with_dot(format!("/nhiem-vu/{task}/tai-lieu"), Some(dot))
}

/// The file of a piece of evidence.
pub fn evidence(id: domain::EvidenceId) -> String {
    format!("/tai-lieu/{id}")
}

/// What waits for verification.
pub fn verification(code: &str) -> String {
    format!("/dot/{code}/xac-minh")
}

/// The key tasks of a campaign.
pub fn key_tasks(code: &str) -> String {
    format!("/dot/{code}/nhiem-vu")
}

fn with_dot(path: String, dot: Option<&str>) -> String {
    match dot.filter(|it| !it.is_empty()) {
        Some(code) => {
            let code: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
            format!("{path}?dot={code}")
        }
        None => path,
    }
}

/// An address that says what has just been done, in place of what it said before; `key` is the sentence, `done-…`.
pub fn done(address: &str, key: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut kept = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if !matches!(&*name, "done" | "__path" | "__err" | "draft" | "loi") {
            kept.append_pair(&name, &value);
        }
    }
    kept.append_pair("done", key.trim_start_matches("done-"));
    format!("{path}?{}", kept.finish())
}

// Results.

/// The ranking of a campaign.
pub fn ranking(code: &str) -> String {
    format!("/dot/{code}/danh-gia")
}

/// The ranking of a group of a campaign in a run, as a list or as a heat map (`luoi`).
pub fn ranking_of(code: &str, peer_group: &str, run: Option<domain::RunId>, grid: bool, page: usize) -> String {
    let mut query = form_urlencoded::Serializer::for_suffix(format!("/dot/{code}/danh-gia?"), format!("/dot/{code}/danh-gia?").len());
    query.append_pair("nhom", peer_group);
    if let Some(run) = run {
        query.append_pair("lan", &run.to_string());
    }
    if grid {
        query.append_pair("xem", "luoi");
    }
    if page > 1 {
        query.append_pair("trang", &page.to_string());
    }
    query.finish()
}

/// The ranking of a group as a paper: of the run that counts.
pub fn ranking_pdf(code: &str, peer_group: &str) -> String {
    let group: String = form_urlencoded::byte_serialize(peer_group.as_bytes()).collect();
    format!("/dot/{code}/danh-gia.pdf?nhom={group}")
}

/// The package of a group of a campaign, as its verified figures stand now.
pub fn package(code: &str, peer_group: &str) -> String {
    let peer_group: String = form_urlencoded::byte_serialize(peer_group.as_bytes()).collect();
    format!("/dot/{code}/goi.json?nhom={peer_group}")
}

/// Deciding to run an assessment of a group.
pub fn run_assessment(code: &str, peer_group: &str, kind: domain::run::RunKind) -> String {
    format!("/dot/{code}/danh-gia/chay?nhom={peer_group}&loai={}", kind.code())
}

/// The missing figures of a group.
pub fn missing_figures(code: &str, peer_group: &str) -> String {
    format!("/dot/{code}/danh-gia/thieu?nhom={peer_group}")
}

/// A unit's result, in a run or in the one that counts.
pub fn result(code: &str, unit: domain::UnitId, run: Option<domain::RunId>) -> String {
    let run = run.map(|it| format!("?lan={it}")).unwrap_or_default();
    format!("/dot/{code}/danh-gia/{unit}{run}")
}

/// One point explained.
pub fn point(code: &str, unit: domain::UnitId, target: &str, run: Option<domain::RunId>) -> String {
    let run = run.map(|it| format!("?lan={it}")).unwrap_or_default();
    format!("/dot/{code}/danh-gia/{unit}/{}{run}", encoded(target).replace('+', "%20"))
}

/// The difference between two runs of a group; of the one that counts from the one before it, where none are named.
pub fn run_difference(code: &str, peer_group: &str, runs: Option<(domain::RunId, domain::RunId)>) -> String {
    let group: String = form_urlencoded::byte_serialize(peer_group.as_bytes()).collect();
    let runs = runs.map(|(before, after)| format!("&truoc={before}&sau={after}")).unwrap_or_default();
    format!("/dot/{code}/danh-gia/so-sanh?nhom={group}{runs}")
}

/// What the units of a group declared beside what was verified.
pub fn declared(code: &str, peer_group: &str) -> String {
    let group: String = form_urlencoded::byte_serialize(peer_group.as_bytes()).collect();
    format!("/dot/{code}/danh-gia/tu-khai?nhom={group}")
}

/// How firm the places of a group are.
pub fn firmness(code: &str, peer_group: &str) -> String {
    let group: String = form_urlencoded::byte_serialize(peer_group.as_bytes()).collect();
    format!("/dot/{code}/danh-gia/do-chac?nhom={group}")
}

/// How firm the places of a group are in a run where the weight of one target moves.
pub fn firmness_of(code: &str, peer_group: &str, run: domain::RunId, target: &str) -> String {
    let target: String = form_urlencoded::byte_serialize(target.as_bytes()).collect();
    format!("{}&lan={run}&chi-tieu={target}#trong-so", firmness(code, peer_group))
}

/// The calculator of a unit.
pub fn what_if(code: &str, unit: domain::UnitId, run: Option<domain::RunId>) -> String {
    let run = run.map(|it| format!("?lan={it}")).unwrap_or_default();
    format!("/dot/{code}/danh-gia/{unit}/tinh-thu{run}")
}

/// What is ready before a stage opens; before the next one, where none is named.
pub fn readiness(code: &str, stage: Option<domain::Stage>) -> String {
    let stage = stage.map(|it| format!("?giai-doan={}", it.code())).unwrap_or_default();
    format!("/dot/{code}/san-sang{stage}")
}

/// A group's rules on the figures of the year before.
pub fn rehearsal(code: &str, peer_group: &str) -> String {
    let group: String = form_urlencoded::byte_serialize(peer_group.as_bytes()).collect();
    format!("/dot/{code}/chay-thu?nhom={group}")
}

/// The form for a result that others published.
pub fn external_result(code: &str, unit: domain::UnitId) -> String {
    format!("/dot/{code}/danh-gia/ket-qua-ngoai?don-vi={unit}")
}

/// The leader's one screen.
pub fn overview(code: &str) -> String {
    format!("/dot/{code}/tong-quan")
}

// Points that people give.

/// The manual targets of a group and their points.
pub fn appraisals(code: &str, peer_group: &str) -> String {
    let group: String = form_urlencoded::byte_serialize(peer_group.as_bytes()).collect();
    format!("/dot/{code}/tham-dinh?nhom={group}")
}

/// The points of one unit.
pub fn unit_points(code: &str, unit: UnitId) -> String {
    format!("/dot/{code}/tham-dinh/{unit}")
}

/// The points after the total of a group.
pub fn adjustments(code: &str, peer_group: &str) -> String {
    let group: String = form_urlencoded::byte_serialize(peer_group.as_bytes()).collect();
    format!("/dot/{code}/diem-cong-tru?nhom={group}")
}

// Organisation, catalogue, campaigns, the technician.

/// The organisation tree.
pub const ORGANISATION: &str = "/to-chuc";

/// The rule sets.
pub const CATALOGUE: &str = "/bo-chi-tieu";

/// The list of campaigns.
pub const CAMPAIGNS: &str = "/dot";

/// A new campaign by hand.
pub const NEW_CAMPAIGN: &str = "/dot/moi";

/// Taking a package in.
pub const IMPORT: &str = "/dot/nhap";

/// The technician's page.
pub const ADMINISTRATION: &str = "/quan-tri";

/// A new account.
pub const NEW_ACCOUNT: &str = "/quan-tri/tai-khoan-moi";

/// A unit's page.
pub fn unit(id: UnitId) -> String {
    format!("/don-vi/{id}")
}

/// A person's page.
pub fn person(id: PersonId) -> String {
    format!("/nguoi/{id}")
}

/// The catalogue of what figures report.
pub const VARIABLES: &str = "/bo-chi-tieu/so-lieu";

/// What the catalogue says of a variable.
pub fn variable(id: domain::VariableId) -> String {
    format!("{VARIABLES}/{id}")
}

/// A rule set's page.
pub fn rule_set(id: RuleSetId) -> String {
    format!("{CATALOGUE}/{id}")
}

/// A target of a rule set.
pub fn target(rule_set: RuleSetId, code: &str) -> String {
    format!("{CATALOGUE}/{rule_set}/chi-tieu/{}", encoded(code).replace('+', "%20"))
}

/// An account's page.
pub fn account(id: AccountId) -> String {
    format!("{ADMINISTRATION}/tai-khoan/{id}")
}

/// A page with one of its forms open: `?viec=NAME`.
pub fn at_work(address: &str, name: &str) -> String {
    format!("{address}?viec={name}")
}

// Commitments and conferences.

/// The sheets of a campaign.
pub fn commitments(code: &str) -> String {
    format!("/dot/{code}/cam-ket")
}

/// The sheets of a campaign that a filter takes.
pub fn commitments_of(code: &str, filter: &str) -> String {
    format!("/dot/{code}/cam-ket?loc={filter}")
}

/// A sheet.
pub fn commitment(id: CommitmentId) -> String {
    format!("/cam-ket/{id}")
}

/// A sheet as a paper.
pub fn commitment_pdf(id: CommitmentId) -> String {
    format!("/cam-ket/{id}.pdf")
}

/// Signing a sheet.
pub fn commitment_sign(id: CommitmentId) -> String {
    format!("/cam-ket/{id}/ky")
}

/// Where a code of a sheet is typed, for everybody.
pub const LOOK_UP: &str = "/tra-cuu";

/// The certificate with which anybody checks papers that the instance confirmed.
pub const ROOT_CERTIFICATE: &str = "/chung-thu-goc.pem";

/// Where a file is checked, for everybody.
pub const CHECK: &str = "/xac-minh";

/// Where a sheet that was signed outside is sent.
pub fn commitment_outside(id: CommitmentId) -> String {
    format!("/cam-ket/{id}/ky-so")
}

/// The sheets of a campaign that were signed by hand.
pub fn scans(code: &str) -> String {
    format!("/dot/{code}/ban-giay")
}

/// A scan of a sheet that was signed by hand.
pub fn scan(id: ScanId) -> String {
    format!("/ban-giay/{id}")
}

/// The file of a scan.
pub fn scan_pdf(id: ScanId) -> String {
    format!("/ban-giay/{id}.pdf")
}

/// Who signed a sheet, when and how, as a page to print.
pub fn commitment_certificate(id: CommitmentId) -> String {
    format!("/cam-ket/{id}/chung-nhan")
}

/// Whether a sheet is valid, for everybody.
pub fn look_up(code: &str) -> String {
    format!("{LOOK_UP}/{code}")
}

/// The conferences of a campaign.
pub fn conferences(code: &str) -> String {
    format!("/dot/{code}/hoi-nghi")
}

/// A conference.
pub fn conference(id: ConferenceId) -> String {
    format!("/hoi-nghi/{id}")
}

/// The report of a unit on a period as a paper.
pub fn progress_pdf(code: &str, unit: UnitId, period: domain::Period) -> String {
    format!("/dot/{code}/bao-cao/{unit}/{period}.pdf")
}

/// The report in which a unit explains its result in a run, as a paper.
pub fn justification_pdf(code: &str, unit: UnitId, run: domain::RunId) -> String {
    format!("/dot/{code}/danh-gia/{unit}/giai-trinh.pdf?lan={run}")
}

/// The minutes of a hand-over of a unit when its head changes, as a paper.
pub fn hand_over_pdf(code: &str, unit: UnitId) -> String {
    format!("/dot/{code}/ban-giao/{unit}.pdf")
}

/// The minutes of a check of a unit's figures of a period, as a paper.
pub fn check_minutes_pdf(code: &str, unit: UnitId, period: domain::Period) -> String {
    format!("/dot/{code}/kiem-tra/{unit}/{period}/bien-ban.pdf")
}

/// The notice of the conclusion of that check, as a paper.
pub fn check_conclusion_pdf(code: &str, unit: UnitId, period: domain::Period) -> String {
    format!("/dot/{code}/kiem-tra/{unit}/{period}/ket-luan.pdf")
}

/// The letter that reminds a unit of late figures, as a paper.
pub fn reminder_pdf(code: &str, unit: UnitId) -> String {
    format!("/dot/{code}/don-doc/{unit}.pdf")
}

/// The letter that reminds a unit of a commitment that is not signed, as a paper.
pub fn signing_reminder_pdf(code: &str, unit: UnitId) -> String {
    format!("/dot/{code}/cam-ket/don-doc/{unit}.pdf")
}

/// The list of sheets as CSV, from the address of the list.
pub fn commitments_csv(list: &str) -> String {
    match list.split_once('?') {
        Some((path, query)) => format!("{path}.csv?{query}"),
        None => format!("{list}.csv"),
    }
}

/// The invitation to a conference as a paper.
pub fn invitation_pdf(id: ConferenceId) -> String {
    format!("/hoi-nghi/{id}/giay-moi.pdf")
}

/// The programme of a conference and the sheets that are signed there, bound into one file.
pub fn conference_pack_pdf(id: ConferenceId) -> String {
    format!("/hoi-nghi/{id}/tap-tai-lieu.pdf")
}

/// A paper for Word, from the address of its PDF.
pub fn for_word(pdf: &str) -> String {
    pdf.replacen(".pdf", ".docx", 1)
}

/// The first pages of a paper as a picture, by the address of its PDF.
pub fn picture(pdf: &str) -> String {
    pdf.replacen(".pdf", ".png", 1)
}

/// The programme of a conference as a paper.
pub fn conference_pdf(id: ConferenceId) -> String {
    format!("/hoi-nghi/{id}.pdf")
}

// Seals and amendments.

/// What is sealed in a campaign.
pub fn seals(code: &str) -> String {
    format!("/dot/{code}/niem-phong")
}

/// The amendments of a campaign.
pub fn amendments(code: &str) -> String {
    format!("/dot/{code}/dieu-chinh")
}

/// A new amendment of a goal of a group; of the first one where none is named.
pub fn new_amendment(code: &str, peer_group: Option<&str>) -> String {
    let group = peer_group.map(|it| form_urlencoded::byte_serialize(it.as_bytes()).collect::<String>());
    format!("/dot/{code}/dieu-chinh/moi{}", group.map(|it| format!("?nhom={it}")).unwrap_or_default())
}

/// A new amendment of the rules of a group; of the first one where none is named.
pub fn new_rules(code: &str, peer_group: Option<&str>) -> String {
    let group = peer_group.map(|it| form_urlencoded::byte_serialize(it.as_bytes()).collect::<String>());
    format!("/dot/{code}/dieu-chinh/quy-tac{}", group.map(|it| format!("?nhom={it}")).unwrap_or_default())
}

/// An amendment.
pub fn amendment(id: AmendmentId) -> String {
    format!("/dieu-chinh/{id}")
}

/// An amendment as a paper.
pub fn amendment_pdf(id: AmendmentId) -> String {
    format!("/dieu-chinh/{id}.pdf")
}

/// A file of one unit's part of a run: `goi`, the package of the unit alone, or `bien-nhan`, its receipt.
pub fn result_file(code: &str, unit: domain::UnitId, name: &str, run: domain::RunId) -> String {
    format!("/dot/{code}/danh-gia/{unit}/{name}.json?lan={run}")
}

// Review and follow-up.

/// The cases of a campaign.
pub fn reviews(code: &str) -> String {
    format!("/dot/{code}/kiem-diem")
}

/// The file of a campaign's year: sheets, reports and minutes, bound into one.
pub fn year_file_pdf(code: &str) -> String {
    format!("/dot/{code}/tap-ho-so.pdf")
}

/// What follows in a campaign: remedies, consequences, support.
pub fn follow_up(code: &str) -> String {
    format!("/dot/{code}/theo-doi")
}

/// One remedy of a campaign.
pub fn remedy(code: &str, id: domain::RemedyId) -> String {
    format!("/dot/{code}/theo-doi?bien-phap={id}")
}

/// A case.
pub fn review(id: domain::CaseId) -> String {
    format!("/kiem-diem/{id}")
}

/// A report of a case.
pub fn review_report(id: domain::CaseId, kind: domain::review::ReportKind) -> String {
    match kind {
        domain::review::ReportKind::Collective => format!("/kiem-diem/{id}/bao-cao"),
        domain::review::ReportKind::Personal => format!("/kiem-diem/{id}/ban-kiem-diem"),
    }
}

/// A report of a case as a paper, under a State head.
pub fn review_report_pdf(id: domain::CaseId, kind: domain::review::ReportKind) -> String {
    format!("{}.pdf", review_report(id, kind))
}

/// The same under the Party's head.
pub fn review_report_party_pdf(id: domain::CaseId, kind: domain::review::ReportKind) -> String {
    format!("{}?mau=dang", review_report_pdf(id, kind))
}

/// The meeting of a case.
pub fn review_meeting(id: domain::CaseId) -> String {
    format!("/kiem-diem/{id}/hoi-nghi")
}

/// The minutes of a case.
pub fn review_minutes(id: domain::CaseId) -> String {
    format!("/kiem-diem/{id}/bien-ban")
}

/// The minutes of a case as a paper.
pub fn review_minutes_pdf(id: domain::CaseId) -> String {
    format!("/kiem-diem/{id}/bien-ban.pdf")
}

/// The notices of a decision.
pub fn decision_notices_pdf(id: domain::DecisionId) -> String {
    format!("/quyet-dinh/{id}/thong-bao.pdf")
}

/// Form 01 of Decree 335 for the head of a unit, or form 02.
pub fn civil_servant_pdf(code: &str, unit: UnitId, form: &str) -> String {
    format!("/dot/{code}/xep-loai/{unit}/{form}.pdf")
}

/// All papers of a case, bound into one file.
pub fn review_bundle_pdf(id: domain::CaseId) -> String {
    format!("/kiem-diem/{id}/ho-so.pdf")
}

// Grades and decisions.

/// What is proposed for the units and heads of a group.
pub fn grading(code: &str, peer_group: &str) -> String {
    format!("/dot/{code}/xep-loai?nhom={}", encoded(peer_group))
}

/// Choosing the rule for a group's units or heads.
pub fn grade_rule(code: &str, peer_group: &str, whom: domain::grading::Whom) -> String {
    format!("/dot/{code}/xep-loai/quy-tac?nhom={}&doi-tuong={}", encoded(peer_group), whom.code())
}

/// A unit and its head with every condition and fact.
pub fn grading_of(code: &str, unit: UnitId) -> String {
    format!("/dot/{code}/xep-loai/{unit}")
}

/// The decisions of a campaign.
pub fn decisions(code: &str) -> String {
    format!("/dot/{code}/quyet-dinh")
}

/// Preparing a decision about a group.
pub fn prepare_decision(code: &str, peer_group: &str, kind: domain::decision::DecisionKind) -> String {
    format!("/dot/{code}/quyet-dinh/moi?loai={}&nhom={}", kind.code(), encoded(peer_group))
}

/// Preparing a decision that replaces a value; without a group's code that of the unit.
pub fn replace_decided(code: &str, peer_group: Option<&str>, key: domain::decision::Key) -> String {
    let group = peer_group.map(|it| format!("&nhom={}", encoded(it))).unwrap_or_default();
    let person = key.person.map(|it| format!("&nguoi={it}")).unwrap_or_default();
    let kind = domain::decision::DecisionKind::Replacement.code();
    format!("/dot/{code}/quyet-dinh/moi?loai={kind}&ve={}&don-vi={}{person}{group}", key.subject.code(), key.unit)
}

/// A decision.
pub fn decision(id: DecisionId) -> String {
    format!("/quyet-dinh/{id}")
}

/// A decision as a paper.
pub fn decision_pdf(id: DecisionId) -> String {
    format!("/quyet-dinh/{id}.pdf")
}

/// Who of a unit's staff answers for what of its sheet.
pub fn handing_down(id: CommitmentId) -> String {
    format!("/cam-ket/{id}/phan-cong")
}

/// The places of a group by area.
pub fn areas(code: &str, peer_group: &str) -> String {
    format!("/dot/{code}/danh-gia/linh-vuc?nhom={}", encoded(peer_group))
}

/// Rule sets that are being written.
pub const RULE_DRAFTS: &str = "/bo-chi-tieu/soan";

/// A rule set that is being written.
pub fn rule_draft(id: RuleDraftId) -> String {
    format!("{RULE_DRAFTS}/{id}")
}

/// The same as a file.
pub fn rule_draft_file(id: RuleDraftId) -> String {
    format!("{RULE_DRAFTS}/{id}.json")
}

/// A target of it, by its place from 0; addresses tell places from 1.
pub fn draft_target(id: RuleDraftId, at: usize) -> String {
    format!("{RULE_DRAFTS}/{id}/{}", at + 1)
}

/// A new target of it.
pub fn new_draft_target(id: RuleDraftId) -> String {
    format!("{RULE_DRAFTS}/{id}/moi")
}

/// A version of a rule set beside another one.
pub fn rule_set_difference(id: RuleSetId) -> String {
    format!("/bo-chi-tieu/{id}/so-sanh")
}

/// A version of a rule set as a file.
pub fn rule_set_file(id: RuleSetId) -> String {
    format!("/bo-chi-tieu/{id}.json")
}

/// The appeals of a campaign.
pub fn appeals(code: &str) -> String {
    format!("/dot/{code}/kien-nghi")
}

/// Appealing a unit's result.
pub fn new_appeal(code: &str, unit: UnitId) -> String {
    format!("/dot/{code}/kien-nghi/{unit}")
}

/// An appeal.
pub fn appeal(id: AppealId) -> String {
    format!("/kien-nghi/{id}")
}

// The register of papers.

/// The register of papers.
pub const REGISTER: &str = "/van-ban";

/// The register of one organisation.
pub fn register_of(unit: UnitId) -> String {
    format!("{REGISTER}?don-vi={unit}")
}

/// A row of the register.
pub fn entry(id: EntryId) -> String {
    format!("{REGISTER}/{id}")
}

/// Where papers that came back signed are sent.
pub const ORIGINALS: &str = "/van-ban/ban-goc";

/// The file of a signed original.
pub fn original_pdf(id: OriginalId) -> String {
    format!("{ORIGINALS}/{id}.pdf")
}

/// Entering a paper that is kept elsewhere.
pub fn enter_paper(unit: Option<UnitId>, kind: Option<domain::register::DocumentKind>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(unit.map(|it| ("don-vi", it.to_string())));
    query.extend_pairs(kind.map(|it| ("loai", it.code())));
    let query = query.finish();
    if query.is_empty() { format!("{REGISTER}/moi") } else { format!("{REGISTER}/moi?{query}") }
}

/// Giving a paper that waits for it its number.
pub fn number_paper(paper: domain::register::Paper, id: i64) -> String {
    format!("{REGISTER}/moi?van-ban={}&ma={id}", paper.code())
}

/// How an organisation counts its papers.
pub fn register_settings(unit: UnitId) -> String {
    format!("{REGISTER}/thiet-lap?don-vi={unit}")
}

// The wording of papers.

/// The kinds of papers whose wording is data.
pub const TEMPLATES: &str = "/mau-van-ban";

/// The kinds of papers of one authority.
pub fn templates_of(unit: UnitId) -> String {
    format!("{TEMPLATES}?don-vi={unit}")
}

/// The wording of one kind of an authority's papers.
pub fn template(unit: UnitId, kind: TemplateKind) -> String {
    format!("{TEMPLATES}/{}?don-vi={unit}", kind.slug())
}

/// A version of it beside the one before.
pub fn template_version(unit: UnitId, kind: TemplateKind, number: i64) -> String {
    format!("{TEMPLATES}/{}/{number}?don-vi={unit}", kind.slug())
}

/// Where a wording is sent to be tried as a paper.
pub fn template_preview(kind: TemplateKind) -> String {
    format!("{TEMPLATES}/{}/xem-thu", kind.slug())
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
