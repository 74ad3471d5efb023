//! Reading files that people send as pictures: what a scanner or a stranger made is read in a process of its own, so that a file that asks for
//! everything costs the program nothing.

use crate::Error;
use domain::PageCode;
use domain::commitment::PileRefusal;
use pictures::{Code, Place, Unreadable};
use std::path::Path;
use std::process::{Output, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::sync::Semaphore;

/// How long a file may take: two hundred pages took less than a minute where it was measured.
const LONGEST: Duration = Duration::from_secs(180);

/// How wide the picture of a page is drawn, in dots: an A4 page at 110 dots an inch.
pub const WIDTH: u16 = 910;

/// Pictures are drawn so many at a time.
static PICTURES: Semaphore = Semaphore::const_new(2);
/// Piles are read one after the other: each takes minutes, and nobody who looks at a paper waits for that.
static PILES: Semaphore = Semaphore::const_new(1);

/// What of a file is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The codes on every page, as JSON: a list for each page, of each code what it says and by how much its page is turned.
    Codes,
    /// The first pages as one PNG.
    Picture,
    /// A file for each list of pages: each after its length in eight bytes, the largest first.
    Parts(Vec<Vec<Place>>),
}

impl Asked {
    /// How it is asked for on the command line of the process that reads: `codes`, `picture`, `parts 3:0,1:180;2:0` (lists of pages with how far each is turned).
    pub fn arguments(&self) -> Vec<String> {
        match self {
            Self::Codes => vec!["codes".into()],
            Self::Picture => vec!["picture".into()],
            Self::Parts(lists) => {
                let list = |it: &Vec<Place>| it.iter().map(|(page, turn)| format!("{page}:{turn}")).collect::<Vec<_>>().join(",");
                vec!["parts".into(), lists.iter().map(list).collect::<Vec<_>>().join(";")]
            }
        }
    }

    /// What such arguments ask for; nothing where they were written otherwise.
    pub fn of_arguments(asked: &str, lists: Option<&str>) -> Option<Self> {
        let place = |it: &str| it.split_once(':').and_then(|(page, turn)| Some((page.parse().ok()?, turn.parse().ok()?)));
        match (asked, lists) {
            ("codes", None) => Some(Self::Codes),
            ("picture", None) => Some(Self::Picture),
            ("parts", Some(lists)) => lists.split(';').map(|it| it.split(',').map(place).collect()).collect::<Option<_>>().map(Self::Parts),
            _ => None,
        }
    }
}

/// How the process says that a file has more pages than are read; with anything but success and this it says that it cannot be read.
pub const TOO_MANY: u8 = 3;

/// Where files are read.
#[derive(Debug, Clone, Default)]
pub enum Reader {
    /// In this process: for tests, and files of our own.
    #[default]
    Here,
    /// In a process of its own: this program, by its path.
    Apart(Arc<Path>),
}

/// Does the reading, in whichever process that is.
pub fn read(asked: &Asked, pdf: &[u8]) -> Result<Vec<u8>, Unreadable> {
    match asked {
        Asked::Codes => serde_json::to_vec(&pictures::codes(pdf, |it| PageCode::read(it).is_some())?).map_err(|_| Unreadable::NoPicture),
        Asked::Picture => pictures::picture(pdf, WIDTH).map(|(png, _)| png),
        Asked::Parts(lists) => Ok(bound(&pictures::parts(pdf, lists)?)),
    }
}

/// Files one after the other, each after its length.
fn bound(files: &[Vec<u8>]) -> Vec<u8> {
    files.iter().flat_map(|it| (it.len() as u64).to_be_bytes().into_iter().chain(it.iter().copied())).collect()
}

/// The files that were bound so; nothing where they are not.
fn unbound(mut bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut files = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let (file, rest) = rest.split_at_checked(usize::try_from(u64::from_be_bytes(*length)).ok()?)?;
        files.push(file.to_vec());
        bytes = rest;
    }
    bytes.is_empty().then_some(files)
}

impl Reader {
    /// What the codes on each page say.
    pub async fn codes(&self, pdf: Arc<[u8]>) -> Result<Result<Vec<Vec<Code>>, PileRefusal>, Error> {
        match self.ask(Asked::Codes, pdf).await? {
            Ok(bytes) => Ok(Ok(serde_json::from_slice(&bytes).map_err(Error::internal)?)),
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// The first pages as one PNG.
    pub async fn picture(&self, pdf: Arc<[u8]>) -> Result<Result<Vec<u8>, PileRefusal>, Error> {
        self.ask(Asked::Picture, pdf).await
    }

    /// A file for each list of pages.
    pub async fn parts(&self, pdf: Arc<[u8]>, lists: Vec<Vec<Place>>) -> Result<Result<Vec<Vec<u8>>, PileRefusal>, Error> {
        if lists.is_empty() {
            return Ok(Ok(Vec::new()));
        }
        match self.ask(Asked::Parts(lists), pdf).await? {
            Ok(bytes) => Ok(Ok(unbound(&bytes).ok_or_else(|| Error::internal("parts that do not end"))?)),
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    async fn ask(&self, asked: Asked, pdf: Arc<[u8]>) -> Result<Result<Vec<u8>, PileRefusal>, Error> {
        let turns = if asked == Asked::Picture { &PICTURES } else { &PILES };
        let _turn = turns.acquire().await.map_err(Error::internal)?;
        let size = pdf.len();
        match self {
            Self::Here => {
                let read = tokio::task::spawn_blocking(move || read(&asked, &pdf)).await.map_err(Error::internal)?;
                Ok(read.map_err(|it| if it == Unreadable::TooManyPages { PileRefusal::TooManyPages } else { PileRefusal::Unreadable }))
            }
            Self::Apart(program) => match tokio::time::timeout(LONGEST, apart(program, &asked, &pdf)).await {
                Ok(output) => Ok(understood(output?, size)),
                Err(_) => {
                    tracing::warn!(size, "a file that was sent took too long to read");
                    Ok(Err(PileRefusal::TooMuchWork))
                }
            },
        }
    }
}

fn understood(output: Output, size: usize) -> Result<Vec<u8>, PileRefusal> {
    match output.status.code() {
        Some(0) => Ok(output.stdout),
        Some(code) if code == i32::from(TOO_MANY) => Err(PileRefusal::TooManyPages),
        Some(_) => Err(PileRefusal::Unreadable),
        // Ended by the system at one of its bounds.
        None => {
            tracing::warn!(size, status = %output.status, "a file that was sent asked for more than it may");
            Err(PileRefusal::TooMuchWork)
        }
    }
}

/// Gives the file to a process of its own and takes what it says; the process ends with this future.
async fn apart(program: &Path, asked: &Asked, pdf: &[u8]) -> Result<Output, Error> {
    let mut command = Command::new(program);
    command
        .arg("pages")
        .args(asked.arguments())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .env_clear()
        .kill_on_drop(true);
    let mut child = command.spawn().map_err(Error::internal)?;
    let mut stdin = child.stdin.take().ok_or_else(|| Error::internal("no way to the process that reads"))?;
    let give = async {
        // A process that ended at its bounds takes no more; how it ended is what counts.
        let _ = stdin.write_all(pdf).await;
        drop(stdin);
    };
    let (_, output) = tokio::join!(give, child.wait_with_output());
    output.map_err(Error::internal)
}
