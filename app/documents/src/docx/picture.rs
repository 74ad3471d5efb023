//! QR codes as pictures (PNG, one bit a module) and how a run holds one.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use super::escaped;
use crate::DocumentError;
use crate::block::QrCaption;
use crate::measures::QR;

/// Thousandths of the unit that drawings count in: 12700 to a point.
const EMU: f32 = 12_700.0;

/// Draws the code of an address.
pub(super) fn png(code: &QrCaption) -> Result<Vec<u8>, DocumentError> {
    let drawn = crate::qr::rows(&code.address)?;
    let mut rows = Vec::new();
    for row in &drawn {
        // Each row begins with its filter, none; a set bit is white.
        rows.push(0);
        let bit = |(place, dark): (usize, &bool)| u8::from(!dark) << (7 - place);
        rows.extend(row.chunks(8).map(|it| it.iter().enumerate().map(bit).sum::<u8>()));
    }
    let save = |it: std::io::Error| DocumentError::Save(it.to_string());
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&rows).map_err(save)?;
    let packed = packed.finish().map_err(save)?;
    let edge = u32::try_from(drawn.len()).unwrap_or_default().to_be_bytes();
    // One bit of grey, no filter method, not interlaced (ISO/IEC 15948, 11.2.2).
    let shape = [&edge[..], &edge[..], &[1, 0, 0, 0, 0]].concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in [(b"IHDR", shape), (b"IDAT", packed), (b"IEND", Vec::new())] {
        let mut sum = Crc::new();
        sum.update(kind);
        sum.update(&content);
        out.extend(u32::try_from(content.len()).unwrap_or_default().to_be_bytes());
        out.extend(kind);
        out.extend(content);
        out.extend(sum.sum().to_be_bytes());
    }
    Ok(out)
}

/// A picture in the line of text, by its number in the file.
pub(super) fn inline(number: usize, code: &QrCaption) -> String {
    let side = (QR * EMU).round();
    let about = escaped(&format!("Mã QR của địa chỉ {}", code.address));
    format!(
        "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{side}\" cy=\"{side}\"/>\
         <wp:docPr id=\"{number}\" name=\"QR {number}\" descr=\"{about}\"/><a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{number}\" \
         name=\"qr{number}.png\" descr=\"{about}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"qr{number}\"/>\
         <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{side}\" \
         cy=\"{side}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>\
         </a:graphic></wp:inline></w:drawing>"
    )
}
