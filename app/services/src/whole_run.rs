//! Looking at a whole run: its package of 300 units is some 150 MB while it is looked at, and an office's old PC does not hold eight of them. One
//! page after another does it, always on the same thread, so that a page that was left while it worked still keeps the next one waiting.
//! That the memory is given back is the business of `server/src/memory.rs`. What a page reads of one unit alone waits for nobody.

use crate::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::mpsc::{Sender, channel};
use tokio::sync::{Semaphore, SemaphorePermit, oneshot};

static ROOM: Semaphore = Semaphore::const_new(1);

type Work = Box<dyn FnOnce() + Send>;

static THREAD: OnceLock<Sender<Work>> = OnceLock::new();

/// The room in which a whole run is looked at; it is free again when this is dropped.
pub struct Alone(#[expect(dead_code, reason = "held until it is dropped")] SemaphorePermit<'static>);

/// Waits for the room in which a whole run is looked at. Never taken inside a transaction.
pub async fn alone() -> Result<Alone, Error> {
    Ok(Alone(ROOM.acquire().await.map_err(Error::internal)?))
}

impl Alone {
    /// Works something out on the one thread for it.
    pub async fn work_out<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
        let (done, answer) = oneshot::channel();
        let work: Work = Box::new(move || {
            // Nobody waits any more where the page was left meanwhile.
            let _ = done.send(work());
        });
        thread().send(work).map_err(|_| Error::internal("the thread that looks at whole runs is gone"))?;
        answer.await.map_err(Error::internal)?
    }
}

/// The thread, which is started by the first who needs it and stays. What panics is that page's alone: its answer never comes.
fn thread() -> &'static Sender<Work> {
    THREAD.get_or_init(|| {
        let (send, receive) = channel::<Work>();
        std::thread::spawn(move || {
            for work in receive {
                let _ = catch_unwind(AssertUnwindSafe(work));
            }
        });
        send
    })
}
