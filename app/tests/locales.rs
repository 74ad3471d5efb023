//! Every sentence is there, in both languages, and every sentence that is there is used.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use app::text::{Lang, sources};
use domain::{Event, Refusal};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Keys by their place, and the values each names.
fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (name, source) in sources(lang) {
        let resource = fluent_bundle::FluentResource::try_new(source.clone()).map_err(|(_, errors)| errors);
        assert!(resource.is_ok(), "{name}: {:?}", resource.err());
        for line in source.lines() {
            let Some((key, text)) = line.split_once(" =") else { continue };
            if !key.starts_with(|it: char| it.is_ascii_lowercase()) || key.contains(' ') {
                continue;
            }
            let values = text
                .split('$')
                .skip(1)
                .map(|it| it.chars().take_while(|it| it.is_alphanumeric() || *it == '-' || *it == '_').collect())
                .collect();
            assert!(keys.insert(key.to_owned(), values).is_none(), "{name}: {key} stands twice");
        }
    }
    keys
}

fn sources_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources_below(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// Every text in the code that looks like a key.
fn literals() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "domain/src", "islands/src", "services/src", "../server/src"] {
        sources_below(&root.join(folder), &mut files);
    }
    let mut found = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        for part in text.split("done=").skip(1) {
            let name: String = part.chars().take_while(|it| it.is_ascii_lowercase() || *it == '-').collect();
            found.insert(format!("done-{name}"));
        }
        for part in text.split('"').skip(1) {
            if part.contains('-') && part.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-') {
                found.insert(part.to_owned());
            }
        }
    }
    found
}

/// Keys that code puts together from closed lists.
fn listed() -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = Refusal::keys().into_iter().map(str::to_owned).collect();
    keys.extend(Event::ALL.iter().map(|it| it.key().to_owned()));
    keys.extend(app::text::closed_lists());
    keys
}

#[test]
fn both_languages_say_the_same_things_with_the_same_values() {
    let (vi, en) = (keys(Lang::Vi), keys(Lang::En));
    let missing: Vec<_> = vi.keys().filter(|it| !en.contains_key(*it)).chain(en.keys().filter(|it| !vi.contains_key(*it))).collect();
    assert!(missing.is_empty(), "only in one language: {missing:?}");
}

#[test]
fn every_refusal_and_event_is_said() {
    let vi = keys(Lang::Vi);
    let missing: Vec<_> = listed().into_iter().filter(|it| !vi.contains_key(it)).collect();
    assert!(missing.is_empty(), "no sentence for {missing:?}");
}

#[test]
fn every_key_that_a_page_asks_for_is_there() {
    let vi = keys(Lang::Vi);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources_below(&root.join("src"), &mut files);
    sources_below(&root.join("../server/src"), &mut files);
    let mut missing = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for call in ["t(\"", "tf(\""] {
            for (at, _) in text.match_indices(call) {
                let before = text[..at].chars().next_back().unwrap_or(' ');
                let key: String = text[at + call.len()..].chars().take_while(|it| *it != '"').collect();
                if !before.is_alphanumeric() && before != '_' && before != '.' && key != "key" && !vi.contains_key(&key) {
                    missing.push(format!("{}: {key}", file.display()));
                }
            }
        }
    }
    // Sentences of the command line are also asked for through matches and tables.
    let of_commands = |it: &String| ["cli-", "setting-", "help-"].iter().any(|start| it.starts_with(start));
    missing.extend(literals().into_iter().filter(|it| of_commands(it) && !vi.contains_key(it)));
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn no_sentence_is_unused() {
    let used: BTreeSet<String> = literals().into_iter().chain(listed()).collect();
    let unused: Vec<_> = keys(Lang::Vi).into_keys().filter(|it| !used.contains(it)).collect();
    assert!(unused.is_empty(), "{unused:#?}");
}
