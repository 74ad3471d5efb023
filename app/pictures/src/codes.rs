//! Reads the QR codes on the pages of a scan.

use crate::Unreadable;
use crate::picture::{Pages, Scale};
use rqrr::PreparedImage;

/// The most pages of one file that are read.
pub const MOST_PAGES: usize = 200;

/// Dots an inch at which a page is looked at first: what an office scans at least (NĐ 30/2020 asks for 200).
const FIRST: f32 = 200.0;
/// And where no code was found then.
const AGAIN: f32 = 300.0;

/// What the QR codes on each page say, page by page; a page without a code that can be read has an empty list.
pub fn codes(pdf: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    let pages = Pages::open(pdf)?;
    if pages.len() > MOST_PAGES {
        return Err(Unreadable::TooManyPages);
    }
    let read = |page: usize| {
        let first = of_page(&pages, page, FIRST);
        if first.is_empty() { of_page(&pages, page, AGAIN) } else { first }
    };
    Ok((0..pages.len()).map(read).collect())
}

fn of_page(pages: &Pages, page: usize, dots: f32) -> Vec<String> {
    let Some(sheet) = pages.grey(page, Scale::Dots(dots)) else { return Vec::new() };
    let grey = |x: usize, y: usize| sheet.grey.get(y * sheet.width + x).copied().unwrap_or(u8::MAX);
    let mut image = PreparedImage::prepare_from_greyscale(sheet.width, sheet.height, grey);
    image.detect_grids().iter().filter_map(|it| it.decode().ok()).map(|(_, text)| text).collect()
}
