//! A program killed at any moment leaves all of an act or nothing of it, and the next start is clean. The built program runs on a SQLite
//! file and is killed while it works; what then stands in the database is compared, table by table, with what stood there before and with
//! what an undisturbed run leaves.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use domain::policy::Role;
use domain::{Event, Period, ValueKind};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use services::{Clock, Site, commitment, figure};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use store::Database;
use tempfile::TempDir;
use testing::{District, PASSWORD, district};

/// After how long a program that neither works nor ends has failed the test.
const PATIENCE: Duration = Duration::from_secs(180);

/// At how many moments each act is killed, besides before it and after it.
const MOMENTS: u64 = 8;

/// When a program is killed. Moments are counted in looks at its files, which is work and not time: a slower machine looks more slowly, too.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// After so many looks.
    Looks(u64),
    /// When the database's log of changes has grown by so many bytes: in the middle of a commit.
    Grown(u64),
    /// When the act is done.
    Done,
}

/// How long an undisturbed act lasted, in looks, and how much it wrote.
#[derive(Debug, Clone, Copy)]
struct Measured {
    looks: u64,
    grown: u64,
}

impl Measured {
    fn moments(self) -> Vec<Moment> {
        let during = (0..=MOMENTS).map(|it| Moment::Looks(self.looks * it / MOMENTS));
        let committing = (1..=MOMENTS).map(|it| Moment::Grown(self.grown * it / MOMENTS));
        during.chain(committing).collect()
    }
}

/// A program that is killed at the latest when the test ends.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A folder with a SQLite database and the programs that run on it.
struct Stage {
    folder: TempDir,
}

impl Stage {
    /// A copy of a database that was closed.
    fn of(prepared: &Path) -> Self {
        let stage = Self { folder: TempDir::new().unwrap() };
        std::fs::copy(prepared, stage.database()).unwrap();
        stage
    }

    fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("camket.db")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_camket"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().env("CAMKET_LISTEN", "127.0.0.1:0");
        command.env("CAMKET_VAR", self.folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn start(&self, arguments: &[&str]) -> Program {
        Program(self.command(arguments).spawn().unwrap())
    }

    /// Runs a command to its end.
    fn run(&self, arguments: &[&str]) -> String {
        let done = ended(self.command(arguments));
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{arguments:?}: {told}");
        String::from_utf8(done.stdout).unwrap()
    }

    /// Starts the server and waits until it answers.
    fn serve(&self) -> (Program, String) {
        let mut program = self.start(&["serve"]);
        let mut line = String::new();
        BufReader::new(program.0.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let Some((_, at)) = line.trim().split_once("http://") else {
            let mut told = String::new();
            program.0.stderr.as_mut().unwrap().read_to_string(&mut told).unwrap();
            panic!("the server did not start: {told}");
        };
        let at = at.to_owned();
        assert!(exchange(&at, "GET /dang-nhap", "", "").starts_with("HTTP/1.1 200"), "the server answers");
        (program, at)
    }

    fn log_of_changes(&self, of: &str) -> u64 {
        std::fs::metadata(self.folder.path().join(format!("{of}-wal"))).map_or(0, |it| it.len())
    }

    /// Waits for a moment of an act that goes on; says how far it had come.
    fn wait_for(&self, moment: Moment, of: &str, mut done: impl FnMut() -> bool) -> Measured {
        let (began, before) = (Instant::now(), self.log_of_changes(of));
        let mut at = Measured { looks: 0, grown: 0 };
        loop {
            at.grown = self.log_of_changes(of).saturating_sub(before);
            let reached = match moment {
                Moment::Looks(looks) => at.looks >= looks,
                Moment::Grown(bytes) => at.grown >= bytes,
                Moment::Done => false,
            };
            if reached || done() {
                return at;
            }
            at.looks += 1;
            assert!(began.elapsed() < PATIENCE, "{moment:?} did not come");
        }
    }

    /// Everything in the database, after asking whether it is sound.
    async fn content(&self) -> Vec<String> {
        let db = store::connect(&format!("sqlite://{}", self.database().display())).await.unwrap();
        assert_eq!(listed(&db, "PRAGMA integrity_check").await, ["integrity_check=ok"]);
        assert_eq!(listed(&db, "PRAGMA foreign_key_check").await, [""; 0]);
        let mut all = Vec::new();
        for table in listed(&db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").await {
            let table = table.strip_prefix("name=").unwrap();
            // A session lives on with every request; the list of steps says when they were taken.
            if !["session", "seaql_migrations"].contains(&table) {
                let rows = listed(&db, &format!("SELECT * FROM \"{table}\"")).await;
                all.extend(rows.into_iter().map(|it| format!("{table} {it}")));
            }
        }
        db.close().await.unwrap();
        all.sort_unstable();
        all
    }
}

/// The rows of a statement, without the moments at which they were written.
async fn listed(db: &Database, text: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, text)).await.unwrap();
    let show = |row: &sea_orm::QueryResult, name: &str| {
        let text = row.try_get::<Option<String>>("", name).map(|it| it.unwrap_or_default());
        let number = || row.try_get::<Option<i64>>("", name).map(|it| it.map_or_else(String::new, |it| it.to_string()));
        let bytes = || row.try_get::<Option<Vec<u8>>>("", name).map(|it| format!("{it:?}"));
        text.or_else(|_| number()).or_else(|_| bytes()).unwrap()
    };
    let line = |row: &sea_orm::QueryResult| {
        let names = row.column_names();
        let kept = names.iter().filter(|it| *it != "at" && !it.ends_with("_at"));
        kept.map(|it| format!("{it}={}", show(row, it))).collect::<Vec<_>>().join(" ")
    };
    rows.iter().map(line).collect()
}

/// Waits for a command that is to end by itself.
fn ended(mut command: Command) -> Output {
    let mut program = Program(command.spawn().unwrap());
    let began = Instant::now();
    let status = loop {
        match program.0.try_wait().unwrap() {
            Some(status) => break status,
            None => assert!(began.elapsed() < PATIENCE, "{command:?} ends"),
        }
        std::thread::yield_now();
    };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    program.0.stdout.take().unwrap().read_to_end(&mut stdout).unwrap();
    program.0.stderr.take().unwrap().read_to_end(&mut stderr).unwrap();
    Output { status, stdout, stderr }
}

/// One exchange over a connection of its own; empty where the server went away.
fn exchange(at: &str, what: &str, cookie: &str, form: &str) -> String {
    let mut answer = Vec::new();
    if let Ok(mut stream) = TcpStream::connect(at) {
        let request = format!(
            "{what} HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nReferer: http://{at}/\r\nAccept: text/html\r\nCookie: camket-session={cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{form}",
            form.len()
        );
        let _ = stream.write_all(request.as_bytes()).and_then(|()| stream.read_to_end(&mut answer));
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// A small district in a file, as a demo on its own day, prepared and closed.
struct Prepared {
    folder: TempDir,
    cookie: String,
    what: String,
    form: String,
    done: &'static str,
}

impl Prepared {
    fn path(&self) -> PathBuf {
        self.folder.path().join("prepared.db")
    }

    async fn begin() -> (TempDir, Site, District) {
        let folder = TempDir::new().unwrap();
        let db = store::connect(&format!("sqlite://{}", folder.path().join("prepared.db").display())).await.unwrap();
        migrations::up(&db).await.unwrap();
        let district = district(&db).await;
        store::setting::insert(&db, "demo", "ready").await.unwrap();
        let site = Site { clock: Clock::Day(services::demo::DAY), demo: true, ..testing::site(db) };
        (folder, site, district)
    }

    /// Posts the form to a server that is killed at a moment, looks at what is left, starts again and posts once more.
    async fn once(&self, moment: Moment, before: &[String], after: Option<&[String]>) -> (Measured, Vec<String>) {
        let stage = Stage::of(&self.path());
        let (program, at) = stage.serve();
        let answered = Arc::new(AtomicBool::new(false));
        let (done, what, cookie, form) = (Arc::clone(&answered), self.what.clone(), self.cookie.clone(), self.form.clone());
        let address = at.clone();
        let person = std::thread::spawn(move || {
            let answer = exchange(&address, &what, &cookie, &form);
            done.store(true, Ordering::SeqCst);
            answer
        });
        let measured = stage.wait_for(moment, "camket.db", || answered.load(Ordering::SeqCst));
        drop(program);
        let answer = person.join().unwrap();
        let left = stage.content().await;
        if answer.contains(self.done) {
            assert!(
                after.is_none_or(|it| it == left),
                "{moment:?}: what was answered for is kept: {:#?}",
                difference(&left, after.unwrap())
            );
        }
        let Some(after) = after else {
            assert!(answer.contains(self.done), "{answer}");
            return (measured, left);
        };
        assert!(left == before || left == after, "{moment:?}: {:#?}", difference(before, &left));
        let (program, at) = stage.serve();
        let again = exchange(&at, &self.what, &self.cookie, &self.form);
        assert!(left == after || again.contains(self.done), "{moment:?}: {again}");
        drop(program);
        // Where all was kept already, the second post is refused and what it held is kept as a draft; nothing else changes any more.
        let drafts = |it: &String| it.contains("draft ") || it.contains("name=draft");
        let more: Vec<String> = difference(after, &stage.content().await).into_iter().filter(|it| !drafts(it)).collect();
        assert!(more.is_empty(), "{moment:?}: {more:#?}");
        (measured, left)
    }

    async fn at_every_moment(&self) {
        let before = Stage::of(&self.path()).content().await;
        let (measured, after) = self.once(Moment::Done, &before, None).await;
        assert_ne!(before, after);
        let mut nothing = 0;
        for moment in measured.moments() {
            let (_, left) = self.once(moment, &before, Some(&after)).await;
            nothing += usize::from(left == before);
        }
        assert!(nothing > 0, "some of the moments came before the end");
    }
}

fn difference(one: &[String], other: &[String]) -> Vec<String> {
    let less = one.iter().filter(|it| !other.contains(it)).map(|it| format!("- {it}"));
    less.chain(other.iter().filter(|it| !one.contains(it)).map(|it| format!("+ {it}"))).collect()
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn a_server_keeps_few_arenas_and_the_number_of_its_process() {
    let stage = Stage::empty();
    let (program, at) = stage.serve();
    let environment = std::fs::read(format!("/proc/{}/environ", program.0.id())).unwrap();
    assert!(environment.split(|it| *it == 0).any(|it| it == b"MALLOC_ARENA_MAX=2"), "{}", String::from_utf8_lossy(&environment));
    assert!(exchange(&at, "GET /healthz", "", "").starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grid_of_figures_is_entered_whole_or_not_at_all() {
    let (folder, site, it) = Prepared::begin().await;
    let [unit, ..] = it.communes;
    let period: Period = "2023-M03".parse().unwrap();
    let ctx = site.ctx(it.ctx_at(Role::FocalOfficer, unit).await.actor);
    let amounts = |page: &figure::EntryPage| {
        let rows = page.rows.iter().filter(|it| it.used.variable.kind == ValueKind::Amount);
        rows.map(|it| (it.used.variable.id, it.figure.as_ref().map_or(0, |it| it.figure.revision))).collect::<Vec<_>>()
    };
    // Half of the grid is there already: the rest is new, that half is revised.
    let page = figure::entry(&ctx, unit, period, None).await.unwrap();
    let rows = amounts(&page).into_iter().step_by(2).map(|(variable, revision)| figure::RecordRow {
        variable,
        revision,
        value: "70".to_owned(),
        note: String::new(),
        value_was: String::new(),
        note_was: String::new(),
        confirmed: String::new(),
    });
    let first = figure::Record { unit, period, campaign: None, as_of: String::new(), rows: rows.collect() };
    figure::record(&ctx, &first).await.unwrap();
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("unit", &unit.to_string()).append_pair("period", &period.to_string());
    for (at, (variable, revision)) in amounts(&figure::entry(&ctx, unit, period, None).await.unwrap()).into_iter().enumerate() {
        for (name, value) in [("variable", variable.to_string()), ("value", "80".to_owned()), ("revision", revision.to_string())] {
            form.append_pair(&format!("rows[{at}][{name}]"), &value);
        }
    }
    let cookie = services::account::sign_in(&site, &it.login(Role::FocalOfficer, unit), PASSWORD).await.unwrap();
    site.db.close().await.unwrap();
    let (what, form) = ("POST /api/figure/record".to_owned(), form.finish());
    Prepared { folder, cookie, what, form, done: "done=figures-saved" }.at_every_moment().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_signed_whole_or_not_at_all() {
    let (folder, site, it) = Prepared::begin().await;
    let [unit, ..] = it.communes;
    let office = site.ctx(it.ctx(Role::ParOffice).await.actor);
    let focal = site.ctx(it.ctx_at(Role::FocalOfficer, unit).await.actor);
    let chair = site.ctx(it.ctx(Role::Authority).await.actor);
    commitment::issue_all(&office, it.campaign).await.unwrap();
    let id = commitment::id_of_unit(&office, it.campaign, unit).await.unwrap();
    let page = commitment::sheet(&focal, id).await.unwrap();
    let values = page.targets.iter().filter(|it| it.exempt.is_none());
    let values = values.map(|it| commitment::TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() });
    let draft = commitment::Draft {
        goals: Vec::new(),
        revision: page.sheet.revision,
        note: "Theo điều kiện của xã".to_owned(),
        confirmed: false,
        values: values.collect(),
        tasks: Vec::new(),
    };
    commitment::propose(&focal, id, &draft).await.unwrap();
    let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
    commitment::approve(&chair, id, revision).await.unwrap();
    let head = site.ctx(it.ctx_at(Role::UnitHead, unit).await.actor);
    let page = commitment::sign_page(&head, id).await.unwrap();
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("id", &id.to_string()).append_pair("digest", &page.digest).append_pair("password", PASSWORD);
    form.append_pair("token", &page.token);
    let cookie = services::account::sign_in(&site, &it.login(Role::UnitHead, unit), PASSWORD).await.unwrap();
    site.db.close().await.unwrap();
    let (what, form) = ("POST /api/commitment/sign".to_owned(), form.finish());
    let prepared = Prepared { folder, cookie, what, form, done: "done=sheet-signed" };
    prepared.at_every_moment().await;

    // What an undisturbed signing leaves: the sheet's state, the signature and the line of the log speak of one digest.
    let before = Stage::of(&prepared.path()).content().await;
    let (_, after) = prepared.once(Moment::Done, &before, None).await;
    let new: Vec<String> = difference(&before, &after).into_iter().filter(|it| it.starts_with("+ ")).collect();
    let tells = |words: &[&str]| new.iter().any(|line| words.iter().all(|it| line.contains(it)));
    assert!(tells(&["commitment ", "state=head_signed", &page.digest]), "{new:#?}");
    assert!(tells(&["signature ", &page.digest]) && tells(&["audit ", Event::SheetSigned.key(), &page.digest]), "{new:#?}");
}

/// Runs a command on a fresh database, killed at every moment, and then again to its end.
async fn command_at_every_moment(arguments: &[&str], again: impl Fn(&Stage, &[String], bool)) {
    let stage = Stage::empty();
    let mut program = stage.start(arguments);
    let measured = stage.wait_for(Moment::Done, "camket.db", || program.0.try_wait().unwrap().is_some());
    assert!(program.0.wait().unwrap().success());
    let after = stage.content().await;
    for moment in measured.moments() {
        let stage = Stage::empty();
        let mut program = stage.start(arguments);
        stage.wait_for(moment, "camket.db", || program.0.try_wait().unwrap().is_some());
        drop(program);
        // The next start makes the schema where there is none, and leaves whatever there is.
        stage.run(&["migrate"]);
        let left = stage.content().await;
        again(&stage, &left, left == after);
        let more = difference(&after, &stage.content().await);
        assert!(more.is_empty(), "{moment:?}: {more:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_is_made_whole_or_not_at_all() {
    command_at_every_moment(&["migrate"], |_, _, _| {}).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_is_imported_whole_or_not_at_all() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/testing/data/cam-giang-2022.package.json").display().to_string();
    let arguments = ["import", &package, "--authority", "Huyện Cẩm Giàng", "--title", "Xã, thị trấn"];
    command_at_every_moment(&arguments, |stage, left, whole| {
        if !whole {
            let of_it = ["unit ", "campaign ", "rule_set ", "variable ", "figure ", "audit "];
            assert!(!left.iter().any(|line| of_it.iter().any(|it| line.starts_with(it))), "{left:#?}");
            stage.run(&arguments);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_demo_leaves_no_database_behind() {
    let stage = Stage::empty();
    let mut program = stage.start(&["demo"]);
    stage.wait_for(Moment::Grown(500_000), "camket.part", || program.0.try_wait().unwrap().is_some());
    let second = ended(stage.command(&["demo"]));
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("đang nạp"), "{second:?}");
    drop(program);
    assert!(!stage.database().exists());
    let told = stage.run(&["demo", "--if-empty"]);
    assert!(told.contains("chutich.caoan"), "{told}");
    let kept = std::fs::read_to_string(stage.folder.path().join("demo-accounts.txt")).unwrap();
    assert!(told.starts_with(kept.trim_end()), "what is told is what is kept");
    assert!(stage.run(&["demo", "--if-empty"]).contains("demo-accounts.txt"));
    let (program, _) = stage.serve();
    drop(program);
    assert!(stage.content().await.contains(&"setting id=1 name=demo content=ready".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_demo_is_cleared_away_by_the_next_one_on_postgresql() {
    let server = testing::postgres_url();
    let name = format!("killed_{}", std::process::id());
    let operator = store::connect(&format!("{server}/postgres")).await.unwrap();
    operator.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let url = format!("{server}/{name}");
    let stage = Stage::empty();
    let command = |arguments: &[&str]| {
        let mut command = stage.command(arguments);
        command.env("DATABASE_URL", &url);
        command
    };
    let mut program = Program(command(&["demo"]).spawn().unwrap());
    let db = store::connect(&url).await.unwrap();
    // The tables are not there at first.
    let began = Instant::now();
    while db
        .execute_unprepared("UPDATE setting SET content = content WHERE (SELECT count(*) FROM figure) > 300")
        .await
        .map_or(0, |it| it.rows_affected())
        == 0
    {
        assert!(program.0.try_wait().unwrap().is_none() && began.elapsed() < PATIENCE, "the demo is being filled");
    }
    let second = ended(command(&["demo"]));
    assert!(String::from_utf8_lossy(&second.stderr).contains("đang nạp"), "{second:?}");
    drop(program);
    let served = ended(command(&["serve"]));
    assert_eq!(served.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&served.stderr).contains("chưa bao giờ nạp xong"), "{served:?}");
    let checked = ended(command(&["check"]));
    assert!(String::from_utf8_lossy(&checked.stdout).contains("chưa bao giờ nạp xong"), "{checked:?}");
    let again = ended(command(&["demo", "--if-empty"]));
    assert!(again.status.success(), "{again:?}");
    assert!(String::from_utf8_lossy(&again.stderr).contains("Đã xóa"), "{again:?}");
    assert_eq!(services::demo::standing(&db).await.unwrap(), services::demo::Standing::Ready);
    assert_eq!(store::campaign::of_code(&db, "cchc-2022").await.unwrap().id, domain::CampaignId(1));
    db.close().await.unwrap();
    operator.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    operator.close().await.unwrap();
}
