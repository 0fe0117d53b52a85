### Befunde aus Tabellenmappen, JSON, GeoJSON, Parquet und Archiven: finding-<Kennung>.

## Tabellenmappen
finding-hidden-sheet = Das Blatt „{ $sheet }“ ist in der Mappe ausgeblendet und wurde trotzdem gelesen. Prüfen Sie, ob es dazugehören soll.
finding-hidden-rows = Auf dem Blatt „{ $sheet }“ { $count ->
    [one] ist eine Zeile
   *[other] sind { $count } Zeilen
} mit Werten ausgeblendet, etwa durch einen Filter, und trotzdem gelesen. Prüfen Sie, ob { $count ->
    [one] sie
   *[other] diese
} dazugehören { $count ->
    [one] soll
   *[other] sollen
}.
finding-hidden-columns = Auf dem Blatt „{ $sheet }“ { $count ->
    [one] ist eine Spalte
   *[other] sind { $count } Spalten
} mit Werten ausgeblendet ({ $columns }) und trotzdem gelesen. Prüfen Sie, ob { $count ->
    [one] sie
   *[other] diese
} dazugehören { $count ->
    [one] soll
   *[other] sollen
}.
finding-several-tables-in-sheet = Auf dem Blatt „{ $sheet }“ stehen { $tables } Tabellen unter- oder nebeneinander. Sie sind einzeln aufgenommen.
finding-empty-sheet = Das Blatt „{ $sheet }“ ist leer und ergibt keine Tabelle.
finding-sheet-of-text = Das Blatt „{ $sheet }“ enthält Text für Menschen (Deckblatt, Hinweise), keine Tabelle. Es bleibt im Original und wird nicht gehoben.
finding-sheet-unreadable = Das Blatt „{ $sheet }“ lässt sich nicht lesen: { $reason ->
    [xml] Sein Inhalt ist beschädigt.
    [missing_part] Ein Teil der Datei fehlt.
    [too_many_cells] Es hat mehr Zellen als erlaubt.
   *[other] Es enthält etwas, das nicht den Regeln des Formats entspricht.
} Die anderen Blätter sind gelesen. Öffnen Sie die Mappe im Ursprungsprogramm und speichern Sie sie neu.
finding-formula-without-value = { $count ->
    [one] Eine Formel hat
   *[other] { $count } Formeln haben
} kein gespeichertes Ergebnis; die Zellen sind hier leer. Öffnen Sie die Mappe, lassen Sie sie neu berechnen und speichern Sie sie.
finding-merged-cells-filled = Der Wert verbundener Zellen gilt hier für jede der Zellen ({ $count ->
    [one] eine Zelle
   *[other] { $count } Zellen
} ergänzt).
finding-percent-format = Die Zahlen sind in der Mappe als Prozent dargestellt und so übernommen: Wo die Mappe 12,5 % zeigt, steht hier 12,5 mit der Einheit %. Die Mappe selbst rechnet mit 0,125.
finding-zeros-by-format = Die führenden Nullen standen nur im Zahlenformat. Sie sind übernommen, die Spalte ist Text ({ $count ->
    [one] ein Wert
   *[other] { $count } Werte
}).
finding-number-stored-as-text = { $count ->
    [one] Eine Zahl ist
   *[other] { $count } Zahlen sind
} in der Mappe als Text gespeichert und hier als Zahl gelesen. In der Mappe rechnen Formeln damit nicht.
finding-cell-unreadable = { $count ->
    [one] Eine Zelle ließ
   *[other] { $count } Zellen ließen
} sich nicht lesen und { $count ->
    [one] ist
   *[other] sind
} hier leer, zum Beispiel Fehlerwerte neuer Programmversionen (#ÜBERLAUF!). Ersetzen Sie sie in der Mappe durch Werte.

## JSON
finding-json-records-at = Die Einträge stehen unter „{ $path }“.
finding-json-other-records = Weitere Listen in dieser Datei sind nicht gelesen: { $paths }. Liefern Sie sie als eigene Dateien, wenn Sie sie brauchen.
finding-json-single-record = Die Datei enthält keine Liste. Sie ist als eine einzige Zeile gelesen.
finding-json-no-records = Die Datei enthält keinen Eintrag, aus dem eine Tabelle werden kann.
finding-json-truncated = Die Datei bricht ab oder ist an einer Stelle kein gültiges JSON. Gelesen ist, was davor steht. Prüfen Sie, ob die Datei vollständig ist.
finding-json-element-unreadable = { $count ->
    [one] Ein Eintrag ist
   *[other] { $count } Einträge sind
} kein gültiges JSON oder von anderer Art als die übrigen und deshalb aussortiert.
finding-json-not-utf8 = { $count ->
    [one] Ein Eintrag enthält
   *[other] { $count } Einträge enthalten
} Zeichen, die nicht in UTF-8 geschrieben sind. Sie sind als Windows-1252 gelesen. Prüfen Sie die Umlaute.
finding-json-many-fields = Die Einträge haben mehr Felder, als eine Tabelle Spalten haben kann. Die übrigen stehen zusammen in der Spalte „{ $column }“.

## GeoJSON
finding-geometry-missing = { $count ->
    [one] Ein Objekt hat
   *[other] { $count } Objekte haben
} keine Geometrie und { $count ->
    [one] erscheint
   *[other] erscheinen
} auf keiner Karte.
finding-geometry-empty = { $count ->
    [one] Eine Geometrie ist
   *[other] { $count } Geometrien sind
} leer.
finding-geometry-likely-utm = { $count ->
    [one] Eine Geometrie hat
   *[other] { $count } Geometrien haben
} Koordinaten in Metern (vermutlich UTM) statt Länge und Breite. Exportieren Sie in WGS 84 (EPSG:4326).
finding-geometry-out-of-range = { $count ->
    [one] Eine Geometrie hat
   *[other] { $count } Geometrien haben
} Koordinaten, die weder Länge noch Breite sein können. Exportieren Sie in WGS 84 (EPSG:4326).
finding-geojson-reference-system = Die Datei nennt das Koordinatensystem „{ $crs }“. GeoJSON kennt nur WGS 84; andere Programme beachten die Angabe womöglich nicht.

## Parquet
finding-not-a-number = { $count ->
    [one] Ein Wert ist
   *[other] { $count } Werte sind
} keine Zahl (NaN oder unendlich) und hier leer.
finding-finer-times = { $count ->
    [one] Ein Zeitpunkt ist
   *[other] { $count } Zeitpunkte sind
} genauer als eine Millionstelsekunde angegeben. Gespeichert ist auf die Millionstelsekunde; das Original bleibt vollständig.
finding-value-out-of-range = { $count ->
    [one] Ein Wert passt
   *[other] { $count } Werte passen
} nicht in den Typ der Spalte und { $count ->
    [one] ist
   *[other] sind
} hier leer.

## Archive
finding-member-unreadable = „{ $member }“ im Archiv ergibt keine Tabelle: { $reason ->
    [no_table] Das ist keine Tabelle, die wir lesen können.
    [empty] Die Datei ist leer.
    [pdf] Das ist ein PDF.
    [image] Das ist ein Bild.
    [html] Das ist eine Webseite.
    [document] Das ist ein Textdokument oder eine Präsentation.
    [text] Das ist Text ohne Spalten.
    [ebcdic] Das ist vermutlich Text eines Großrechners (EBCDIC).
    [password] Die Datei ist mit einem Kennwort geschützt.
    [truncated] Das Ende fehlt.
    [container] Die Datei ist beschädigt.
    [xml] Die Datei ist beschädigt.
    [missing_part] Ein Teil der Datei fehlt.
    [too_many_cells] Sie hat mehr Zellen als erlaubt.
    [too_large] Sie wird entpackt größer als erlaubt.
    [ratio] Sie wird entpackt verdächtig groß.
    [too_many_entries] Sie enthält zu viele Dateien.
    [doctype] Sie enthält eine Anweisung, die nicht erlaubt ist (DOCTYPE).
    [method] Sie ist auf eine Weise gepackt, die wir nicht lesen können.
    [unsafe_path] Ihr Pfad führt aus dem Archiv hinaus.
    [link] Das ist eine Verknüpfung und keine Datei.
    [too_deep] Das ist ein Archiv in einem Archiv in einem Archiv.
    [fault] Beim Lesen ist ein Fehler im Programm aufgetreten.
    [stopped] Das Lesen hat zu lange gedauert oder zu viel Speicher gebraucht.
   *[other] Sie lässt sich nicht lesen.
}
finding-members-unreadable = { $count ->
    [one] Eine weitere Datei
   *[other] { $count } weitere Dateien
} im Archiv { $count ->
    [one] ergibt
   *[other] ergeben
} keine Tabelle.
finding-archive-stopped = Die gepackte Datei ist nur zum Teil gelesen: { $reason ->
    [ratio] Bei „{ $member }“ wird es verdächtig groß. Liefern Sie den Inhalt unverpackt.
    [truncated] Bei „{ $member }“ bricht es ab. Was danach käme, fehlt. Liefern Sie die vollständige Datei noch einmal.
    [container] Bei „{ $member }“ ist es beschädigt. Was danach käme, fehlt. Liefern Sie die unbeschädigte Datei noch einmal.
   *[other] Bei „{ $member }“ wird es entpackt größer als erlaubt. Liefern Sie den Inhalt in kleineren Teilen.
}
finding-archive-empty = Das Archiv enthält keine Datei.
