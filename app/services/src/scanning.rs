//! Reading files that people send as pictures: what a scanner or a stranger made is read in a process of its own, so that a file that asks for
//! everything costs the program nothing.

use crate::Error;
use domain::PageCode;
use domain::commitment::PileRefusal;
use pictures::Unreadable;
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

/// Files are read so many at a time.
static READ: Semaphore = Semaphore::const_new(2);

/// What of a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The codes on every page, as JSON: a list for each page.
    Codes,
    /// The first pages as one PNG.
    Picture,
}

impl Asked {
    /// The name on the command line of the process that reads.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Codes => "codes",
            Self::Picture => "picture",
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
pub fn read(asked: Asked, pdf: &[u8]) -> Result<Vec<u8>, Unreadable> {
    match asked {
        Asked::Codes => serde_json::to_vec(&pictures::codes(pdf, |it| PageCode::read(it).is_some())?).map_err(|_| Unreadable::NoPicture),
        Asked::Picture => pictures::picture(pdf, WIDTH).map(|(png, _)| png),
    }
}

impl Reader {
    /// What the codes on each page say.
    pub async fn codes(&self, pdf: Arc<[u8]>) -> Result<Result<Vec<Vec<String>>, PileRefusal>, Error> {
        match self.ask(Asked::Codes, pdf).await? {
            Ok(bytes) => Ok(Ok(serde_json::from_slice(&bytes).map_err(Error::internal)?)),
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// The first pages as one PNG.
    pub async fn picture(&self, pdf: Arc<[u8]>) -> Result<Result<Vec<u8>, PileRefusal>, Error> {
        self.ask(Asked::Picture, pdf).await
    }

    async fn ask(&self, asked: Asked, pdf: Arc<[u8]>) -> Result<Result<Vec<u8>, PileRefusal>, Error> {
        let _turn = READ.acquire().await.map_err(Error::internal)?;
        match self {
            Self::Here => {
                let read = tokio::task::spawn_blocking(move || read(asked, &pdf)).await.map_err(Error::internal)?;
                Ok(read.map_err(|it| if it == Unreadable::TooManyPages { PileRefusal::TooManyPages } else { PileRefusal::Unreadable }))
            }
            Self::Apart(program) => match tokio::time::timeout(LONGEST, apart(program, asked, &pdf)).await {
                Ok(output) => Ok(understood(output?)),
                Err(_) => Ok(Err(PileRefusal::Unreadable)),
            },
        }
    }
}

fn understood(output: Output) -> Result<Vec<u8>, PileRefusal> {
    match output.status.code() {
        Some(0) => Ok(output.stdout),
        Some(code) if code == i32::from(TOO_MANY) => Err(PileRefusal::TooManyPages),
        _ => Err(PileRefusal::Unreadable),
    }
}

/// Gives the file to a process of its own and takes what it says; the process ends with this future.
async fn apart(program: &Path, asked: Asked, pdf: &[u8]) -> Result<Output, Error> {
    let mut command = Command::new(program);
    command.args(["pages", asked.code()]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
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
