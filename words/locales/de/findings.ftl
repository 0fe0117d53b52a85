### Befunde aus Textdateien und aus der Erkennung von Tabellen: finding-<Kennung>.

## Aufbau der Tabelle
finding-preamble = Über der Tabelle { $count ->
    [one] steht eine Zeile
   *[other] stehen { $count } Zeilen
} mit Titel oder Hinweisen. Das gehört nicht zu den Daten und ist weggelassen.
finding-no-header = Die Datei hat keine Kopfzeile. Die Spalten haben vorläufige Namen; geben Sie ihnen sprechende.
finding-unnamed-column = Die Spalte hat in der Datei keine Überschrift und heißt hier „{ $name }“. Geben Sie ihr einen Namen.
finding-duplicate-label = Diese Überschrift kommt mehrfach vor. Die Spalte heißt hier „{ $name }“, damit man sie unterscheiden kann.
finding-header-rows = Der Tabellenkopf hat { $rows } Zeilen. Sie sind zu einer Überschrift je Spalte verbunden.
finding-repeated-header = { $count ->
    [one] Die Kopfzeile steht ein weiteres Mal
   *[other] Die Kopfzeile steht { $count } weitere Male
} zwischen den Daten und ist dort weggelassen.
finding-empty-rows = { $count ->
    [one] Eine leere Zeile ist
   *[other] { $count } leere Zeilen sind
} weggelassen.
finding-even-lines = Alle Zeilen sind gleich lang: vermutlich Spalten fester Breite ohne Trennzeichen. Sagen Sie unter „Anders lesen: Zeichensatz, Trennzeichen, Kopfzeile“, bei welchem Zeichen die Spalten beginnen (es steht in der Satzbeschreibung); bis dahin ist jede Zeile ein Wert.
finding-several-tables = In der Datei stehen { $tables } Tabellen untereinander. Sie sind einzeln aufgenommen.
finding-comment-rows = Zwischen den Daten { $count ->
    [one] steht eine Kommentarzeile. Sie ist
   *[other] stehen { $count } Kommentarzeilen. Sie sind
} weggelassen.
finding-total-rows = { $count ->
    [one] Eine Zeile zwischen den Daten sieht nach einer Summe anderer Zeilen aus.
   *[other] { $count } Zeilen zwischen den Daten sehen nach Summen anderer Zeilen aus.
} Wer die Spalten zusammenzählt, zählt doppelt: Filtern Sie diese Zeilen weg.
finding-footer = Unter der Tabelle { $count ->
    [one] steht eine Zeile
   *[other] stehen { $count } Zeilen
} mit Summen oder Hinweisen. Das gehört nicht zu den Daten und ist weggelassen.
finding-short-row = { $count ->
    [one] Eine Zeile hat
   *[other] { $count } Zeilen haben
} weniger als { $expected } Felder. Die fehlenden Felder sind leer. Prüfen Sie, ob die Werte in den richtigen Spalten stehen.
finding-long-row = { $count ->
    [one] Eine Zeile hat
   *[other] { $count } Zeilen haben
} mehr als { $expected } Felder (bis zu { $found }). Sie { $count ->
    [one] ist
   *[other] sind
} aussortiert, weil nicht klar ist, welcher Wert in welche Spalte gehört. Häufig steht das Trennzeichen in einem Text ohne Anführungszeichen.
finding-torn-row = { $count ->
    [one] Eine Zeile ist viele Megabyte
   *[other] { $count } Zeilen sind viele Megabyte
} lang, vermutlich durch einen Schaden der Datei. Sie { $count ->
    [one] ist
   *[other] sind
} in Stücken aussortiert. Prüfen Sie den Export ab der genannten Zeile.
finding-empty-columns = { $count ->
    [one] Eine Spalte
   *[other] { $count } Spalten
} am Ende ohne Überschrift und ohne Werte { $count ->
    [one] ist
   *[other] sind
} weggelassen.
finding-no-rows = Die Tabelle hat keine Zeile mit Daten.

## Werte
finding-misfit = { $count ->
    [one] Ein Wert passt
   *[other] { $count } Werte passen
} nicht zu den übrigen dieser Spalte ({ $type ->
    [integer] ganze Zahlen
    [decimal] Dezimalzahlen
    [float] Zahlen
    [boolean] ja oder nein
    [date] Tage
    [time] Uhrzeiten
    [timestamp] Zeitpunkte
    [timestamp_utc] Zeitpunkte
   *[other] Werte
}). In der Tabelle { $count ->
    [one] bleibt die Zelle leer, der Text steht
   *[other] bleiben die Zellen leer, die Texte stehen
} unter „aussortiert“.
finding-missing-sign = Das Zeichen „{ $sign }“ steht { $count ->
    [one] einmal
   *[other] { $count }-mal
} anstelle eines Werts{ $meaning ->
    [nothing] { " " }(üblich für: nichts vorhanden)
    [secret] { " " }(üblich für: unbekannt oder geheim zu halten)
    [senseless] { " " }(üblich für: Angabe nicht sinnvoll)
    [uncertain] { " " }(üblich für: nicht sicher genug)
    [later] { " " }(üblich für: Angabe fällt später an)
   *[other] { "" }
}. Die Zellen sind hier leer.
finding-leading-zeros = Die Nummern dieser Spalte beginnen teils mit Nullen. Die Spalte bleibt Text, damit keine Null verloren geht.
finding-unreadable = Aus dieser Datei ließ sich keine Tabelle lesen.{ why-unreadable }
finding-mixed-values = Die Spalte enthält { $numbers ->
    [one] eine Zahl
   *[other] { $numbers } Zahlen
} und { $words ->
    [one] einen Text
   *[other] { $words } Texte
} und bleibt deshalb Text. Prüfen Sie, ob die Texte Versehen sind.
finding-unsure-thousands = Ob das Zeichen „{ $sign }“ Tausender oder Dezimalstellen trennt, sagt die Datei nicht. Angenommen ist: { $meaning ->
    [thousands] Tausender, „1{ $sign }234“ ist also 1234.
   *[decimal] Dezimalstellen, „1{ $sign }234“ ist also 1,234.
} Bitte vergleichen Sie ein paar Werte mit der Datei.
finding-unsure-day-order = Ob der Tag oder der Monat zuerst steht, sagt die Datei nicht. Angenommen ist: erst der Tag.
finding-sheet-days = Die Spalte zählt Tage wie eine Tabellenkalkulation (45657 ist der 31.12.2024). Sie sind als Datum gelesen.
finding-short-years = Jahre sind mit zwei Ziffern geschrieben. { $meaning ->
    [past] 00 bis 30 gelten als 2000 bis 2030, 31 bis 99 als 1931 bis 1999.
   *[window] 00 bis 49 gelten als 2000 bis 2049, 50 bis 99 als 1950 bis 1999.
}
finding-padded-values = Um { $count ->
    [one] einen Wert standen
   *[other] { $count } Werte standen
} Leerzeichen. Sie sind entfernt.
finding-codes-as-days = { $count ->
    [one] Ein Wert ist ein Tag
   *[other] { $count } Werte sind Tage
} (etwa „05. Mrz“), die übrigen sind Nummern. Vermutlich hat ein Tabellenprogramm aus Angaben wie „5-3“ oder „5.3“ Tage gemacht. Prüfen Sie die Werte an der Quelle und formatieren Sie die Spalte dort als Text.
finding-shortened-numbers = { $count ->
    [one] Eine lange Nummer ist
   *[other] { $count } lange Nummern sind
} vermutlich von einem Tabellenprogramm gerundet (etwa „1,23457E+11“). Die fehlenden Ziffern stehen nicht mehr in der Datei. Formatieren Sie die Spalte an der Quelle als Text und liefern Sie die Datei neu.
finding-error-cells = { $count ->
    [one] Eine Zelle enthält
   *[other] { $count } Zellen enthalten
} einen Rechenfehler (etwa #DIV/0!) und { $count ->
    [one] ist
   *[other] sind
} hier leer.
finding-zero-signs = { $count ->
    [one] In einem Wert stehen
   *[other] In { $count } Werten stehen
} Nullbytes, die keine Schriftzeichen sind. Sie sind hier als „␀“ gezeigt. Vermutlich ist die Datei beschädigt oder mit Nullbytes aufgefüllt. Prüfen Sie den Export.
finding-lost-letters = { $count ->
    [one] In einem Wert ist ein Buchstabe
   *[other] In { $count } Werten sind Buchstaben
} verloren und durch „�“ ersetzt. Das ist vor der Lieferung geschehen. Prüfen Sie, mit welcher Zeichenkodierung die Datei exportiert wird.

## Zeichen und Trennung
finding-mixed-encoding = { $count ->
    [one] Ein Zeichen passt
   *[other] { $count } Zeichen passen
} nicht zur Zeichenkodierung der Datei ({ $encoding }). Vermutlich ist sie aus mehreren Dateien zusammengefügt. Prüfen Sie Umlaute.
finding-unsure-encoding = Die Zeichenkodierung ist nicht sicher zu erkennen; angenommen ist { $encoding }. Prüfen Sie Umlaute.
finding-unsure-delimiter = Das Trennzeichen ist nicht sicher zu erkennen; angenommen ist „{ $delimiter }“. Prüfen Sie die Vorschau.
finding-stray-quotes = { $count ->
    [one] In einer Zeile wird ein Anführungszeichen
   *[other] In { $count } Zeilen wird ein Anführungszeichen
} nicht geschlossen. Es ist als gewöhnliches Zeichen gelesen.
finding-swallowed-rows = { $count ->
    [one] Ein Anführungszeichen ist erst viele Zeilen später geschlossen. Es ist
   *[other] { $count } Anführungszeichen sind erst viele Zeilen später geschlossen. Sie sind
} als gewöhnliches Zeichen gelesen, damit die Zeilen dazwischen nicht in einem einzigen Feld verschwinden. Prüfen Sie die genannte Zeile an der Quelle.
finding-mixed-newlines = Die Zeilen der Datei enden auf verschiedene Weise. Gelesen ist sie trotzdem vollständig.

## Datei
finding-empty-file = Die Datei ist leer.
finding-unknown-format = Aus dieser Datei lässt sich keine Tabelle lesen: { $what ->
    [pdf] Sie ist ein PDF. Bitten Sie um die Tabelle dahinter, etwa als Excel oder CSV.
    [image] Sie ist ein Bild.
    [xml] Sie ist ein XML-Dokument.
    [html] Sie ist eine Webseite. Steht in ihr eine Tabelle, geben Sie der Datei die Endung .xls und bringen Sie sie noch einmal.
    [rdf] Sie ist eine RDF-Beschreibung.
    [shapefile] Sie ist Teil eines Shapefiles. Packen Sie alle Dateien gleichen Namens (.shp, .dbf, .shx, .prj, .cpg) in ein ZIP-Archiv und liefern Sie dieses.
    [database] Sie ist eine Datenbankdatei. Liefern Sie die Tabellen einzeln.
    [compressed] Sie ist auf eine Weise gepackt, die hier nicht geöffnet wird. Liefern Sie sie entpackt oder als ZIP.
    [document] Sie ist ein Textdokument oder eine Präsentation.
    [text] Sie enthält Text ohne erkennbare Spalten. Sind es Spalten fester Breite, sagt ein Rezept mit „column_starts“, wo sie beginnen.
    [ebcdic] Sie ist vermutlich Text eines Großrechners (EBCDIC, etwa Codepage 273 oder 1141). Lassen Sie sie als UTF-8 oder Windows-1252 ausgeben.
   *[binary] Ihr Inhalt ist unbekannt.
} Die Datei selbst bleibt, wie sie ist.
finding-other-ending = Der Name endet auf „.{ $ending }“, der Inhalt ist aber { $found ->
    [csv] Text mit Trennzeichen
    [xlsx] eine Excel-Mappe
    [xls] eine alte Excel-Mappe
    [xlsb] eine binäre Excel-Mappe
    [ods] eine OpenDocument-Tabelle
    [json] JSON
    [ndjson] JSON mit einem Wert je Zeile
    [geojson] GeoJSON
    [parquet] Parquet
    [zip] ein ZIP-Archiv
   *[other] etwas anderes
}. Gelesen ist der Inhalt.
finding-recipe-table-unmet = Das Rezept nennt die Tabelle „{ $table }“. In dieser Datei gibt es sie nicht; was für sie festgelegt ist, gilt hier nicht. Prüfen Sie die Schreibweise, oder ob die Lieferung vollständig ist.
finding-recipe-column-unmet = Das Rezept nennt diese Spalte. In der Datei gibt es keine mit dieser Überschrift; was für sie festgelegt ist, gilt hier nicht. Prüfen Sie, ob sie jetzt anders heißt.
