//! Page 1 of the minutes as a picture, compared with the stored one tile by tile.
//!
//! `UPDATE_PICTURE=1 cargo test -p documents --test picture` stores a new one; look at it before committing.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/samples/mod.rs"]
mod samples;
mod tools;

use std::path::PathBuf;

const TILE: usize = 12;
/// Greatest difference of a tile's mean grey (0–255): another version of the renderer smooths edges otherwise, a moved line is far more.
const TOLERANCE: i64 = 24;

struct Picture {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

fn parse(pgm: &[u8]) -> Picture {
    let mut fields = pgm.splitn(4, |it| it.is_ascii_whitespace());
    assert_eq!(fields.next().unwrap(), b"P5");
    let mut number = || std::str::from_utf8(fields.next().unwrap()).unwrap().parse::<usize>().unwrap();
    let (width, height) = (number(), number());
    let rest = fields.next().unwrap();
    let grey = rest.strip_prefix(b"255\n").unwrap().to_vec();
    assert_eq!(grey.len(), width * height);
    Picture { width, height, grey }
}

impl Picture {
    /// Mean grey of each tile.
    fn tiles(&self) -> Vec<i64> {
        let (columns, rows) = (self.width.div_ceil(TILE), self.height.div_ceil(TILE));
        let mean = |tile: usize| {
            let (x, y) = (tile % columns * TILE, tile / columns * TILE);
            let inside = (y..(y + TILE).min(self.height)).flat_map(|y| (x..(x + TILE).min(self.width)).map(move |x| (x, y)));
            let (sum, count) = inside.fold((0, 0), |(sum, count), (x, y)| (sum + i64::from(self.grey[y * self.width + x]), count + 1));
            sum / count
        };
        (0..columns * rows).map(mean).collect()
    }
}

fn page_one(minutes: &documents::minutes::Minutes) -> Vec<u8> {
    let pdf = documents::minutes::pdf(minutes).unwrap();
    tools::run("pdftoppm", &["-gray", "-r", "40", "-f", "1", "-l", "1", "{}"], &pdf)
}

/// Greatest difference between the mean greys of two tiles in the same place.
fn difference(one: &Picture, other: &Picture) -> i64 {
    assert_eq!((one.width, one.height), (other.width, other.height));
    one.tiles().into_iter().zip(other.tiles()).map(|(one, other)| (one - other).abs()).max().unwrap()
}

#[test]
fn page_one_of_the_minutes_looks_as_stored() {
    let pgm = page_one(&samples::minutes());
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/minutes-1.pgm");
    if std::env::var_os("UPDATE_PICTURE").is_some() {
        std::fs::write(&path, &pgm).unwrap();
    }
    let worst = difference(&parse(&pgm), &parse(&std::fs::read(&path).unwrap()));
    assert!(worst <= TOLERANCE, "a tile differs by {worst}");
}

#[test]
fn one_word_more_is_noticed() {
    let mut minutes = samples::minutes();
    minutes.place.push_str(" mới");
    let worst = difference(&parse(&page_one(&samples::minutes())), &parse(&page_one(&minutes)));
    assert!(worst > TOLERANCE, "the comparison is blind: {worst}");
}
