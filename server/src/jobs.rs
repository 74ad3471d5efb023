//! What the program does by itself: forgets drafts, sessions, tokens and tries that have expired, keeps the files
//! of papers that got their number as it was stopped, and asks for the timestamps that are missing.

use crate::throttle::Throttle;
use crate::tsa::{PATIENCE, ask_for_missing};
use http::Uri;
use services::Site;
use services::timestamping::Which;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How often it looks.
const EVERY: Duration = Duration::from_secs(600);

/// Begins the work; it ends with the program.
pub fn begin(site: Site, throttle: Throttle, authority: Option<Uri>) {
    if let Some(authority) = authority {
        // Apart from the rest, for an authority may take minutes.
        tokio::spawn(timestamps(site.clone(), authority));
    }
    tokio::spawn(async move {
        let mut clock = interval(EVERY);
        clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            clock.tick().await;
            throttle.forget_idle();
            if let Err(error) = services::draft::forget_expired(&site).await {
                islands::AppError::incident(&error);
            }
            if let Err(error) = services::register::keep_missing_files(&site).await {
                islands::AppError::incident(&error);
            }
        }
    });
}

async fn timestamps(site: Site, authority: Uri) {
    let mut clock = interval(EVERY);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        match ask_for_missing(&site, &authority, Which::Due, PATIENCE).await {
            Ok(it) if it.failed > 0 => tracing::warn!("timestamps: {} stamped, {} not: {:?}", it.stamped, it.failed, it.why),
            Ok(_) => {}
            Err(error) => {
                islands::AppError::incident(&error);
            }
        }
    }
}
