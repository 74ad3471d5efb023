//! What the program does by itself: forgets drafts, sessions, tokens and tries that have expired.

use crate::throttle::Throttle;
use services::Site;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How often it looks.
const EVERY: Duration = Duration::from_secs(600);

/// Begins the work; it ends with the program.
pub fn begin(site: Site, throttle: Throttle) {
    tokio::spawn(async move {
        let mut clock = interval(EVERY);
        clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            clock.tick().await;
            throttle.forget_idle();
            if let Err(error) = services::draft::forget_expired(&site).await {
                islands::AppError::incident(&error);
            }
        }
    });
}
