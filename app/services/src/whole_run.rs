//! Looking at a whole run: its package of 300 units is some 150 MB while it is looked at, and an office's old PC does not hold eight of them. One
//! page after another does it; what a page reads of one unit alone waits for nobody.

use crate::Error;
use tokio::sync::{Semaphore, SemaphorePermit};

static ROOM: Semaphore = Semaphore::const_new(1);

/// Waits for the room in which a whole run is looked at; it is free again when this is dropped. Never taken inside a transaction.
pub(crate) async fn alone() -> Result<SemaphorePermit<'static>, Error> {
    ROOM.acquire().await.map_err(Error::internal)
}
