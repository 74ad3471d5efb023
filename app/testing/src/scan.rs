//! Scanned paper: pages of papers as a scanner makes them, grey, a little askew and speckled, in one file in any order.

use lopdf::{Document, Object, Stream, dictionary};
use std::process::{Command, Stdio};

/// Dots an inch: the least that an office scans at.
const DOTS: u32 = 200;

/// How a page lay in the scanner.
#[derive(Debug, Clone, Copy)]
pub enum Lay {
    /// Nearly straight.
    Straight,
    /// Upside down and a little askew.
    UpsideDown,
    /// With a pen drawn over its code.
    Spoilt,
}

/// A page of a paper: the paper as PDF, which page from 1, how it lay.
pub type Laid<'a> = (&'a [u8], usize, Lay);

struct Grey {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

/// Draws one page with `pdftoppm`.
fn drawn(pdf: &[u8], page: usize) -> Grey {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.pdf");
    std::fs::write(&file, pdf).expect("written");
    let (dots, page) = (DOTS.to_string(), page.to_string());
    let output = Command::new("pdftoppm")
        .args(["-gray", "-r", &dots, "-f", &page, "-l", &page])
        .arg(&file)
        .stdin(Stdio::null())
        .output()
        .expect("pdftoppm (package poppler-utils)");
    let mut parts = output.stdout.splitn(4, |it| it.is_ascii_whitespace());
    assert_eq!(parts.next(), Some(&b"P5"[..]), "page {page} is there");
    let mut number = || std::str::from_utf8(parts.next().expect("a number")).expect("digits").parse().expect("a number");
    let (width, height) = (number(), number());
    let rest = parts.next().expect("dots");
    Grey { width, height, dots: rest.strip_prefix(b"255\n").expect("eight bits").to_vec() }
}

/// The page as the glass saw it: turned by a little, speckled, and paler than print.
fn seen(page: &Grey, lay: Lay) -> Vec<u8> {
    let (sin, cos): (f32, f32) = match lay {
        Lay::Straight | Lay::Spoilt => 0.6_f32.to_radians().sin_cos(),
        Lay::UpsideDown => 179.2_f32.to_radians().sin_cos(),
    };
    let (middle_x, middle_y) = (page.width as f32 / 2.0, page.height as f32 / 2.0);
    let mut speck: u32 = 7;
    let mut dots = Vec::with_capacity(page.dots.len());
    for y in 0..page.height {
        for x in 0..page.width {
            let (dx, dy) = (x as f32 - middle_x, y as f32 - middle_y);
            let (from_x, from_y) = (middle_x + dx * cos - dy * sin, middle_y + dx * sin + dy * cos);
            let inside = (0.0..page.width as f32).contains(&from_x) && (0.0..page.height as f32).contains(&from_y);
            let dot = if inside { page.dots[from_y as usize * page.width + from_x as usize] } else { u8::MAX };
            speck = speck.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (speck >> 28) as u8;
            let spoilt = matches!(lay, Lay::Spoilt) && x < page.width / 7 && y > page.height * 7 / 8 && (x + y) % 9 < 4;
            dots.push(if spoilt { 20 } else { (dot / 5 * 4 + 30).saturating_sub(noise) });
        }
    }
    dots
}

/// A pile of pages as one scanned file.
pub fn pile(pages: &[Laid<'_>]) -> Vec<u8> {
    let mut file = Document::with_version("1.5");
    let tree = file.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    for (pdf, number, lay) in pages {
        let page = drawn(pdf, *number);
        let about = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => page.width as i64, "Height" => page.height as i64,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
        };
        let image = file.add_object(Stream::new(about, seen(&page, *lay)));
        let (width, height) = (page.width as f32 * 72.0 / DOTS as f32, page.height as f32 * 72.0 / DOTS as f32);
        let content = file.add_object(Stream::new(dictionary! {}, format!("q {width} 0 0 {height} 0 0 cm /Im Do Q").into_bytes()));
        let kid = file.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "Im" => image } }, "Contents" => content,
        });
        kids.push(kid.into());
    }
    let count = kids.len() as i64;
    file.objects.insert(tree, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }));
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer.set("Root", catalog);
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("saved");
    bytes
}
