### Brücken über die Zeit: verbundene Tabellen, Nachbessern, Güte, Touren und das Blatt für den Rat.

## Verbundene Tabelle
bridge-one = Brücke
joined-title = { $left } zusammen mit { $right }
joined-above = Verbundene Tabelle
joined-lead = Beide Datensätze stehen hier in einer Tabelle, Zeile neben Zeile, so wie Sie beide lesen dürfen. Neue Fassungen sind gleich mit dabei.
joined-to-bridge = Zur Brücke mit Erklärung und Güte
joined-no-rows = Zurzeit trifft keine Zeile eine andere.
joined-name = Name in Abfragen
joined-name-text = Unter diesem Namen steht die Tabelle in SQL, in der Schnittstelle und auf der Kommandozeile.
joined-with = zusammen mit { $title }
joined-of-bridge = Als eine Tabelle ansehen
joined-walks = { $count ->
    [0] In einem halben Jahr hat noch keine Auswertung diese Tabelle genutzt.
    [one] Eine Auswertung in einem halben Jahr hat diese Tabelle genutzt.
   *[other] { $count } Auswertungen in einem halben Jahr haben diese Tabelle genutzt.
} Gezählt werden Häuser, nicht Personen.
cli-bridge-column-view = Tabelle

## Touren, die sich zusammenlegen lassen
rounds-title = Touren zusammenlegen
rounds-open = Touren, die sich zusammenlegen lassen
rounds-open-text = Die Aufträge kennen ihren Tag, das Verzeichnis kennt die Lage der Straßen. Zusammen zeigen sie, welche Touren einer Woche durch dieselben Straßen führen.
rounds-headline = { $share } weniger Kilometer, wenn Touren zusammengelegt werden
rounds-headline-nothing = Hier lässt sich keine Tour mit einer anderen zusammenlegen.
rounds-headline-none = Noch gibt es keine Aufträge mit Tag und bekannter Straße.
rounds-lead = Berechnet aus „{ $orders }“ und „{ $streets }“: Touren derselben Woche, die durch dieselben Straßen führen, werden zu einer.
rounds-empty = Keine Touren
rounds-empty-text = Kein Auftrag hat zugleich einen Tag und eine Straße, deren Lage bekannt ist. Vielleicht zählt ein anderer Tag: Wählen Sie ihn unten.
rounds-choose = Auswählen
rounds-choose-week = Woche auf der Karte
rounds-choose-day = Welcher Tag zählt
rounds-choose-round = Was eine Tour ist
rounds-by-area = ein Tag und „{ $area }“
rounds-by-day = ein Tag
rounds-week = KW { $week }, ab { $day }
rounds-week-title = { $count ->
    [0] Keine Tour lässt sich zusammenlegen: { $week }
    [one] Eine zusammengelegte Tour: { $week }
   *[other] { $count } zusammengelegte Touren: { $week }
}
rounds-week-nothing = In dieser Woche führt keine Tour durch Straßen einer anderen, oder die gemeinsame Tour würde zu voll oder zu lang.
rounds-measure-saved = der Kilometer gespart
rounds-measure-time = { $from } bis { $to }
rounds-measure-km = weniger zu fahren
rounds-measure-km-of = { $after } statt { $before }
rounds-measure-rounds = Touren weniger
rounds-measure-rounds-of = { $after } statt { $before }
rounds-map-sub = Jede Linie ist eine zusammengelegte Tour von Straße zu Straße. Die Nummern stehen auch in der Tabelle.
rounds-map-label = Karte mit { $streets } Straßen und { $rounds ->
    [0] keiner zusammengelegten Tour
    [one] einer zusammengelegten Tour
   *[other] { $rounds } zusammengelegten Touren
}. Dieselben Angaben stehen in der Tabelle darunter.
rounds-legend-together = zusammengelegte Tour
rounds-legend-rest = Tour, die bleibt, wie sie ist
rounds-legend-street = Straße
rounds-legend-depot = Mitte aller Aufträge
rounds-column-number = Nr.
rounds-column-rounds = Touren
rounds-column-rounds-after = zusammengelegt
rounds-column-day = Gefahren am
rounds-column-streets = Straßen
rounds-column-orders = Aufträge
rounds-column-before = bisher
rounds-column-after = künftig
rounds-column-saved = gespart
rounds-column-month = Monat
rounds-months = Nach Monaten
rounds-how = So ist gerechnet
rounds-how-round = Eine Tour sind alle Aufträge mit demselben Wert in „{ $round }“ und demselben Tag in „{ $day }“.
rounds-how-area = Eine Tour sind alle Aufträge mit demselben Tag in „{ $day }“ und derselben Angabe in „{ $area }“.
rounds-how-day = Eine Tour sind alle Aufträge mit demselben Tag in „{ $day }“.
rounds-how-together = Zusammengelegt werden Touren einer Woche, die mindestens eine Straße gemeinsam haben, wenn das Weg spart. Gefahren wird am späteren Tag; ein Termin verschiebt sich um höchstens sechs Tage.
rounds-how-most = Keine zusammengelegte Tour ist voller oder länger als die vollste und die längste, die tatsächlich gefahren wurden.
rounds-how-way = Wege zwischen Straßen sind Luftlinien mal { $factor }, immer zur nächsten Straße. Straßenverlauf, Sperrungen und Zeit für das Laden sind nicht berücksichtigt.
rounds-how-depot = Wo der Betriebshof liegt, steht nicht in den Daten. Jede Tour beginnt und endet daher in der Mitte aller Aufträge. Bei einem Hof am Stadtrand wäre die Ersparnis eher größer.
rounds-how-length = Jede Straße wird einmal hin und zurück befahren, mit ihrer Länge aus dem Verzeichnis.
rounds-how-no-length = Die Fahrt in den Straßen selbst ist nicht gezählt, weil ihre Länge nicht in den Daten steht.
rounds-how-orders = { $found } von { $all } Aufträgen haben eine Straße, deren Lage bekannt ist. Die anderen fehlen in der Rechnung.
rounds-how-state = Aufträge, die laut „{ $column }“ storniert sind, zählen nicht.
rounds-how-cut = Es gibt sehr viele Aufträge: Gerechnet ist mit den neuesten.
rounds-sql = Die Zahlen dahinter als Abfrage
month-of-year = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[other] Dezember
} { $year }

## Karte über die Zeit und Blatt für den Rat
silomap-months = Brücken im Lauf der Zeit
silomap-months-text = Gezählt sind übernommene Brücken zwischen Häusern am Ende des Monats. Häuser und Datensätze sind die von heute.
silomap-months-now = heute
silomap-then = Stand { $day }
silomap-council = Blatt für den Rat
council-title = Blatt für den Rat
council-back = Zurück zur Silokarte
council-print = Eine Seite A4. Drucken oder als PDF sichern können Sie sie im Menü Ihres Browsers.
council-as-of = Silos und Brücken, Stand { $day }
council-headline = { $bridges ->
    [0] Noch verbindet keine Brücke zwei Häuser.
    [one] Eine Brücke verbindet Häuser miteinander.
   *[other] { $bridges } Brücken verbinden Häuser miteinander.
} { $islands ->
    [0] Kein Haus ist eine Insel.
    [one] Ein Haus ist eine Insel.
   *[other] { $islands } Häuser sind Inseln.
}
council-lead = Eine Brücke verbindet Datensätze zweier Ämter oder Gesellschaften, die dieselben Straßen, Schlüssel oder Namen enthalten.
council-lead-then = Im Monat davor waren es { $then }, jetzt sind es { $now }. Eine Brücke verbindet Datensätze zweier Ämter oder Gesellschaften.
council-walked = Welche Brücken genutzt werden
council-bars = Brücken je Monat
council-bars-label = Übernommene Brücken am Ende von { $count ->
    [one] einem Monat
   *[other] { $count } Monaten
}:
council-not-good = Was noch nicht gut ist
council-islands = { $count ->
    [one] Eine Insel: { $names }.
   *[other] { $count } Inseln: { $names }.
}
council-idle = { $count ->
    [one] Eine übernommene Brücke nutzt noch niemand.
   *[other] { $count } übernommene Brücken nutzt noch niemand.
}
council-decayed = { $count ->
    [one] Eine Brücke trägt nicht mehr.
   *[other] { $count } Brücken tragen nicht mehr.
}
council-open = { $count ->
    [one] Ein Paar von Datensätzen zweier Häuser ließe sich verbinden und ist es nicht.
   *[other] { $count } Paare von Datensätzen verschiedener Häuser ließen sich verbinden und sind es nicht.
}
council-foot = Gezählt ist, was Sie lesen dürfen. Auswertungen zählen nach Häusern, nicht nach Personen, in einem halben Jahr.

## Güte über die Zeit
quality-title = Güte über die Zeit
quality-text = Anteil der Werte mit Partner, auf der Seite, die besser passt. Bei jeder neuen Fassung neu gezählt.
quality-label = Linie: { $count ->
    [one] eine Zählung
   *[other] { $count } Zählungen
}, zuletzt { $last }.
quality-table = Alle Zählungen
quality-day = Tag
quality-versions = Fassungen
mail-decay-subject = Brücke trägt nicht mehr: „{ $left }“ und „{ $right }“
mail-decay-text = Die Brücke zwischen „{ $left }“ und „{ $right }“ trägt nicht mehr. { $reason } Auswertungen über beide Datensätze können seit der letzten Fassung falsch oder unvollständig sein.
mail-decay-why = Diese Nachricht verschickt der Datenhub von selbst, einmal je Bruch. Sie bekommen sie, weil Sie für einen der beiden Datensätze verantwortlich sind und beide lesen dürfen.

## Nachbessern
mend-title = Nachbessern
mend-open-link = Werte ohne Partner zuordnen
mend-lead = Manche Werte aus „{ $from }“ finden in „{ $to }“ keinen Partner, weil sie anders geschrieben sind. Ordnen Sie ihnen einen zu, oder sagen Sie, dass es keinen gibt.
mend-done = { $count ->
    [0] Es war nichts ausgewählt.
    [one] Ein Wert ist zugeordnet. Die Brücke verbindet ab jetzt so.
   *[other] { $count } Werte sind zugeordnet. Die Brücke verbindet ab jetzt so.
}
mend-open = { $count ->
    [0] Kein Wert ohne Partner
    [one] Ein Wert ohne Partner
   *[other] { $count } Werte ohne Partner
}
mend-open-some = { $all } Werte ohne Partner, hier die { $shown } häufigsten
mend-open-none = Alles zugeordnet
mend-open-none-text = Jeder Wert hat einen Partner, oder es ist entschieden, dass er keinen hat.
mend-column-value = Wert in „{ $name }“
mend-column-rows = Zeilen
mend-column-partner = Partner in „{ $name }“
mend-column-by = Entschieden
mend-column-again = Wieder öffnen
mend-later = später entscheiden
mend-none = hat keinen Partner
mend-no-candidates = nichts Ähnliches gefunden
mend-mended = Schon entschieden
mend-by = { $office }, { $day }
mend-keep = Zuordnung speichern
mend-how = Was geschieht
mend-how-kept = Die Zuordnung ist ein eigener Datensatz mit Fassungen: Wert links, Wert rechts, welches Haus entschieden hat und wann. Namen von Personen stehen nicht darin.
mend-how-join = Die verbundene Tabelle nutzt sie sofort, und die Güte der Brücke wird neu gezählt.
mend-how-source = Die Datensätze selbst bleiben, wie sie sind. Wer die Zuordnung nicht lesen darf, verbindet ohne sie.
mend-dataset = Zum Datensatz
mend-dataset-title = Zuordnung: { $left } – { $right }
mend-dataset-text = Von Hand zugeordnete Werte zweier Datensätze: Wert links, Wert rechts, welches Haus entschieden hat und wann. Die Brücke zwischen beiden nutzt sie.
error-invalid-bridge-two-circles = Die Zuordnung enthielte Werte beider Datensätze, und niemand dürfte sie lesen: Jeder der beiden ist nur in seinem Haus offen.
error-invalid-bridge-no-such-partner = Diesen Wert gibt es im anderen Datensatz nicht mehr. Laden Sie die Seite neu.
