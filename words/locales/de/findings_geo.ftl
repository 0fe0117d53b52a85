### Befunde aus Geodaten, Datenbanken und XML: finding-<Kennung>.

## Geometrien
finding-geometry-unreadable = { $count ->
    [one] Ein Eintrag enthält
   *[other] { $count } Einträge enthalten
} keine lesbare Geometrie. Der Inhalt ist aussortiert und bleibt als Text erhalten.
finding-geometry-closed = { $count ->
    [one] Eine Fläche war nicht geschlossen und ist
   *[other] { $count } Flächen waren nicht geschlossen und sind
} hier geschlossen: Der erste Punkt steht nun auch am Ende.
finding-geometry-stroked = { $count ->
    [one] Eine Geometrie enthält
   *[other] { $count } Geometrien enthalten
} Kreisbögen. Sie sind durch kurze gerade Stücke ersetzt, weil viele Programme keine Bögen kennen. Die Originaldatei bleibt erhalten.
finding-geometry-invalid = { $count ->
    [one] Eine Geometrie ist
   *[other] { $count } Geometrien sind
} fehlerhaft und unverändert übernommen: { $reason ->
    [not_finite] Eine Koordinate ist keine Zahl.
    [too_short] Eine Linie hat nur einen Punkt, oder eine Fläche hat weniger als drei.
    [crossing] Der Rand einer Fläche kreuzt sich selbst.
   *[other] Sie verletzt die Regeln für Geometrien.
} Korrigieren Sie sie im Ursprungsprogramm; Flächenmaße können sonst falsch sein.

## Koordinatensystem
finding-crs-guessed = Die Datei nennt kein Koordinatensystem. Nach den Koordinaten ist es vermutlich { $crs }. Prüfen Sie, ob die Lage auf der Karte stimmt.
finding-crs-unknown = Die Datei nennt kein Koordinatensystem, und die Koordinaten passen zu keinem bekannten. Auf einer Karte lässt sich das nicht zeigen. Liefern Sie die Daten mit Koordinatensystem, am besten in EPSG:25832.
finding-crs-other = Das Koordinatensystem „{ $crs }“ ist keines der gebräuchlichen. Auf einer Karte lässt sich das nicht zeigen. Liefern Sie die Daten nach Möglichkeit in EPSG:25832.
finding-crs-contradicted = Laut Datei gilt das Koordinatensystem { $crs }, die Koordinaten können aber nicht dazu gehören. { $found ->
    [none] Prüfen Sie den Export.
   *[other] Sie sehen aus wie { $found }. Prüfen Sie den Export.
}
finding-crs-said-contradicted = Festgelegt ist das Koordinatensystem { $crs }, die Koordinaten können aber nicht dazu gehören. Sie sehen aus wie { $found }. Prüfen Sie die Festlegung und die Lage auf der Karte.
finding-crs-inaccurate = Die Daten liegen in einem alten Koordinatensystem (Gauß-Krüger, { $crs }). Umrechnungen ohne amtliches Gitter weichen um einige Meter ab. Liefern Sie nach Möglichkeit in EPSG:25832.
finding-crs-several = Hier stehen Geometrien in verschiedenen Koordinatensystemen. { $count ->
    [one] Eine Geometrie in { $crs } steht
   *[other] { $count } Geometrien in { $crs } stehen
} in der eigenen Spalte „{ $column }“. Liefern Sie die Daten nach Möglichkeit in einem einzigen Koordinatensystem.
finding-crs-axes-suspect = Im Koordinatensystem { $crs } liegen die Orte so, wie sie in der Datei stehen, weit weg; mit vertauschten Koordinaten lägen sie in Deutschland. Wahrscheinlich steht die Breite vor der Länge. Prüfen Sie die Lage auf der Karte und den Export.
finding-crs-axes-exchanged = Die Reihenfolge der Koordinaten widerspricht der Angabe { $crs } in der Datei. Sie ist nach der Lage in Deutschland richtiggestellt. Prüfen Sie die Lage auf der Karte.

## Shapefile und dBASE
finding-shapefile-alone = Zu dieser Shape-Datei fehlt die Tabelle mit den Sachdaten (.dbf). Gelesen sind nur die Geometrien. Packen Sie alle Dateien gleichen Namens (.shp, .dbf, .shx, .prj, .cpg) in ein ZIP-Archiv und liefern Sie dieses.
finding-shapefile-uneven = Die Shape-Datei hat { $shapes } Geometrien, die Tabelle dazu { $rows } Zeilen. Was kein Gegenstück hat, ist leer. Vermutlich gehören die Dateien nicht zusammen.
finding-shapefile-truncated = Die Geometrien brechen ab oder sind ab hier beschädigt. Die Sachdaten sind gelesen. Prüfen Sie, ob die Datei vollständig kopiert ist.
finding-dbf-deleted = { $count ->
    [one] Eine Zeile ist
   *[other] { $count } Zeilen sind
} in der Datei als gelöscht markiert und nicht gelesen.
finding-dbf-truncated = Die Tabelle bricht ab: { $found } von { $expected } Zeilen sind da. Prüfen Sie, ob die Datei vollständig kopiert ist.
finding-dbf-asterisks = { $count ->
    [one] An der Stelle einer Zahl stehen
   *[other] An der Stelle von { $count } Zahlen stehen
} in der Datei Sternchen: Dort ist kein Wert, oder er war zu lang für sein Feld. Hier sind diese Zellen leer.
finding-dbf-memo = Die Werte dieser Spalte liegen in einer anderen Datei (Memo, Bild) und sind hier leer.
finding-dbf-encoding-guessed = Die Datei nennt ihre Zeichenkodierung nicht. Erkannt ist { $encoding }. Prüfen Sie die Umlaute.

## Geodatenbanken
finding-layer-unreadable = Die Ebene „{ $layer }“ lässt sich nicht oder nicht vollständig lesen. Öffnen Sie die Datei im Ursprungsprogramm und speichern Sie sie neu.

finding-features-none = Die Datei enthält kein einziges Objekt.

## XML
finding-xml-entities = { $count ->
    [one] An einer Stelle verweist die Datei
   *[other] An { $count } Stellen verweist die Datei
} auf Textbausteine (Entitäten), die sie selbst oder eine andere Datei erklärt. Solchen Verweisen wird zum Schutz des Servers nicht gefolgt; der Verweis steht hier so wie in der Datei. Lassen Sie beim Export die Texte selbst ausgeben.
finding-xml-records-at = Jedes Element „{ $path }“ ist eine Zeile.
finding-xml-other-records = Weitere sich wiederholende Elemente sind nicht gelesen: { $paths }. Liefern Sie sie als eigene Dateien, wenn Sie sie brauchen.
finding-xml-no-records = In dieser XML-Datei wiederholt sich kein Element. Daraus kann keine Tabelle werden.
finding-xml-truncated = Die Datei bricht ab oder ist an einer Stelle kein gültiges XML. Gelesen ist, was davor steht. Prüfen Sie, ob die Datei vollständig ist.
finding-xml-many-fields = Die Einträge haben mehr Felder, als eine Tabelle Spalten haben kann. { $fields ->
    [one] Ein Wert ist
   *[other] { $fields } Werte sind
} nicht gelesen. Die Originaldatei bleibt erhalten.
