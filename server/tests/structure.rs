//! The rooms of the house: who may use whom, and who may have Cargo features. Reads the manifests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const ROOMS: [(&str, &str, &[&str]); 11] = [
    ("domain", "app/domain", &[]),
    ("documents", "app/documents", &["domain"]),
    ("store", "app/store", &["domain"]),
    ("signatures", "app/signatures", &[]),
    ("pictures", "app/pictures", &[]),
    ("services", "app/services", &["documents", "domain", "pictures", "signatures", "store"]),
    ("islands", "app/islands", &["domain", "services"]),
    ("app", "app", &["domain", "islands", "services"]),
    ("migrations", "migrations", &[]),
    ("testing", "app/testing", &["domain", "migrations", "services", "signatures", "store"]),
    ("server", "server", &["app", "documents", "domain", "islands", "migrations", "pictures", "services", "signatures", "store"]),
];

fn manifest(folder: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).join("Cargo.toml")).unwrap()
}

/// The lines of each section of a manifest.
fn sections(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut sections: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut name = String::new();
    for line in text.lines() {
        if let Some(it) = line.strip_prefix('[') {
            it.trim_end_matches(']').clone_into(&mut name);
        } else if !line.trim().is_empty() {
            sections.entry(name.clone()).or_default().push(line.to_owned());
        }
    }
    sections
}

fn used(lines: Option<&Vec<String>>) -> Vec<String> {
    let names = ROOMS.map(|it| it.0);
    let keys = lines.into_iter().flatten().filter_map(|it| it.split(['.', ' ', '=']).next());
    keys.filter(|it| names.contains(it)).map(str::to_owned).collect()
}

#[test]
fn arrows_between_crates_point_the_right_way() {
    for (name, folder, allowed) in ROOMS {
        let sections = sections(&manifest(folder));
        for it in used(sections.get("dependencies")) {
            assert!(allowed.contains(&it.as_str()), "{name} must not use {it}");
        }
        for it in used(sections.get("dev-dependencies")) {
            assert!(
                it == "testing"
                    || allowed.contains(&it.as_str())
                    || (it == "store" && name != "domain")
                    || (name, it.as_str()) == ("pictures", "documents"),
                "the tests of {name} must not use {it}"
            );
        }
    }
}

#[test]
fn only_islands_has_cargo_features() {
    for (name, folder, _) in ROOMS {
        assert_eq!(sections(&manifest(folder)).contains_key("features"), name == "islands", "{name}");
    }
}

#[test]
fn versions_are_declared_once_in_the_workspace() {
    for (name, folder, _) in ROOMS {
        for (section, lines) in sections(&manifest(folder)) {
            if section.ends_with("dependencies") {
                let own: Vec<_> = lines.iter().filter(|it| it.contains("version =") || it.contains("= \"")).collect();
                assert!(own.is_empty(), "{name} declares versions of its own: {own:?}");
            }
        }
    }
}

/// The Rust files below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for it in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if it.is_dir() {
            sources(&it, found);
        } else if it.extension().is_some_and(|it| it == "rs") {
            found.push(it);
        }
    }
}

#[test]
fn what_is_not_built_as_a_test_holds_none() {
    let mut looked_at = 0;
    for (name, folder, _) in ROOMS {
        let sections = sections(&manifest(folder));
        let said = |line: &str| sections.get("lib").is_some_and(|it| it.iter().any(|it| it == line));
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).join("src"), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let begins = |starts: &[&str]| text.lines().find(|line| starts.iter().any(|it| line.trim_start().starts_with(it)));
            if said("test = false") {
                looked_at += 1;
                assert_eq!(
                    begins(&["#[cfg(test)]", "#[test]", "#[tokio::test"]),
                    None,
                    "{name} is built without tests: {}",
                    file.display()
                );
            }
            if said("doctest = false") {
                assert_eq!(begins(&["/// ```", "//! ```"]), None, "examples of {name} are not run: {}", file.display());
            }
        }
    }
    assert!(looked_at > 100, "{looked_at} files");
}

#[test]
fn no_crate_brings_the_systems_packer() {
    // With it papers would be other bytes on another machine, and the program no single file any more.
    let locked = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock")).unwrap();
    assert!(locked.contains("name = \"zlib-rs\"") && !locked.contains("name = \"libz-sys\""));
}

#[test]
fn nothing_in_the_repository_speaks_of_a_machine() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let listed = std::process::Command::new("git").args(["ls-files", "-z"]).current_dir(&root).output().expect("git");
    let words = [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["/ho", "me/"].concat()];
    let mut found = Vec::new();
    for name in listed.stdout.split(|it| *it == 0).filter_map(|it| std::str::from_utf8(it).ok()).filter(|it| !it.is_empty()) {
        let Ok(text) = fs::read_to_string(root.join(name)) else { continue };
        found.extend(words.iter().filter(|it| text.contains(it.as_str())).map(|it| format!("{name}: {it}")));
    }
    assert!(found.is_empty(), "{found:#?}");
}
