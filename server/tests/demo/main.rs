//! The demo is whole: what it exports is what was published, and what it stored can be computed again by anybody.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use domain::demo::DemoRefusal;
use domain::{Package, Receipt};
use services::Site;
use std::path::Path;
use std::process::Command;
use store::Database;

mod papers;

const PACKAGE: &str = include_str!("../../../app/testing/data/cam-giang-2022.package.json");
const RECEIPT: &str = include_str!("../../../app/testing/data/cam-giang-2022.receipt.json");

async fn empty(folder: &Path) -> Site {
    let db: Database = store::connect(&format!("sqlite://{}/demo.db", folder.display())).await.unwrap();
    migrations::up(&db).await.unwrap();
    Site { demo: true, ..testing::site(db) }
}

/// What `camket assess` prints for a package, run as a program of its own without a database.
fn assessed(folder: &Path, package: &str) -> String {
    let file = folder.join("package.json");
    std::fs::write(&file, package).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_camket")).arg("assess").arg(&file).env_clear().current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_is_whole() {
    let folder = tempfile::TempDir::new().unwrap();
    let site = empty(folder.path()).await;
    let accounts = services::demo::fill(&site, None, |_| Ok(())).await.unwrap();

    // Everybody has a password of their own, and the one who left has no account any more.
    let mut passwords: Vec<_> = accounts.iter().map(|it| it.password.as_str()).collect();
    passwords.sort_unstable();
    passwords.dedup();
    assert_eq!(passwords.len(), accounts.len());
    let head = accounts.iter().find(|it| it.login == "chutich.caoan").unwrap();
    services::account::sign_in(&site, &head.login, &head.password).await.unwrap();
    assert!(accounts.iter().all(|it| it.login != "chutich.ngoclien.cu"));

    // The communes' package of the finished year is the published one, to the digest.
    let campaign = store::campaign::of_code(&site.db, "cchc-2022").await.unwrap();
    let groups = store::campaign::groups(&site.db, campaign.id).await.unwrap();
    let communes = groups.iter().find(|it| it.peer_group == "commune").unwrap();
    let exported = services::package::of_group(&site.db, &campaign, communes).await.unwrap();
    let published = Package::read(PACKAGE).unwrap();
    assert_eq!(exported, published);
    assert_eq!(exported.sha256(), published.sha256());

    // Every stored run can be computed again, by a program without a database; the final one of the communes is the worked receipt.
    let mut runs = 0;
    for code in ["cchc-2022", "cchc-2023"] {
        let campaign = store::campaign::of_code(&site.db, code).await.unwrap();
        for group in store::campaign::groups(&site.db, campaign.id).await.unwrap() {
            for run in store::assessment::list(&site.db, group.id).await.unwrap() {
                let package = store::assessment::package(&site.db, run.id).await.unwrap();
                let receipt = store::assessment::receipt(&site.db, run.id).await.unwrap();
                assert_eq!(Receipt::read(&assessed(folder.path(), &package)), Receipt::read(&receipt), "{code} {}", group.peer_group);
                if run.package_sha256 == published.sha256() {
                    assert_eq!(Receipt::read(&receipt), Receipt::read(RECEIPT));
                }
                runs += 1;
            }
        }
    }
    assert_eq!(runs, 4);

    papers::say_what_is_stored(&site, folder.path()).await;
    papers::missing_ones_are_said(folder.path());

    // A second filling is refused and changes nothing.
    let again = services::demo::fill(&site, None, |_| Ok(())).await;
    assert!(matches!(again, Err(services::Error::Refused(it)) if it == DemoRefusal::NotEmpty.into()));
}
