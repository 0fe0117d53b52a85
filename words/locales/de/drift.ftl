### Was an einer Lieferung anders ist als an der Fassung, die gilt, und was damit geschieht.

## Befunde: finding-drift-<Kennung>
finding-drift-table-gone = Diese Tabelle ist nicht mehr dabei. Abfragen, die sie verwenden, schlagen fehl.
finding-drift-table-new = Diese Tabelle ist neu.
finding-drift-column-gone = Die Spalte „{ $column }“ fehlt. Abfragen und Ansichten, die sie verwenden, schlagen fehl.
finding-drift-column-new = Die Spalte „{ $column }“ ist neu.
finding-drift-column-renamed = Die Spalte „{ $was }“ heißt jetzt „{ $is }“. Stelle, Art oder Werte sprechen dafür, dass es dieselbe ist.
finding-drift-type-changed = In der Spalte „{ $column }“ { $is ->
    [text] steht jetzt Text
    [integer] stehen jetzt ganze Zahlen
    [decimal] stehen jetzt Dezimalzahlen
    [float] stehen jetzt Kommazahlen
    [boolean] steht jetzt Ja oder Nein
    [date] stehen jetzt Tage
    [time] stehen jetzt Uhrzeiten
    [timestamp] stehen jetzt Zeitpunkte
    [timestamp_utc] stehen jetzt Zeitpunkte (UTC)
    [json] stehen jetzt verschachtelte Werte
   *[other] stehen jetzt Bytes
}, bisher { $was ->
    [text] war es Text
    [integer] waren es ganze Zahlen
    [decimal] waren es Dezimalzahlen
    [float] waren es Kommazahlen
    [boolean] war es Ja oder Nein
    [date] waren es Tage
    [time] waren es Uhrzeiten
    [timestamp] waren es Zeitpunkte
    [timestamp_utc] waren es Zeitpunkte (UTC)
    [json] waren es verschachtelte Werte
   *[other] waren es Bytes
}.
finding-drift-unit-changed = Die Spalte „{ $column }“ hat jetzt { $is ->
    [none] keine Einheit mehr
   *[other] die Einheit „{ $is }“
}, bisher war es „{ $was }“.
finding-drift-rows-changed = Die Lieferung hat { $found ->
    [0] keine Zeile
    [one] eine Zeile
   *[other] { $found } Zeilen
}, die Fassung davor { $expected ->
    [0] keine
    [one] eine
   *[other] { $expected }
}.
finding-drift-cut-off = Die Datei bricht mittendrin ab oder ist beschädigt. Gelesen { $found ->
    [0] ist keine Zeile
    [one] ist eine Zeile
   *[other] sind { $found } Zeilen
}; bisher { $expected ->
    [0] war es keine
    [one] war es eine
   *[other] waren es { $expected }
}. Fordern Sie die vollständige Datei an.
finding-drift-key-gaps = Die Spalte „{ $column }“ hat bisher jede Zeile benannt. Jetzt fehlt der Wert in { $is } % der Zeilen.
finding-drift-decimal-changed = Zahlen sind jetzt mit { $is ->
    [comma] Komma
    [point] Punkt
   *[other] „{ $is }“
} geschrieben, bisher mit { $was ->
    [comma] Komma
    [point] Punkt
   *[other] „{ $was }“
}. Prüfen Sie eine Zahl, die Sie kennen.

## Hinweis auf den Seiten des Datensatzes
held-title = Eine Lieferung wartet auf Ihre Freigabe
held-words = Die Datei „{ $file }“ ({ $when }) ist anders als Fassung { $version }. Bis Sie entscheiden, gilt Fassung { $version } weiter.
held-decide = Prüfen und entscheiden

## Seite zum Entscheiden
held-view = Freigabe
held-headline = { $count ->
    [one] Eine Änderung ist zu prüfen.
   *[other] { $count } Änderungen sind zu prüfen.
}
held-lead = Die Datei „{ $file }“ ist angekommen ({ $when }). Sie ist gespeichert, aber noch nicht zu sehen: Seiten, Abfragen und Downloads zeigen weiter Fassung { $version }.
held-none = Für diesen Datensatz wartet keine Lieferung.
held-none-lead = Sie wurde schon entschieden, oder eine neuere ist an ihre Stelle getreten. Was aus jeder Lieferung wurde, steht unter „Fassungen“.
held-to-versions = Zu den Fassungen
held-rows = Zeilen
held-changes = Was anders ist
held-caption = { $count ->
    [one] Eine Änderung gegenüber Fassung { $version }
   *[other] { $count } Änderungen gegenüber Fassung { $version }
}
held-before = Fassung { $version }
held-after = Neue Lieferung
held-change = Änderung
held-grave = Betrifft Abfragen und Ansichten
held-harmless = Unkritisch
held-values = z. B. { $values }
held-total = Zeilen zusammen
held-accept-title = Annehmen
held-accept-text = Die Lieferung wird Fassung { $version } und ist sofort überall zu sehen. Fassung { $holds } bleibt in der Reihe der Fassungen lesbar.
held-keep = Bisherige Namen behalten
held-keep-text = Was Sie hier ankreuzen, merkt sich das Rezept: Auch die nächsten Lieferungen behalten den Namen, Abfragen laufen weiter.
held-keep-one = „{ $is }“ weiter als { $name } führen
held-accept = Annehmen
held-refuse-title = Ablehnen
held-refuse-text = Fassung { $holds } gilt weiter. Die Datei bleibt aufbewahrt, die Lieferung steht als abgelehnt in der Reihe. Kommt eine neuere, wird sie wieder geprüft.
held-refuse = Ablehnen
held-accepted = Angenommen. Fassung { $version } gilt jetzt.
held-refused = Abgelehnt. Es gilt weiter die bisherige Fassung.

## Übersicht offener Freigaben
tasks-title = Wartet auf Sie
tasks-lead = { $count ->
    [one] Eine Lieferung ist anders als erwartet und wartet auf Ihre Freigabe.
   *[other] { $count } Lieferungen sind anders als erwartet und warten auf Ihre Freigabe.
}
tasks-line = { $house }. { $changes ->
    [one] Eine Änderung
   *[other] { $changes } Änderungen
}, { $before } → { $after } Zeilen

## Beim Hochladen
upload-drift-title = Anders als die Fassung davor
upload-drift-lead = Diese Datei unterscheidet sich von der Fassung, auf die sie folgt. Korrigieren Sie Namen oder Arten unten; wenn Sie übernehmen, gilt es so.

## Schalter beim Bearbeiten
takes-all-title = Freigabe
takes-all-text-off = Lieferungen, die Abfragen und Ansichten stören (Datei bricht ab, Spalte fehlt oder heißt anders, andere Art, viel mehr oder weniger Zeilen), warten auf Ihre Freigabe.
takes-all-text-on = Jede Lieferung gilt sofort, auch wenn Spalten fehlen oder die Zahl der Zeilen springt. Die Unterschiede stehen als Befunde dabei.
takes-all-turn-on = Immer annehmen
takes-all-turn-off = Wieder prüfen

## Freigaben
cli-held = Lieferungen auflisten, die auf Freigabe warten, oder über sie entscheiden
cli-held-dataset = Nur dieser Datensatz, zum Beispiel umwelt/baumkataster
cli-held-accept = Annehmen: Die Lieferung gilt ab jetzt
cli-held-refuse = Ablehnen: Es gilt weiter die bisherige Fassung
cli-held-keep = Name, den eine umbenannte Spalte behält; darf mehrfach stehen
cli-held-always = Ob Lieferungen immer sofort gelten
cli-held-column-name = Datensatz
cli-held-column-file = Datei
cli-held-column-changes = Änderungen
cli-held-column-before = Zeilen bisher
cli-held-column-after = Zeilen neu
cli-held-accepted = { $name }: angenommen als Fassung { $version }
cli-held-refused = { $name }: abgelehnt; es gilt weiter die bisherige Fassung
cli-held-always-done = { $name }: Lieferungen gelten immer sofort
cli-held-checked = { $name }: Lieferungen werden wieder geprüft

## Bezugssysteme
reference-system-25832 = EPSG:25832: ETRS89 / UTM Zone 32N
reference-system-25833 = EPSG:25833: ETRS89 / UTM Zone 33N
reference-system-25831 = EPSG:25831: ETRS89 / UTM Zone 31N
reference-system-4326 = EPSG:4326: WGS 84, Länge und Breite in Grad
reference-system-4258 = EPSG:4258: ETRS89, Länge und Breite in Grad
reference-system-3857 = EPSG:3857: Web-Mercator
reference-system-4647 = EPSG:4647: ETRS89 / UTM Zone 32N mit vorangestellter Zone (zE-N)
reference-system-5650 = EPSG:5650: ETRS89 / UTM Zone 33N mit vorangestellter Zone (zE-N)
reference-system-5649 = EPSG:5649: ETRS89 / UTM Zone 31N mit vorangestellter Zone (zE-N)
reference-system-5652 = EPSG:5652: ETRS89 / UTM Zone 32N mit vorangestellter Zone (N-zE)
reference-system-5653 = EPSG:5653: ETRS89 / UTM Zone 33N mit vorangestellter Zone (N-zE)
reference-system-31466 = EPSG:31466: DHDN / Gauß-Krüger Zone 2
reference-system-31467 = EPSG:31467: DHDN / Gauß-Krüger Zone 3
reference-system-31468 = EPSG:31468: DHDN / Gauß-Krüger Zone 4
reference-system-31469 = EPSG:31469: DHDN / Gauß-Krüger Zone 5
reference-system-32632 = EPSG:32632: WGS 84 / UTM Zone 32N
reference-system-32633 = EPSG:32633: WGS 84 / UTM Zone 33N
upload-system-of = Bezugssystem von „{ $column }“
upload-system-recognised = Erkannt: { $system }
reading-escape = Maskierungszeichen

## Rezept: was an Lieferungen korrigiert wird
recipe-title = Rezept
recipe-lead = Das wird an jeder Lieferung korrigiert, seit es jemand beim Hochladen oder bei einer Freigabe so entschieden hat.
recipe-empty = Zurzeit wird nichts korrigiert.
recipe-history = { $count ->
    [one] Eine Änderung am Rezept
   *[other] { $count } Änderungen am Rezept
}
recipe-by-operator = Betrieb
recipe-added = Seitdem: { $line }
recipe-removed = Nicht mehr: { $line }
recipe-encoding = Zeichensatz { $value }
recipe-delimiter = Trennzeichen { $value }
recipe-column-starts = Feste Breite, Spalten beginnen bei Zeichen { $value }
recipe-quote = Anführungszeichen { $value }
recipe-escape = Maskierungszeichen { $value }
recipe-decimal = Dezimalzeichen { $value }
recipe-header-line = Kopfzeile ist Zeile { $value }
recipe-header-rows = Zahl der Kopfzeilen: { $value }
recipe-skip-table = Tabelle weglassen
recipe-take-text = Auch Text heben, der keine Tabelle ist
recipe-name = Spalte „{ $column }“ heißt { $value }
recipe-type = Spalte „{ $column }“ als { $value }
recipe-system = Spalte „{ $column }“ im Bezugssystem { $value }
recipe-skip = Spalte „{ $column }“ weglassen
