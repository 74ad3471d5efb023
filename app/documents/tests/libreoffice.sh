#!/usr/bin/env bash
# Opens every paper's Word file with LibreOffice and writes it as PDF again: each has as many pages as the PDF, or one more where a paragraph
# that stays whole has moved, and the same letters. Needs
# the Debian package libreoffice-writer-nogui. Run by hand; prints one line for each paper, fails if one differs.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
speed() { ${CARGO:-cargo} run -q --release -p documents --example speed -- "$1" "$2"; }
mkdir "$folder/word" "$folder/own" "$folder/theirs"
speed --write-docx "$folder/word"
speed --write-a1 "$folder/own"
# With the typeface of the PDF alone, as that of many machines has no letters with two marks.
cat >"$folder/fonts.conf" <<CONF
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$PWD/fonts</dir><cachedir>$folder/cache</cachedir>
<alias binding="same"><family>Times New Roman</family><accept><family>Liberation Serif</family></accept></alias></fontconfig>
CONF
FONTCONFIG_FILE="$folder/fonts.conf" soffice --headless "-env:UserInstallation=file://$folder/profile" --convert-to pdf --outdir "$folder/theirs" "$folder"/word/*.docx >/dev/null 2>&1
# How often each letter comes, as the two part words and tables otherwise; without the margins, whose marks differ, without digits, among which are
# the numbers of pages, without the dots that fill lines, and without the pages that the contents of a bundle name in the PDF alone.
letters() {
    local marks='BẢNSOẠNLẠI|DỰTHẢO|TẠMTÍNH|VĂNBẢNMINHHỌA–KHÔNGCÓGIÁTRỊPHÁPLÝ|MãbămSHA-256củanộidung:[0-9a-f]{64}|Trang[0-9]*củatập|BảnWordđểsoạnlại,khôngthaythếbảnđãxácnhận\.'
    pdftotext -raw -enc UTF-8 "$1" - | tr -d ' \n\f' | sed -E "s/$marks//g; s/[0-9….]//g" |
        grep -o . | sort | uniq -c
}
failed=0
for file in "$folder"/word/*.docx; do
    name=$(basename "$file" .docx)
    pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }
    own=$(pages "$folder/own/$name.pdf") theirs=$(pages "$folder/theirs/$name.pdf")
    if [ "$theirs" -ge "$own" ] && [ "$theirs" -le $((own + 1)) ] && diff <(letters "$folder/own/$name.pdf") <(letters "$folder/theirs/$name.pdf") >"$folder/said"; then
        echo "same     $name ($own, $theirs pages)"
    else
        echo "differs  $name ($own, $theirs pages)"
        cat "$folder/said"
        failed=1
    fi
done
exit $failed
