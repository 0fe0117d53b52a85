"""Writes a workbook as Excel does, with shared strings: ROWS TARGET."""
import sys, zipfile
rows, target = int(sys.argv[1]), sys.argv[2]
head = ["Nr", "Schlüssel", "Straße", "Bezirk", "Betrag", "Anteil", "Stück", "Tag", "Bemerkung", "Art"]
strings = head + [f"{n:05}" for n in range(2000)] + [f"Straße {n}" for n in range(900)] + [f"Bezirk {n}" for n in range(20)] + ["geprüft", "offen"]
index = {text: place for place, text in enumerate(strings)}
def s(cell, text): return f'<c r="{cell}" t="s"><v>{index[text]}</v></c>'
def n(cell, value, style=0): return f'<c r="{cell}"' + (f' s="{style}"' if style else "") + f'><v>{value}</v></c>'
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
    book.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>')
    book.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    book.writestr("xl/workbook.xml", '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Liste" sheetId="1" r:id="rId1"/></sheets></workbook>')
    book.writestr("xl/_rels/workbook.xml.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
    book.writestr("xl/styles.xml", '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>')
    book.writestr("xl/sharedStrings.xml", '<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + "".join(f"<si><t>{text}</t></si>" for text in strings) + "</sst>")
    with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
        sheet.write('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'.encode())
        sheet.write(('<row r="1">' + "".join(s(f"{c}1", text) for c, text in zip("ABCDEFGHIJ", head)) + "</row>").encode())
        for start in range(0, rows, 5000):
            part = []
            for k in range(start, min(start + 5000, rows)):
                r = k + 2
                part.append(f'<row r="{r}">' + n(f"A{r}", k + 1) + s(f"B{r}", f"{k * 7 % 2000:05}") + s(f"C{r}", f"Straße {k * 13 % 900}")
                    + s(f"D{r}", f"Bezirk {k % 20}") + n(f"E{r}", f"{k * 31 % 100000 / 100:.2f}") + n(f"F{r}", f"{k % 1000 / 1000:.3f}", 2)
                    + n(f"G{r}", k % 37) + n(f"H{r}", 45292 + k % 366, 1) + s(f"I{r}", "geprüft" if k % 3 else "offen") + n(f"J{r}", k % 5) + "</row>")
            sheet.write("".join(part).encode())
        sheet.write(b"</sheetData></worksheet>")
