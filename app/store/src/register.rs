//! The register of outgoing papers: rows are added and kept for ever; only that a number was cancelled is added later. How organisations
//! count and which symbols they chose.

use crate::review::case::seen as cases_seen;
use crate::row::{row, rows, run};
use crate::search::holds;
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::{CaseScopes, Scope};
use domain::register::{DocumentKind, Entry, Later, Manner, Origin, Paper, next_number};
use domain::{CampaignId, EntryId, PersonId, Timestamp, UnitId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

#[derive(FromQueryResult)]
struct EntryRow {
    id: i64,
    unit_id: i64,
    series: String,
    number: i64,
    kind: String,
    symbol: String,
    origin: String,
    issued_on: Date,
    about: String,
    signer: String,
    recipients: String,
    paper: String,
    paper_id: Option<i64>,
    public_code: Option<String>,
    replaces_id: Option<i64>,
    given_by: i64,
    given_at: i64,
    cancelled_by: Option<i64>,
    cancelled_at: Option<i64>,
    reason: Option<String>,
}

/// Rows of the register, each with the code of its paper.
const ENTRY: &str = "SELECT register_entry.*, register_code.public_code FROM register_entry \
     LEFT JOIN register_code ON register_code.entry_id = register_entry.id";

fn number_of(it: i64) -> Result<u32, Error> {
    u32::try_from(it).map_err(|_| Error::Corrupt("register_entry.number"))
}

fn known(it: EntryRow) -> Result<Entry, Error> {
    Ok(Entry {
        id: EntryId(it.id),
        unit: UnitId(it.unit_id),
        kind: DocumentKind::of(&it.kind).ok_or(Error::Corrupt("register_entry.kind"))?,
        series: it.series,
        number: number_of(it.number)?,
        symbol: it.symbol,
        origin: Origin::of(&it.origin).ok_or(Error::Corrupt("register_entry.origin"))?,
        issued_on: it.issued_on,
        about: it.about,
        signer: it.signer,
        recipients: it.recipients,
        paper: match it.paper_id {
            None => None,
            Some(id) => Some((Paper::of(&it.paper).ok_or(Error::Corrupt("register_entry.paper"))?, id)),
        },
        public_code: it.public_code,
        replaces: it.replaces_id.map(EntryId),
        given: (PersonId(it.given_by), Timestamp(it.given_at)),
        cancelled: it.cancelled_by.zip(it.cancelled_at).map(|(by, at)| (PersonId(by), Timestamp(at))),
        reason: it.reason.unwrap_or_default(),
    })
}

/// Which rows of the registers somebody reads.
#[derive(Debug, Clone)]
pub struct Sight {
    /// Where the person keeps the register: every row.
    pub keeps: Vec<Scope>,
    /// Where the person reads it: rows of papers that are kept elsewhere.
    pub views: Vec<Scope>,
    /// Where the person reads every decision.
    pub grades: Vec<Scope>,
    /// Where the person reads results.
    pub results: Vec<Scope>,
    /// The review cases that the person reads.
    pub cases: CaseScopes,
}

/// A condition on rows of the register, under the name `it` and beside their `unit`, for those that somebody reads: the rule of
/// `services::decision` and of review cases as one statement. Its values are numbered from `first`.
fn seen(it: &str, sight: &Sight, first: usize) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = Vec::new();
    let mut place = |scopes: &[Scope]| {
        let (text, more) = within(scopes, first + values.len());
        values.extend(more);
        text
    };
    let (keeps, views) = (place(&sight.keeps), place(&sight.views));
    let (grades, results) = (place(&sight.grades), place(&sight.results));
    let (cases, more) = cases_seen(&sight.cases, first + values.len());
    values.extend(more);
    let text = format!(
        "({keeps} OR ({it}.paper = '' AND {views}) \
         OR ({it}.paper = 'decision' AND (EXISTS (SELECT 1 FROM decision JOIN unit ON unit.id = decision.authority_unit_id \
         WHERE decision.id = {it}.paper_id AND ({grades} OR ({results} AND (decision.kind = 'publication' OR EXISTS (SELECT 1 FROM decision_line \
         WHERE decision_line.decision_id = decision.id AND decision_line.about <> 'head_grade'))))) \
         OR EXISTS (SELECT 1 FROM decision_line JOIN unit ON unit.id = decision_line.unit_id \
         WHERE decision_line.decision_id = {it}.paper_id AND {results}) \
         OR EXISTS (SELECT 1 FROM decision JOIN campaign_unit ON campaign_unit.group_id = decision.group_id \
         JOIN unit ON unit.id = campaign_unit.unit_id WHERE decision.id = {it}.paper_id AND decision.kind = 'publication' AND {results}))) \
         OR ({it}.paper IN ('minutes', 'report') AND EXISTS (SELECT 1 FROM review_case JOIN unit ON unit.id = review_case.unit_id \
         WHERE review_case.id = {it}.paper_id AND {cases})))"
    );
    (text, values)
}

/// What a list of the register shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Whose register; of all organisations without one.
    pub unit: Option<UnitId>,
    /// One kind of papers.
    pub kind: Option<DocumentKind>,
    /// One year.
    pub year: Option<i32>,
    /// Folded words that a row has to hold.
    pub words: Vec<String>,
}

/// In which order rows come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By number within kind and year.
    #[default]
    Number,
    /// By the day of the paper.
    Day,
    /// By kind, then as by number.
    Kind,
}

impl Order {
    fn columns(self, reversed: bool) -> &'static str {
        match (self, reversed) {
            (Self::Number, false) => "register_entry.year, register_entry.series, register_entry.number, register_entry.id",
            (Self::Number, true) => "register_entry.year DESC, register_entry.series, register_entry.number DESC, register_entry.id DESC",
            (Self::Day, false) => "register_entry.issued_on, register_entry.id",
            (Self::Day, true) => "register_entry.issued_on DESC, register_entry.id DESC",
            (Self::Kind, false) => "register_entry.kind, register_entry.year, register_entry.number, register_entry.id",
            (Self::Kind, true) => "register_entry.kind DESC, register_entry.year DESC, register_entry.number DESC, register_entry.id DESC",
        }
    }
}

/// A row of the register with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The row.
    pub entry: Entry,
    /// The organisation.
    pub unit_name: String,
    /// Number and symbol of the paper that it replaces.
    pub replaces: Option<(EntryId, u32, String)>,
    /// The newest paper that replaces it, where the person reads that one.
    pub replaced_by: Option<(EntryId, u32, String)>,
    /// The number before it in its series; 0 where it is the first one.
    pub before: u32,
    /// Who had the number given.
    pub given_name: String,
    /// Who cancelled it.
    pub cancelled_name: Option<String>,
}

struct ListedRow {
    entry: EntryRow,
    around: AroundRow,
}

#[derive(FromQueryResult)]
struct AroundRow {
    unit_name: String,
    earlier_number: Option<i64>,
    earlier_symbol: Option<String>,
    later_id: Option<i64>,
    later_number: Option<i64>,
    later_symbol: Option<String>,
    before_number: i64,
    given_name: String,
    cancelled_name: Option<String>,
}

impl FromQueryResult for ListedRow {
    fn from_query_result(found: &sea_orm::QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self { entry: EntryRow::from_query_result(found, prefix)?, around: AroundRow::from_query_result(found, prefix)? })
    }
}

fn listed(it: ListedRow) -> Result<Listed, Error> {
    let paper = |id: Option<i64>, number: Option<i64>, symbol: Option<String>| match (id, number, symbol) {
        (Some(id), Some(number), Some(symbol)) => Ok::<_, Error>(Some((EntryId(id), number_of(number)?, symbol))),
        _ => Ok(None),
    };
    let around = it.around;
    Ok(Listed {
        replaces: paper(it.entry.replaces_id, around.earlier_number, around.earlier_symbol)?,
        replaced_by: paper(around.later_id, around.later_number, around.later_symbol)?,
        before: number_of(around.before_number)?,
        unit_name: around.unit_name,
        given_name: around.given_name,
        cancelled_name: around.cancelled_name,
        entry: known(it.entry)?,
    })
}

/// The condition of a list, and its values from the first on.
fn condition(sight: &Sight, filter: &Filter) -> (String, Vec<Value>) {
    let (mut text, mut values) = seen("register_entry", sight, 1);
    let mut also = |part: &str, value: Value| {
        values.push(value);
        text = format!("{text} AND {part} = ${}", values.len());
    };
    if let Some(unit) = filter.unit {
        also("register_entry.unit_id", unit.0.into());
    }
    if let Some(kind) = filter.kind {
        also("register_entry.kind", kind.code().into());
    }
    if let Some(year) = filter.year {
        also("register_entry.year", i64::from(year).into());
    }
    let words: Vec<&str> = filter.words.iter().map(String::as_str).collect();
    let held = holds("register_entry.search_key", &words, &mut values);
    (format!("{text} AND {held}"), values)
}

/// The rows of a page of the register that the person reads. One statement.
pub async fn list(
    db: &impl Connection,
    sight: &Sight,
    filter: &Filter,
    (order, reversed): (Order, bool),
    (limit, offset): (i64, i64),
) -> Result<Vec<Listed>, Error> {
    let (condition, mut values) = condition(sight, filter);
    values.extend([limit.into(), offset.into()]);
    let tail = format!("{condition} ORDER BY {} LIMIT ${} OFFSET ${}", order.columns(reversed), values.len() - 1, values.len());
    rows::<ListedRow>(db, &selection(sight, &tail), values).await?.into_iter().map(listed).collect()
}

/// The rows with what stands around them. The values of who reads come first.
fn selection(sight: &Sight, condition: &str) -> String {
    let (later, _) = seen("later_one", sight, 1);
    format!(
        "SELECT register_entry.*, register_code.public_code, unit.name_short AS unit_name, earlier.number AS earlier_number, earlier.symbol AS earlier_symbol, \
         later.id AS later_id, later.number AS later_number, later.symbol AS later_symbol, giver.full_name AS given_name, \
         canceller.full_name AS cancelled_name, COALESCE((SELECT max(before_it.number) FROM register_entry AS before_it \
         WHERE before_it.unit_id = register_entry.unit_id AND before_it.year = register_entry.year AND before_it.series = register_entry.series \
         AND before_it.number < register_entry.number AND NOT (before_it.origin = 'outside' AND before_it.cancelled_at IS NOT NULL)), 0) \
         AS before_number FROM register_entry JOIN unit ON unit.id = register_entry.unit_id \
         LEFT JOIN register_code ON register_code.entry_id = register_entry.id JOIN person AS giver ON giver.id = register_entry.given_by \
         LEFT JOIN person AS canceller ON canceller.id = register_entry.cancelled_by \
         LEFT JOIN register_entry AS earlier ON earlier.id = register_entry.replaces_id \
         LEFT JOIN register_entry AS later ON later.id = (SELECT max(later_one.id) FROM register_entry AS later_one \
         JOIN unit ON unit.id = later_one.unit_id WHERE later_one.replaces_id = register_entry.id AND {later}) WHERE {condition}"
    )
}

#[derive(FromQueryResult)]
struct Number {
    number: i64,
}

/// How many rows a list has.
pub async fn count(db: &impl Connection, sight: &Sight, filter: &Filter) -> Result<i64, Error> {
    let (condition, values) = condition(sight, filter);
    let text = format!("SELECT count(*) AS number FROM register_entry JOIN unit ON unit.id = register_entry.unit_id WHERE {condition}");
    Ok(row::<Number>(db, &text, values).await?.map_or(0, |it| it.number))
}

/// A row of the register, for who reads it.
pub async fn get(db: &impl Connection, sight: &Sight, id: EntryId) -> Result<Listed, Error> {
    let (condition, mut values) = seen("register_entry", sight, 1);
    values.push(id.0.into());
    let tail = format!("{condition} AND register_entry.id = ${}", values.len());
    row::<ListedRow>(db, &selection(sight, &tail), values).await?.map(listed).ok_or(Error::NotFound)?
}

/// A row of the register, whoever asks.
pub async fn entry(db: &impl Connection, id: EntryId) -> Result<Entry, Error> {
    row::<EntryRow>(db, &format!("{ENTRY} WHERE register_entry.id = $1"), [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The number in force of a paper.
pub async fn of_paper(db: &impl Connection, paper: Paper, id: i64) -> Result<Option<Entry>, Error> {
    let text = format!("{ENTRY} WHERE paper = $1 AND paper_id = $2 AND cancelled_at IS NULL");
    row::<EntryRow>(db, &text, [paper.code().into(), id.into()]).await?.map(known).transpose()
}

/// The numbers in force of the reports and minutes of a campaign's review cases.
pub async fn of_cases(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Entry>, Error> {
    let text = format!(
        "{ENTRY} WHERE paper IN ('report', 'minutes') AND cancelled_at IS NULL \
         AND paper_id IN (SELECT id FROM review_case WHERE campaign_id = $1) ORDER BY register_entry.id"
    );
    rows::<EntryRow>(db, &text, [campaign.0.into()]).await?.into_iter().map(known).collect()
}

/// The paper of an organisation and year that has a number: in the series of its kind, or in the one of all kinds.
pub async fn holder(db: &impl Connection, unit: UnitId, year: i32, kind: DocumentKind, number: u32) -> Result<Option<Entry>, Error> {
    let text = format!("{ENTRY} WHERE unit_id = $1 AND year = $2 AND number = $3 AND (kind = $4 OR series = '') LIMIT 1");
    let values = [unit.0.into(), i64::from(year).into(), i64::from(number).into(), kind.code().into()];
    row::<EntryRow>(db, &text, values).await?.map(known).transpose()
}

/// The newest paper of an organisation with a kind and number, dated no later than a day, whose number is in force.
pub async fn of_number(db: &impl Connection, unit: UnitId, kind: DocumentKind, number: u32, day: Date) -> Result<Option<Entry>, Error> {
    let text = format!(
        "{ENTRY} WHERE unit_id = $1 AND kind = $2 AND number = $3 AND issued_on <= $4 AND cancelled_at IS NULL \
         ORDER BY year DESC LIMIT 1"
    );
    row::<EntryRow>(db, &text, [unit.0.into(), kind.code().into(), i64::from(number).into(), day.into()]).await?.map(known).transpose()
}

/// The next number of an organisation's series in a year: after every one that was given, but for mistaken ones that were typed in and
/// cancelled, and after those that prepared decisions hold. None where the series is full.
pub async fn next(db: &impl Connection, unit: UnitId, year: i32, series: &str) -> Result<Option<u32>, Error> {
    let values = || -> [Value; 3] { [unit.0.into(), i64::from(year).into(), series.into()] };
    let text = "SELECT COALESCE(max(number), 0) AS number FROM (SELECT max(number) AS number FROM register_entry WHERE unit_id = $1 \
         AND year = $2 AND series = $3 AND NOT (origin = 'outside' AND cancelled_at IS NOT NULL) UNION ALL SELECT max(number) FROM decision \
         WHERE authority_unit_id = $1 AND year = $2 AND state = 'prepared' AND $3 IN ('', 'decision')) AS given";
    let last = number_of(row::<Number>(db, text, values()).await?.map_or(0, |it| it.number))?;
    let text =
        "SELECT number FROM register_entry WHERE unit_id = $1 AND year = $2 AND series = $3 AND number > $4 ORDER BY number LIMIT 1000";
    let mut beyond = values().to_vec();
    beyond.push(i64::from(last).into());
    let taken: Vec<Number> = rows(db, text, beyond).await?;
    let mut next = next_number(last);
    for it in taken {
        if Some(number_of(it.number)?) == next {
            next = next.and_then(next_number);
        }
    }
    Ok(next)
}

/// Adds a row; a number that another paper of the organisation, year and series has is `Taken`. The key of the given one is not read.
pub async fn insert(db: &impl Connection, it: &Entry) -> Result<EntryId, Error> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let text = "INSERT INTO register_entry (unit_id, year, series, number, kind, symbol, origin, issued_on, about, signer, recipients, paper, \
         paper_id, replaces_id, given_by, given_at, search_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
         $17) RETURNING id";
    let values = [
        it.unit.0.into(),
        i64::from(it.issued_on.year()).into(),
        it.series.as_str().into(),
        i64::from(it.number).into(),
        it.kind.code().into(),
        it.symbol.as_str().into(),
        it.origin.code().into(),
        it.issued_on.into(),
        it.about.as_str().into(),
        it.signer.as_str().into(),
        it.recipients.as_str().into(),
        it.paper.map_or("", |it| it.0.code()).into(),
        it.paper.map(|it| it.1).into(),
        it.replaces.map(|it| it.0).into(),
        it.given.0.0.into(),
        it.given.1.0.into(),
        it.search_key().into(),
    ];
    let id = row::<Id>(db, text, values).await?.map(|it| EntryId(it.id)).ok_or(Error::NotFound)?;
    if let Some(code) = &it.public_code {
        run(db, "INSERT INTO register_code (entry_id, public_code) VALUES ($1, $2)", [id.0.into(), code.as_str().into()]).await?;
    }
    Ok(id)
}

/// The rows of papers with these codes.
pub async fn of_public_codes(db: &impl Connection, codes: &[&str]) -> Result<Vec<Entry>, Error> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=codes.len()).map(|it| format!("${it}")).collect();
    let text = format!("{ENTRY} WHERE register_code.public_code IN ({})", places.join(", "));
    rows::<EntryRow>(db, &text, codes.iter().map(|it| (*it).into())).await?.into_iter().map(known).collect()
}

/// The row of a paper with a code, whoever asks, with the later paper that replaces it, or the newest that replaces a part of it.
pub async fn of_public_code(db: &impl Connection, code: &str) -> Result<(Entry, Option<Later>), Error> {
    #[derive(FromQueryResult)]
    struct LaterRow {
        number: i64,
        symbol: String,
        in_part: i64,
    }
    let entry = of_public_codes(db, &[code]).await?.into_iter().next().ok_or(Error::NotFound)?;
    let text = "SELECT register_entry.number, register_entry.symbol, CAST(CASE WHEN decision.kind = 'replacement' THEN 1 ELSE 0 END AS BIGINT) AS in_part \
         FROM register_entry LEFT JOIN decision ON register_entry.paper = 'decision' AND decision.id = register_entry.paper_id \
         WHERE register_entry.replaces_id = $1 AND register_entry.cancelled_at IS NULL ORDER BY in_part, register_entry.id DESC LIMIT 1";
    let later = row::<LaterRow>(db, text, [entry.id.0.into()]).await?;
    let later =
        later.map(|it| Ok::<_, Error>(Later { number: (number_of(it.number)?, it.symbol), in_part: it.in_part == 1 })).transpose()?;
    Ok((entry, later))
}

/// The digest of the content of a paper: what its page codes name.
pub async fn content_sha256(db: &impl Connection, paper: Paper, id: i64) -> Result<Option<String>, Error> {
    #[derive(FromQueryResult)]
    struct Content {
        content_sha256: Option<String>,
    }
    let text = match paper {
        Paper::Decision => "SELECT content_sha256 FROM decision WHERE id = $1",
        Paper::Minutes => "SELECT content_sha256 FROM review_meeting WHERE case_id = $1",
        Paper::Report => "SELECT content_sha256 FROM review_report WHERE case_id = $1 AND kind = 'collective'",
    };
    Ok(row::<Content>(db, text, [id.into()]).await?.and_then(|it| it.content_sha256))
}

/// Keeps that a number was cancelled; `Busy` where somebody else did so first.
pub async fn update_cancelled(db: &impl Connection, it: &Entry) -> Result<(), Error> {
    let (by, at) = (it.cancelled.map(|it| it.0.0), it.cancelled.map(|it| it.1.0));
    let text = "UPDATE register_entry SET cancelled_by = $2, cancelled_at = $3, reason = $4 WHERE id = $1 AND cancelled_at IS NULL";
    let values = [it.id.0.into(), by.into(), at.into(), it.reason.as_str().into()];
    if run(db, text, values).await? == 0 { Err(Error::Busy) } else { Ok(()) }
}

/// An organisation with a register.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Keeper {
    /// Its key.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// The organisations in whose registers the person reads something, and those whose register the person keeps; at most 500.
pub async fn keepers(db: &impl Connection, sight: &Sight) -> Result<Vec<Keeper>, Error> {
    let (seen, values) = seen("register_entry", sight, 1);
    let (keeps, _) = within(&sight.keeps, 1);
    let text = format!(
        "SELECT DISTINCT keeper.id, keeper.name_short AS name, keeper.sort_key FROM unit AS keeper WHERE keeper.id IN (SELECT unit.id FROM unit \
         WHERE {keeps}) OR keeper.id IN (SELECT register_entry.unit_id FROM register_entry JOIN unit ON unit.id = register_entry.unit_id \
         WHERE {seen}) ORDER BY keeper.sort_key, keeper.id LIMIT 500"
    );
    Ok(rows(db, &text, values).await?)
}

/// The years in which papers that the person reads have numbers, newest first.
pub async fn years(db: &impl Connection, sight: &Sight) -> Result<Vec<i32>, Error> {
    let (seen, values) = seen("register_entry", sight, 1);
    let text = format!(
        "SELECT DISTINCT register_entry.year AS number FROM register_entry JOIN unit ON unit.id = register_entry.unit_id WHERE {seen} \
         ORDER BY number DESC LIMIT 100"
    );
    let found: Vec<Number> = rows(db, &text, values).await?;
    found.into_iter().map(|it| i32::try_from(it.number).map_err(|_| Error::Corrupt("register_entry.year"))).collect()
}

/// A paper that waits for its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What it is.
    pub paper: Paper,
    /// Its key.
    pub id: i64,
    /// Whose it is.
    pub unit: UnitId,
    /// The name of that.
    pub unit_name: String,
    /// The year that it is about.
    pub year: i32,
    /// Who signed or submitted it last.
    pub signer: String,
    /// When.
    pub at: Timestamp,
}

#[derive(FromQueryResult)]
struct WaitingRow {
    paper: String,
    id: i64,
    unit_id: i64,
    unit_name: String,
    year: i64,
    signer: String,
    at: i64,
}

fn waiting_of(it: WaitingRow) -> Result<Waiting, Error> {
    Ok(Waiting {
        paper: Paper::of(&it.paper).ok_or(Error::Corrupt("register_entry.paper"))?,
        id: it.id,
        unit: UnitId(it.unit_id),
        unit_name: it.unit_name,
        year: i32::try_from(it.year).map_err(|_| Error::Corrupt("campaign.year"))?,
        signer: it.signer,
        at: Timestamp(it.at),
    })
}

fn waiting_sql(condition: &str) -> String {
    let without = |paper: &str| {
        format!(
            "NOT EXISTS (SELECT 1 FROM register_entry WHERE register_entry.paper = '{paper}' AND register_entry.paper_id = review_case.id \
             AND register_entry.cancelled_at IS NULL)"
        )
    };
    let (report, minutes) = (without("report"), without("minutes"));
    let base = "FROM review_case JOIN unit ON unit.id = review_case.unit_id JOIN campaign ON campaign.id = review_case.campaign_id";
    let columns = "review_case.id, unit.id AS unit_id, unit.name_short AS unit_name, campaign.year";
    format!(
        "SELECT * FROM (SELECT 'report' AS paper, {columns}, person.full_name AS signer, review_report.submitted_at AS at {base} \
         JOIN review_report ON review_report.case_id = review_case.id AND review_report.kind = 'collective' \
         JOIN person ON person.id = review_report.submitted_by WHERE review_report.submitted_at IS NOT NULL AND {report} AND {condition} \
         UNION ALL SELECT 'minutes' AS paper, {columns}, signature.name AS signer, signature.signed_at AS at {base} \
         JOIN review_meeting ON review_meeting.case_id = review_case.id JOIN signature ON signature.subject = 'minutes' \
         AND signature.subject_id = review_meeting.id AND signature.signed_as = 'chair' WHERE {minutes} AND {condition}) AS waiting"
    )
}

/// The signed minutes and the submitted collective reports of some places that have no number, oldest first, at most 200.
pub async fn waiting(db: &impl Connection, scopes: &[Scope]) -> Result<Vec<Waiting>, Error> {
    let (place, values) = within(scopes, 1);
    let text = format!("{} ORDER BY at, paper LIMIT 200", waiting_sql(&place));
    rows::<WaitingRow>(db, &text, values).await?.into_iter().map(waiting_of).collect()
}

/// One such paper; none where it has its number, or is not signed or submitted.
pub async fn waiting_one(db: &impl Connection, paper: Paper, id: i64) -> Result<Option<Waiting>, Error> {
    let text = format!("{} WHERE paper = $2 AND id = $1", waiting_sql("review_case.id = $1"));
    row::<WaitingRow>(db, &text, [id.into(), paper.code().into()]).await?.map(waiting_of).transpose()
}

#[derive(FromQueryResult)]
struct MannerRow {
    from_year: i64,
    manner: String,
}

/// How an organisation counts its papers in a year.
pub async fn manner(db: &impl Connection, unit: UnitId, year: i32) -> Result<Manner, Error> {
    let text = "SELECT from_year, manner FROM register_manner WHERE unit_id = $1 AND from_year <= $2 ORDER BY from_year DESC LIMIT 1";
    match row::<MannerRow>(db, text, [unit.0.into(), i64::from(year).into()]).await? {
        None => Ok(Manner::PerKind),
        Some(it) => Manner::of(&it.manner).ok_or(Error::Corrupt("register_manner.manner")),
    }
}

/// From which year on an organisation counted how, newest first.
pub async fn manners(db: &impl Connection, unit: UnitId) -> Result<Vec<(i32, Manner)>, Error> {
    let text = "SELECT from_year, manner FROM register_manner WHERE unit_id = $1 ORDER BY from_year DESC LIMIT 50";
    let known = |it: MannerRow| {
        let year = i32::try_from(it.from_year).map_err(|_| Error::Corrupt("register_manner.from_year"))?;
        Ok((year, Manner::of(&it.manner).ok_or(Error::Corrupt("register_manner.manner"))?))
    };
    rows::<MannerRow>(db, text, [unit.0.into()]).await?.into_iter().map(known).collect()
}

/// Whether papers of a year or a later one have numbers.
pub async fn is_begun(db: &impl Connection, unit: UnitId, year: i32) -> Result<bool, Error> {
    let text = "SELECT count(*) AS number FROM register_entry WHERE unit_id = $1 AND year >= $2";
    Ok(row::<Number>(db, text, [unit.0.into(), i64::from(year).into()]).await?.is_some_and(|it| it.number > 0))
}

/// Keeps how an organisation counts from a year on.
pub async fn update_manner(db: &impl Connection, unit: UnitId, year: i32, it: Manner, by: PersonId, at: Timestamp) -> Result<(), Error> {
    let text = "INSERT INTO register_manner (unit_id, from_year, manner, person_id, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (unit_id, from_year) DO UPDATE SET manner = excluded.manner, person_id = excluded.person_id, at = excluded.at";
    run(db, text, [unit.0.into(), i64::from(year).into(), it.code().into(), by.0.into(), at.0.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct SymbolRow {
    kind: String,
    symbol: String,
}

/// The symbols that an organisation chose for kinds without a code.
pub async fn symbols(db: &impl Connection, unit: UnitId) -> Result<Vec<(DocumentKind, String)>, Error> {
    let found: Vec<SymbolRow> =
        rows(db, "SELECT kind, symbol FROM document_symbol WHERE unit_id = $1 ORDER BY kind", [unit.0.into()]).await?;
    let known = |it: SymbolRow| Ok((DocumentKind::of(&it.kind).ok_or(Error::Corrupt("document_symbol.kind"))?, it.symbol));
    found.into_iter().map(known).collect()
}

/// Keeps the symbol of a kind without a code.
pub async fn update_symbol(
    db: &impl Connection,
    unit: UnitId,
    kind: DocumentKind,
    symbol: &str,
    by: PersonId,
    at: Timestamp,
) -> Result<(), Error> {
    let text = "INSERT INTO document_symbol (unit_id, kind, symbol, person_id, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (unit_id, kind) DO UPDATE SET symbol = excluded.symbol, person_id = excluded.person_id, at = excluded.at";
    run(db, text, [unit.0.into(), kind.code().into(), symbol.into(), by.0.into(), at.0.into()]).await?;
    Ok(())
}
