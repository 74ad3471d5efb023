//! Reads the QR codes on the pages of a scan.

use crate::Unreadable;
use crate::picture::{Pages, Scale, Sheet};
use rqrr::{Point, PreparedImage};

/// The most pages of one file that are read.
pub const MOST_PAGES: usize = 200;

/// Dots an inch at which a page is looked at, in turn, until a code is found: a scan of 200 is read best when it is drawn a little larger.
const DOTS: [f32; 3] = [300.0, 400.0, 200.0];

/// The part of a page, from each of its corners, in which the code of its margin lies, however it was put in: across and down, in inches.
const CORNER: (f32, f32) = (1.7, 2.4);

/// What a code says, and by how much its page is turned clockwise to stand upright: 0, 90, 180 or 270 degrees.
pub type Code = (String, u16);

/// The QR codes on each page, page by page; a page without a code that can be read has an empty list. Pages are looked at again, larger, until one is
/// found that is `wanted`.
pub fn codes(pdf: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Vec<Vec<Code>>, Unreadable> {
    let pages = Pages::open(pdf)?;
    if pages.len() > MOST_PAGES {
        return Err(Unreadable::TooManyPages);
    }
    Ok((0..pages.len()).map(|it| of_page(&pages, it, &wanted)).collect())
}

/// The codes of one page: those in its corners, and where none is wanted of them those anywhere on it. Corners are read by themselves, since a code is lost
/// beside another and among the print of a whole page.
fn of_page(pages: &Pages, page: usize, wanted: &impl Fn(&str) -> bool) -> Vec<Code> {
    let mut found: Vec<Code> = Vec::new();
    for dots in DOTS {
        let Some(sheet) = pages.grey(page, Scale::Dots(dots)) else { return found };
        // The back of a page has nothing to be looked at again.
        if sheet.is_blank() {
            return found;
        }
        let (across, down) = ((CORNER.0 * dots) as usize, (CORNER.1 * dots) as usize);
        let (right, bottom) = (sheet.width.saturating_sub(across), sheet.height.saturating_sub(down));
        // A page that lies on its side has the longer part of the corner across.
        let (right_side, bottom_side) = (sheet.width.saturating_sub(down), sheet.height.saturating_sub(across));
        let upright = [(0, bottom), (right, 0), (right, bottom), (0, 0)].map(|at| (at, (across, down)));
        let on_side = [(0, bottom_side), (right_side, 0), (right_side, bottom_side), (0, 0)].map(|at| (at, (down, across)));
        let whole = ((0, 0), (sheet.width, sheet.height));
        for (at, size) in upright.into_iter().chain(on_side).chain([whole]) {
            for code in read(&sheet, at, size) {
                if !found.iter().any(|it| it.0 == code.0) {
                    found.push(code);
                }
            }
            if found.iter().any(|it| wanted(&it.0)) {
                return found;
            }
        }
    }
    found
}

/// The codes in a part of a page, given by its top left corner and its size.
fn read(sheet: &Sheet, (left, top): (usize, usize), (width, height): (usize, usize)) -> Vec<Code> {
    let (width, height) = (width.min(sheet.width - left), height.min(sheet.height - top));
    let grey = |x: usize, y: usize| sheet.grey.get((top + y) * sheet.width + left + x).copied().unwrap_or(u8::MAX);
    let mut image = PreparedImage::prepare_from_greyscale(width, height, grey);
    image.detect_grids().iter().filter_map(|it| Some((it.decode().ok()?.1, turn(it.bounds[0], it.bounds[1])))).collect()
}

/// By how much a code is turned clockwise to stand upright, from where its top left and its top right corner lie.
fn turn(left: Point, right: Point) -> u16 {
    let (across, down) = (right.x - left.x, right.y - left.y);
    match (across.abs() >= down.abs(), across >= 0, down >= 0) {
        (true, true, _) => 0,
        (true, false, _) => 180,
        (false, _, true) => 270,
        (false, _, false) => 90,
    }
}
