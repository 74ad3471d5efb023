"""Sets the minutes of `minutes.json` with another program and prints its name, the median of a warm round and of one anew in milliseconds, and bytes.

    typeset.py FOLDER FONTS ROUNDS typst|typst-archive|reportlab|weasyprint|weasyprint-archive
    typeset.py FOLDER FONTS ROUNDS html       writes minutes.html for the browser

One process does all rounds, with everything imported. Warm: fonts are read and styles parsed before the first round. Anew: they are read for each
paper. Nothing is fetched.
"""

import html
import io
import json
import re
import statistics
import sys
import time

FOLDER, FONTS, ROUNDS, PROGRAM = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
WARM = 3
PAPER = json.load(open(FOLDER + "/minutes.json", encoding="utf-8"))
P = PAPER["points"]
FACES = [("Regular", 400, "normal"), ("Bold", 700, "normal"), ("Italic", 400, "italic"), ("BoldItalic", 700, "italic")]
FAMILY = "Liberation Serif"
STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def stops(names):
    return ["- " + it + ("." if at + 1 == len(names) else ";") for at, it in enumerate(names)]


# HTML, for WeasyPrint and the browser.

def run_html(runs):
    def one(text, style):
        text = html.escape(text)
        text = f"<i>{text}</i>" if "italic" in style else text
        return f"<b>{text}</b>" if "bold" in style else text
    return "".join(one(*it) for it in runs)


def block_html(it):
    kind = it["kind"]
    if kind == "title":
        return f"<h1>{html.escape(it['name'])}</h1><p class=summary>{'<br>'.join(map(html.escape, it['summary']))}</p><div class=rule></div>"
    if kind == "paragraph":
        return f"<p>{run_html(it['runs'])}</p>"
    if kind == "item":
        return f"<h2>{html.escape(it['runs'][0][0])}</h2>"
    if kind == "table":
        whole = sum(share for _, share, _ in it["columns"])
        columns = "".join(f"<col style='width:{share / whole * 100:.3f}%'>" for _, share, _ in it["columns"])
        head = "".join(f"<th>{html.escape(title)}</th>" for title, _, _ in it["columns"])
        row = lambda cells: "".join(f"<td style='text-align:{c[2]}'>{run_html(r)}</td>" for r, c in zip(cells, it["columns"]))
        rows = "".join(f"<tr>{row(cells)}</tr>" for cells in it["rows"])
        return f"<table class=ruled><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    if kind == "signatures":
        def signed(b):
            capacity = "<br>".join(map(html.escape, b["capacity"]))
            hint = f"<div class=hint>{html.escape(b['hint'])}</div>" if b["hint"] else ""
            middle = "<br>".join(map(html.escape, b["confirmation"]))
            middle = f"<div class=confirmation>{middle}</div>" if middle else "<div class=room></div>"
            return f"<td><b>{capacity}</b>{hint}{middle}<b>{html.escape(b['name'])}</b></td>"
        return f"<table class=signatures><tr>{''.join(map(signed, it['blocks']))}</tr></table>"
    names = "<br>".join(map(html.escape, stops(it["names"])))
    caption = "<br>".join(map(html.escape, it["caption"] or []))
    return f"<table class=recipients><tr><td><b><i>Nơi nhận:</i></b><br><span class=names>{names}</span></td><td class=caption>{caption}</td></tr></table>"


def style(face):
    faces = "".join(
        f"@font-face{{font-family:'{FAMILY}';src:url('{face(name)}');font-weight:{weight};font-style:{slope}}}" for name, weight, slope in FACES)
    return faces + f"""
@page {{ size: {P['width']}pt {P['height']}pt; margin: {P['top']}pt {P['right']}pt {P['bottom']}pt {P['left']}pt;
  @top-center {{ content: counter(page); font: {P['pageNumber']}pt '{FAMILY}' }}
  @bottom-center {{ content: "{PAPER['foot'] or ''}\\A {PAPER['mark']}"; white-space: pre; font: {P['footSize']}pt '{FAMILY}' }} }}
@page :first {{ @top-center {{ content: none }} }}
* {{ margin: 0; padding: 0 }}
body {{ font: {P['body']}pt/{P['pitch']} '{FAMILY}'; color: #000; text-align: justify }}
table {{ width: 100%; border-collapse: collapse }}
.head td {{ vertical-align: top; text-align: center }} .head td:first-child {{ width: {P['headLeft']}pt; font-size: {P['issuer']}pt }}
.state {{ font-size: {P['state']}pt }} .motto {{ font-size: {P['motto']}pt; border-bottom: .7pt solid; display: inline-block }}
.short {{ width: 40%; border-top: .7pt solid; margin: 2pt auto 4pt }}
h1 {{ font-size: {P['titleSize']}pt; text-align: center; margin-top: {P['above']}pt }} .rule {{ width: 30%; border-top: .7pt solid; margin: 3pt auto 8pt }}
p {{ margin-top: {P['gap']}pt; text-indent: {P['indent']}pt; orphans: 2; widows: 2 }} p.summary {{ margin: 0; text-indent: 0; text-align: center; font-weight: 700 }}
h2 {{ font-size: {P['body']}pt; margin-top: {P['gap']}pt; text-indent: {P['indent']}pt; break-after: avoid }}
.ruled {{ font-size: {P['table']}pt; margin: {P['gap']}pt 0 3pt; table-layout: fixed }} .ruled td, .ruled th {{ border: .5pt solid; padding: {P['cellTop']}pt {P['cellSide']}pt }}
.ruled th {{ text-align: center }} tr {{ break-inside: avoid }}
.signatures {{ margin-top: 14pt; font-size: {P['signer']}pt; break-inside: avoid }} .signatures td {{ width: 50%; text-align: center; vertical-align: top }}
.hint {{ font-size: {P['hint']}pt }} .confirmation {{ font-size: {P['confirmation']}pt }} .room {{ height: {P['room']}pt }}
.recipients {{ margin-top: 14pt; font-size: {P['recipientsTitle']}pt }} .recipients td {{ vertical-align: top; text-align: left }} .names {{ font-size: {P['recipients']}pt }}
.caption {{ font-size: {P['caption']}pt }}
"""


def body():
    issuer = "<br>".join(map(html.escape, PAPER["parent"])) + "<b>" + "<br>".join(map(html.escape, PAPER["body"])) + "</b>"
    number = html.escape(PAPER["number"] or "")
    head = (f"<table class=head><tr><td>{issuer}<div class=short></div>{number}</td>"
            f"<td><b class=state>{STATE}</b><br><b class=motto>{MOTTO}</b></td></tr></table>")
    return head + "".join(map(block_html, PAPER["blocks"]))


def page(face):
    return f"<!doctype html><html lang=vi><head><meta charset=utf-8><title>{html.escape(PAPER['title'])}</title><style>{style(face)}</style></head>"


# typst.

def run_typst(runs):
    def one(text, style):
        text = f"#({json.dumps(text, ensure_ascii=False)})"
        text = f"#emph[{text}]" if "italic" in style else text
        return f"#strong[{text}]" if "bold" in style else text
    return "".join(one(*it) for it in runs)


def said(lines):
    return r" \ ".join(run_typst([[it, "regular"]]) for it in lines)


def block_typst(it):
    kind = it["kind"]
    if kind == "title":
        return (f"#v({P['above']}pt)\n#heading(level: 1)[{said([it['name']])}]\n#align(center, strong[{said(it['summary'])}])\n"
                "#align(center, line(length: 30%, stroke: .7pt))\n")
    if kind == "paragraph":
        return run_typst(it["runs"]) + "\n"
    if kind == "item":
        return f"#heading(level: 2)[{said([it['runs'][0][0]])}]\n"
    if kind == "table":
        columns = ", ".join(f"{share}fr" for _, share, _ in it["columns"])
        aligned = ", ".join(align for _, _, align in it["columns"])
        head = ", ".join(f"align(center)[*{said([title])}*]" for title, _, _ in it["columns"])
        rows = ", ".join(f"[{run_typst(cell)}]" for row in it["rows"] for cell in row)
        return (f"#block(text({P['table']}pt, table(columns: ({columns}), align: ({aligned}), stroke: .5pt, "
                f"inset: (x: {P['cellSide']}pt, y: {P['cellTop']}pt), table.header({head}), {rows})))\n")
    if kind == "signatures":
        def signed(b):
            hint = f"#text({P['hint']}pt)[{said([b['hint']])}] \\ " if b["hint"] else ""
            middle = f"#text({P['confirmation']}pt)[{said(b['confirmation'])}] \\ " if b["confirmation"] else f"#v({P['room']}pt) "
            return f"[*{said(b['capacity'])}* \\ {hint}{middle}*{said([b['name']])}*]"
        blocks = ", ".join(map(signed, it["blocks"]))
        return f"#v(14pt)\n#block(breakable: false, grid(columns: (1fr, 1fr), align: center, {blocks}))\n"
    return (f"#v(14pt)\n#grid(columns: (1fr, 1fr), [#text({P['recipientsTitle']}pt)[#strong[#emph[Nơi nhận:]]] \\ "
            f"#text({P['recipients']}pt)[{said(stops(it['names']))}]], [#text({P['caption']}pt)[{said(it['caption'] or [])}]])\n")


def source_typst():
    leading = P["pitch"] - 0.891 - 0.216
    issuer = said(PAPER["parent"]) + f"*{said(PAPER['body'])}*"
    foot = said([PAPER["foot"] or "", PAPER["mark"]])
    return f"""#set document(title: {json.dumps(PAPER['title'], ensure_ascii=False)})
#set page(width: {P['width']}pt, height: {P['height']}pt, margin: (left: {P['left']}pt, right: {P['right']}pt, top: {P['top']}pt, bottom: {P['bottom']}pt),
  header: context if counter(page).get().first() > 1 {{ align(center, text({P['pageNumber']}pt, counter(page).display())) }},
  footer: align(center, text({P['footSize']}pt)[{foot}]))
#set text(font: "{FAMILY}", size: {P['body']}pt, lang: "vi", top-edge: "ascender", bottom-edge: "descender", hyphenate: false)
#set par(justify: true, leading: {leading:.4f}em, spacing: {leading:.4f}em + {P['gap']}pt, first-line-indent: (amount: {P['indent']}pt, all: true))
#show heading.where(level: 1): it => align(center, text({P['titleSize']}pt, it.body))
#show heading.where(level: 2): it => block(inset: (left: {P['indent']}pt), text({P['body']}pt, it.body))
#grid(columns: ({P['headLeft']}pt, 1fr), align: center,
  text({P['issuer']}pt)[{issuer} \\ #line(length: 40%, stroke: .7pt) {said([PAPER['number'] or ''])}],
  [#text({P['state']}pt)[*{STATE}*] \\ #text({P['motto']}pt)[#underline[*{MOTTO}*]]])

""" + "\n".join(map(block_typst, PAPER["blocks"]))


def with_typst(archive):
    import typst
    source = source_typst()
    compiler = typst.Compiler(root=FOLDER, font_paths=[FONTS], ignore_system_fonts=True)
    standards = ["a-2b"] if archive else []
    return lambda number: compiler.compile(input=source.replace("@@@", number).encode(), format="pdf", pdf_standards=standards)


# ReportLab.

def run_reportlab(runs):
    def one(text, style):
        text = html.escape(text, quote=False)
        text = f"<i>{text}</i>" if "italic" in style else text
        return f"<b>{text}</b>" if "bold" in style else text
    return "".join(one(*it) for it in runs)


def with_reportlab():
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, HRFlowable, KeepTogether, PageTemplate, Paragraph, Spacer, Table

    for name, _, _ in FACES:
        pdfmetrics.registerFont(TTFont(name, f"{FONTS}/LiberationSerif-{name}.ttf"))
    pdfmetrics.registerFontFamily("Regular", normal="Regular", bold="Bold", italic="Italic", boldItalic="BoldItalic")

    def look(size, align=TA_JUSTIFY, **more):
        return ParagraphStyle("", fontName="Regular", fontSize=size, leading=size * P["pitch"], alignment=align, **more)

    text = look(P["body"], spaceBefore=P["gap"], firstLineIndent=P["indent"], allowWidows=0, allowOrphans=0)
    item = look(P["body"], spaceBefore=P["gap"], firstLineIndent=P["indent"], keepWithNext=1)
    middle, motto, issuer = look(P["titleSize"], TA_CENTER), look(P["motto"], TA_CENTER), look(P["issuer"], TA_CENTER)
    cell, cell_middle = look(P["table"], 0), look(P["table"], TA_CENTER)
    signer, hint, confirmation = look(P["signer"], TA_CENTER), look(P["hint"], TA_CENTER), look(P["confirmation"], TA_CENTER)
    title, names, caption = look(P["recipientsTitle"], 0), look(P["recipients"], 0), look(P["caption"], 0)
    width = P["width"] - P["left"] - P["right"]
    lines = lambda them: "<br/>".join(html.escape(it, quote=False) for it in them)
    bare = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    ruled = [("GRID", (0, 0), (-1, -1), .5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
             ("LEFTPADDING", (0, 0), (-1, -1), P["cellSide"]), ("RIGHTPADDING", (0, 0), (-1, -1), P["cellSide"]),
             ("TOPPADDING", (0, 0), (-1, -1), P["cellTop"]), ("BOTTOMPADDING", (0, 0), (-1, -1), P["cellTop"])]

    def block(it, number):
        filled = lambda runs: run_reportlab(runs).replace("@@@", number)
        kind = it["kind"]
        if kind == "title":
            summary = Paragraph(f"<b>{lines(it['summary'])}</b>", middle)
            return [Spacer(1, P["above"]), Paragraph(f"<b>{it['name']}</b>", middle), summary, HRFlowable("30%", .7, color="black", spaceBefore=3, spaceAfter=8)]
        if kind == "paragraph":
            return [Paragraph(filled(it["runs"]), text)]
        if kind == "item":
            return [Paragraph(filled(it["runs"]), item)]
        if kind == "table":
            whole = sum(share for _, share, _ in it["columns"])
            looks = [cell_middle if align == "center" else cell for _, _, align in it["columns"]]
            rows = [[Paragraph(f"<b>{html.escape(title)}</b>", cell_middle) for title, _, _ in it["columns"]]]
            rows += [[Paragraph(filled(one), look) for one, look in zip(row, looks)] for row in it["rows"]]
            return [Spacer(1, P["gap"]), Table(rows, [share * width / whole for _, share, _ in it["columns"]], style=ruled, repeatRows=1), Spacer(1, 3)]
        if kind == "signatures":
            def signed(b):
                parts = [Paragraph(f"<b>{lines(b['capacity'])}</b>", signer)]
                parts += [Paragraph(html.escape(b["hint"]), hint)] if b["hint"] else []
                parts += [Paragraph(lines(b["confirmation"]), confirmation)] if b["confirmation"] else [Spacer(1, P["room"])]
                return parts + [Paragraph(f"<b>{b['name']}</b>", signer)]
            return [Spacer(1, 14), KeepTogether([Table([[signed(b) for b in it["blocks"]]], [width / 2] * 2, style=bare)])]
        left = [Paragraph("<b><i>Nơi nhận:</i></b>", title), Paragraph(lines(stops(it["names"])), names)]
        return [Spacer(1, 14), Table([[left, Paragraph(lines(it["caption"] or []), caption)]], [width / 2] * 2, style=bare)]

    def margins(canvas, document):
        centre = P["left"] + width / 2
        if document.page > 1:
            canvas.setFont("Regular", P["pageNumber"])
            canvas.drawCentredString(centre, P["height"] - 40, str(document.page))
        canvas.setFont("Regular", P["footSize"])
        canvas.drawCentredString(centre, 41, PAPER["foot"] or "")
        canvas.setFont("Bold", P["markSize"])
        canvas.drawCentredString(centre, 23, PAPER["mark"])

    def round_of(number):
        out = io.BytesIO()
        document = BaseDocTemplate(out, pagesize=(P["width"], P["height"]), title=PAPER["title"])
        frame = Frame(P["left"], P["bottom"], width, P["height"] - P["top"] - P["bottom"], 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate("", [frame], onPage=margins))
        left = [Paragraph(lines(PAPER["parent"]), issuer), Paragraph(f"<b>{lines(PAPER['body'])}</b>", issuer), HRFlowable("40%", .7, color="black"),
                Paragraph(html.escape(PAPER["number"] or ""), issuer)]
        right = [Paragraph(f"<b>{STATE}</b>", issuer), Paragraph(f"<b>{MOTTO}</b>", motto), HRFlowable("60%", .7, color="black")]
        story = [Table([[left, right]], [P["headLeft"], width - P["headLeft"]], style=bare)]
        for it in PAPER["blocks"]:
            story += block(it, number)
        document.build(story)
        return out.getvalue()

    return round_of


def with_weasyprint(archive):
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    fonts = FontConfiguration()
    sheet = CSS(string=style(lambda it: f"file://{FONTS}/LiberationSerif-{it}.ttf"), font_config=fonts)
    text = f"<!doctype html><html lang=vi><head><meta charset=utf-8><title>{html.escape(PAPER['title'])}</title></head><body>{body()}</body></html>"
    more = {"pdf_variant": "pdf/a-2b", "pdf_tags": True} if archive else {}
    return lambda number: HTML(string=text.replace("@@@", number)).write_pdf(stylesheets=[sheet], font_config=fonts, **more)


if PROGRAM == "html":
    with open(FOLDER + "/minutes.html", "w", encoding="utf-8") as out:
        out.write(page(lambda it: f"LiberationSerif-{it}.ttf") + f"<body>{body()}</body></html>")
    sys.exit()

begin = {
    "typst": lambda: with_typst(False), "typst-archive": lambda: with_typst(True), "reportlab": with_reportlab,
    "weasyprint": lambda: with_weasyprint(False), "weasyprint-archive": lambda: with_weasyprint(True),
}[PROGRAM]


def timed(rounds, make):
    times = []
    for number in range(rounds + WARM):
        begun = time.perf_counter()
        pdf = bytes(make(f"{number:03}"))
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times[WARM:]), pdf


warm, pdf = timed(ROUNDS, begin())
anew, _ = timed(max(3, ROUNDS // 4), lambda number: begin()(number))
with open(f"{FOLDER}/{PROGRAM}.pdf", "wb") as out:
    out.write(pdf)
print(f"{PROGRAM}\t{warm:.2f}\t{anew:.2f}\t{len(pdf)}")
