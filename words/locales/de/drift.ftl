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
held-lead = Die Datei „{ $file }“ kam { $when }. Sie ist gespeichert, aber noch nicht zu sehen: Seiten, Abfragen und Downloads zeigen weiter Fassung { $version }.
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
held-values = zum Beispiel { $values }
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
takes-all-text-off = Lieferungen, die Abfragen und Ansichten stören (Spalte fehlt oder heißt anders, andere Art, viel mehr oder weniger Zeilen), warten auf Ihre Freigabe.
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
