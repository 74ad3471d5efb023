//! Draws pages.

use crate::Unreadable;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use png::{BitDepth, ColorType, Compression, Encoder};

/// The most pages that one picture shows; the file itself has the others.
pub const MOST_SHOWN: usize = 12;
/// Points an inch, as a PDF counts.
const POINTS: f32 = 72.0;
/// The longest side of a page's picture, in dots: A3 at 300 dots an inch.
const LONGEST: f32 = 4_961.0;
/// The gap between pages of one picture, in dots, and its grey.
const GAP: usize = 12;
const GAP_GREY: u8 = 0xC8;

/// How large pages are drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scale {
    /// Dots an inch.
    Dots(f32),
    /// Dots that the page is wide.
    Width(f32),
}

/// A page in shades of grey.
pub(crate) struct Sheet {
    pub width: usize,
    pub height: usize,
    pub grey: Vec<u8>,
}

/// The least share of dark dots that a page with a code has: the code alone is two to three times as much.
const BLANK: usize = 2_000;

impl Sheet {
    /// Whether nothing is printed on it: fewer than one dot in two thousand is dark.
    pub fn is_blank(&self) -> bool {
        self.grey.iter().filter(|it| **it < 128).count() < self.grey.len() / BLANK
    }
}

/// The pages of a file.
pub(crate) struct Pages {
    pdf: Pdf,
}

impl Pages {
    pub fn open(pdf: &[u8]) -> Result<Self, Unreadable> {
        let pdf = Pdf::new(pdf.to_vec()).map_err(|_| Unreadable::NoPdf)?;
        if pdf.pages().is_empty() { Err(Unreadable::NoPage) } else { Ok(Self { pdf }) }
    }

    pub fn len(&self) -> usize {
        self.pdf.pages().len()
    }

    /// Draws one page; none where it has no size that can be drawn.
    fn draw<'a>(&'a self, page: usize, scale: Scale, cache: &RenderCache<'a>) -> Option<Pixmap> {
        let page = self.pdf.pages().get(page)?;
        let (width, height) = page.render_dimensions();
        let drawn = match scale {
            Scale::Dots(dots) => dots / POINTS,
            Scale::Width(wanted) => wanted / width,
        };
        let scale = drawn.min(LONGEST / width.max(height));
        if !scale.is_finite() || width * scale < 1.0 || height * scale < 1.0 {
            return None;
        }
        let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        // A scan that is drawn larger is smoothed: doubled dots would break the modules of its code.
        let smooth = RenderSettings { force_image_interpolation: true, ..RenderSettings::default() };
        Some(render(page, cache, &InterpreterSettings::default(), &smooth, &size))
    }

    /// Draws one page in shades of grey.
    pub fn grey(&self, page: usize, scale: Scale) -> Option<Sheet> {
        let drawn = self.draw(page, scale, &RenderCache::new())?;
        // As the eye weighs colours (ITU-R BT.601), in thousandths.
        let shade = |it: &[u8]| match it {
            [r, g, b, ..] => ((u32::from(*r) * 299 + u32::from(*g) * 587 + u32::from(*b) * 114) / 1000) as u8,
            _ => u8::MAX,
        };
        let grey = drawn.data_as_u8_slice().chunks_exact(4).map(shade).collect();
        Some(Sheet { width: usize::from(drawn.width()), height: usize::from(drawn.height()), grey })
    }
}

/// The first pages of a file, one below the other, as one PNG of this width in dots. Says how many pages the file has.
pub fn picture(pdf: &[u8], width: u16) -> Result<(Vec<u8>, usize), Unreadable> {
    let pages = Pages::open(pdf)?;
    let cache = RenderCache::new();
    let shown = (0..pages.len().min(MOST_SHOWN)).filter_map(|it| pages.draw(it, Scale::Width(width.into()), &cache));
    let mut rows: Vec<u8> = Vec::new();
    let across = usize::from(width) * 3;
    for (index, page) in shown.enumerate() {
        if index > 0 {
            rows.resize(rows.len() + GAP * across, GAP_GREY);
        }
        // Rounding makes a page a dot narrower or wider than its neighbour.
        for row in page.data_as_u8_slice().chunks_exact(usize::from(page.width()).max(1) * 4) {
            let end = rows.len() + across;
            rows.extend(row.chunks_exact(4).flat_map(|it| it.iter().take(3)).take(across));
            rows.resize(end, u8::MAX);
        }
    }
    let height = u32::try_from(rows.len() / across.max(1)).map_err(|_| Unreadable::NoPicture)?;
    if height == 0 {
        return Err(Unreadable::NoPage);
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width.into(), height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header().map_err(|_| Unreadable::NoPicture)?;
    writer.write_image_data(&rows).map_err(|_| Unreadable::NoPicture)?;
    writer.finish().map_err(|_| Unreadable::NoPicture)?;
    Ok((bytes, pages.len()))
}
