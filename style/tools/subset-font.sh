#!/bin/sh
# Makes the two interface fonts in style/assets/fonts from Adobe's Source Sans 3 (npm package `source-sans`, 3.52.0).
# Needs `pyftsubset` and Python with fonttools and brotli. Run by hand; the results are committed.
#   style/tools/subset-font.sh path/to/node_modules/source-sans/TTF style/assets/fonts
set -eu
from=$1 to=$2
unicodes='U+0020-007E,U+00A0-00FF,U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0'
unicodes="$unicodes,U+0300-0303,U+0306,U+0309,U+031B,U+0323,U+1EA0-1EF9,U+20AB"
unicodes="$unicodes,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044"
unicodes="$unicodes,U+2190-2193,U+2211-2212,U+2215,U+2248,U+2260,U+2264-2265,U+25A0,U+25B2,U+25B6,U+25BC,U+25C0,U+25CB,U+25CF,U+2713,U+2717"
for pair in Regular:400 Semibold:600; do
  pyftsubset "$from/SourceSans3-${pair%:*}.ttf" --unicodes="$unicodes" --flavor=woff2 \
    --layout-features=tnum,lnum,pnum,kern,mark,mkmk,ccmp,locl --name-IDs='0,1,2,3,4,5,6,13,14' --no-glyph-names \
    --output-file="$to/camket-sans-${pair#*:}.woff2"
  # "Source" is a reserved font name (SIL OFL 1.1, 3): a changed version has to be called something else.
  python3 - "$to/camket-sans-${pair#*:}.woff2" "${pair%:*}" <<'PY'
import sys
from fontTools.ttLib import TTFont
path, style = sys.argv[1:]
font = TTFont(path, recalcTimestamp=False)
for record in font["name"].names:
    names = {1: "Camket Sans", 3: f"Camket Sans {style} 3.052", 4: f"Camket Sans {style}", 6: f"CamketSans-{style}"}
    if record.nameID in names:
        font["name"].setName(names[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)
font.save(path)
PY
done
