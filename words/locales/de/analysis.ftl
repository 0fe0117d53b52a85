### Auswertung: eine Frage in Schritten, ohne SQL.

nav-analysis = Auswerten
analysis-kind = Auswertung
analysis-question = Ihre Frage

## Anfang
analysis-choose-title = Womit beginnt Ihre Frage?
analysis-choose-lead = Wählen Sie einen Datensatz. Danach verbinden Sie ihn mit anderen, zählen, vergleichen und sehen das Ergebnis als Tabelle, Bild oder Karte.
analysis-choose-search = Datensatz oder Spalte suchen
analysis-choose-list = Datensätze
analysis-choose-empty = Es gibt noch keine Tabelle, die Sie lesen dürfen.
analysis-choose-none = Kein Datensatz und keine Spalte heißt so: { $text }
analysis-choose-others = { $count ->
    [one] Ein weiterer Datensatz wird nicht gezeigt. Suchen Sie nach seinem Namen.
   *[other] { $count } weitere Datensätze werden nicht gezeigt. Suchen Sie nach ihren Namen.
}

## Schritte
analysis-step-from = Von
analysis-step-joins = verbunden mit
analysis-step-conditions = nur wenn
analysis-step-values = gezählt wird
analysis-step-groups = je
analysis-step-kept = davon nur
analysis-step-order = geordnet nach
analysis-other-dataset = Anderen wählen
analysis-rows = { $count ->
    [one] 1 Zeile
   *[other] { $count } Zeilen
}
analysis-partners = { $count ->
    [one] 1 findet einen Partner
   *[other] { $count } finden einen Partner
}
analysis-groups = { $count ->
    [one] 1 Gruppe
   *[other] { $count } Gruppen
}
analysis-over = über { $column } · { $house }
analysis-over-suggested = über { $column } · { $house } · Brücke nur vorgeschlagen
analysis-over-decayed = über { $column } · { $house } · Brücke trägt nicht mehr
analysis-keep-all = Auch ohne Partner
analysis-only-partners = Nur mit Partner
analysis-remove = Entfernen: { $what }
analysis-condition = { $column } { $comparator } { $value }
analysis-first = die ersten { $count }
analysis-largest-first = { $what }, größter zuerst
analysis-smallest-first = { $what }, kleinster zuerst
analysis-forwards = { $what }, aufsteigend
analysis-backwards = { $what }, absteigend
analysis-kept = Bedingung an das Ergebnis
analysis-none = ohne Angabe
analysis-headline = { $values } nach { $groups }

## Was gezählt wird
analysis-kind-anzahl = Anzahl der Zeilen
analysis-kind-summe = Summe
analysis-kind-mittel = Mittelwert
analysis-kind-median = Median
analysis-kind-kleinster = Kleinster Wert
analysis-kind-groesster = Größter Wert
analysis-kind-verschiedene = Anzahl verschiedener Werte
analysis-value-anzahl = Anzahl { $title }
analysis-value-summe = Summe { $column }
analysis-value-mittel = Mittelwert { $column }
analysis-value-median = Median { $column }
analysis-value-kleinster = Kleinster Wert { $column }
analysis-value-groesster = Größter Wert { $column }
analysis-value-verschiedene = Anzahl verschiedener { $column }
analysis-value-share = { $value }, Anteil in %
analysis-value-year = { $value }, Veränderung zum Vorjahr in %
analysis-value-per = { $value } je { $of } { $column }
analysis-shape = Im Verhältnis
analysis-shape-plain = Keines: die Zahl selbst
analysis-shape-share = Anteil an der Summe in %
analysis-shape-year = Veränderung zum Vorjahr in %
analysis-per = Je { $of }
analysis-level-jahr = { $column } (Jahr)
analysis-level-monat = { $column } (Monat)

## Formulare
analysis-add-join = + Datensatz
analysis-ways-accepted = Über bestätigte Brücken
analysis-ways-suggested = Über vorgeschlagene Brücken, die noch niemand bestätigt hat
analysis-no-ways = Von diesem Datensatz führt noch keine Brücke weiter.
analysis-way = { $house } · gemeinsam: { $columns } · { $share } der Werte aus „{ $from }“ passen · { $state }
analysis-way-repeats = { $house } · gemeinsam: { $columns } · { $share } der Werte aus „{ $from }“ passen · { $state } · eine Zeile trifft mehrere
analysis-add-condition = + Bedingung
analysis-add-value = + Zahl
analysis-add-group = + Aufteilung
analysis-add-kept = + Bedingung an das Ergebnis
analysis-change-order = Reihenfolge ändern
analysis-add = Hinzufügen
analysis-apply = Übernehmen
analysis-count = Zählen
analysis-no-group = Nicht aufteilen
analysis-not-counted = Noch wird nichts gezählt. Unten sehen Sie die ersten Zeilen.
analysis-field-column = Spalte
analysis-field-comparator = Vergleich
analysis-field-value = Wert
analysis-field-count = Was
analysis-field-group = Aufgeteilt nach
analysis-field-number = Zahl
analysis-field-order = Reihenfolge
analysis-own-order = Nach der Aufteilung
analysis-field-first = Nur die ersten

## Was nicht geht
analysis-mistake = Das ließ sich nicht auswerten.
analysis-misfit = „{ $typed }“ passt nicht zu: { $column }. Die Frage blieb, wie sie war.
analysis-partial = Teile der Adresse waren nicht zu verstehen und fehlen in der Frage.
analysis-does-not-fit = Diese Frage passt nicht zu den Daten.
analysis-take-away = Entfernen Sie den Baustein, der nicht passt, oder wählen Sie einen anderen.
analysis-problem-no-column = Eine Spalte gibt es nicht, oder Sie dürfen sie nicht sehen.
analysis-problem-wrong-type = Diese Art von Spalte lässt sich so nicht auswerten.
analysis-problem-wrong-value = Ein Wert passt nicht zu seiner Spalte.
analysis-problem-no-rate = Anteile und Verhältnisse gibt es nur von Anzahlen und Summen.
analysis-problem-no-year = Für die Veränderung zum Vorjahr muss genau eine Aufteilung ein Jahr oder einen Monat nennen.
analysis-problem-no-place = Eine Bedingung oder Reihenfolge meint eine Zahl, die es nicht mehr gibt.
analysis-problem-too-many = Die Frage hat mehr Bausteine, als vorgesehen sind.
analysis-no-rows = Entfernen Sie eine Bedingung oder verbinden Sie auch Zeilen ohne Partner.

## Ansehen
analysis-look = Darstellung
analysis-look-balken = Balken
analysis-look-linie = Linie
analysis-look-flaeche = Fläche
analysis-look-punkte = Punkte
analysis-look-raster = Raster
analysis-look-karte = Karte
analysis-look-tabelle = Tabelle
analysis-finding-one = { $name }: { $value }
analysis-finding-same = Überall derselbe Wert: { $value }
analysis-finding-first = { $name } liegt mit { $value } vorn, am Ende steht { $last } mit { $smallest }
analysis-finding-time = Am höchsten liegt { $name } mit { $value }, am niedrigsten { $last } mit { $smallest }
analysis-class-all = alle gleich
analysis-class-below = unter { $to }
analysis-class-between = { $from } bis unter { $to }
analysis-class-above = { $from } und mehr
analysis-picture-svg = Bild als SVG
analysis-picture-png = Bild als PNG
analysis-source = { $house }: { $title } (Fassung { $number } vom { $day })
analysis-source-line = Quelle: { $sources }. Ausgewertet am { $day }.
analysis-sources = Quellen
analysis-whole-in-files = Die Tabelle zeigt nur den Anfang. Alle Zeilen stehen in den Dateien.
analysis-sql = Als SQL ansehen
analysis-take-over = Als SQL übernehmen
analysis-share = Weitergeben
analysis-share-text = Die ganze Frage steht in der Adresse dieser Seite. Wer sie öffnet, sieht die Antwort mit den eigenen Rechten.
analysis-more = Mehr Daten
analysis-more-text = Wer angemeldet ist, kann oft mehr Datensätze und Brücken nutzen.

## Was zu beachten ist
analysis-cautions = Was Sie beachten sollten
analysis-look-at-bridge = Brücke ansehen
analysis-caution-suggested-point = Die Brücke ist nur vorgeschlagen.
analysis-caution-suggested = Ob „{ $title }“ wirklich so dazugehört, hat noch niemand bestätigt, der die Daten kennt.
analysis-caution-by-hand-point = Werte sind von Hand zugeordnet.
analysis-caution-by-hand = Zu „{ $title }“ führen auch Werte, denen jemand von Hand einen Partner gegeben hat.
analysis-caution-decayed-point = Die Brücke trägt nicht mehr.
analysis-caution-decayed = Zu „{ $title }“ passen weniger Werte als bei der Bestätigung.
analysis-caution-lost-point = { $count ->
    [one] Eine Zeile fehlt.
   *[other] { $count } Zeilen fehlen.
}
analysis-caution-lost = { $count } von { $of } ({ $share }) finden keinen Partner in „{ $title }“.
analysis-caution-alone-point = { $count ->
    [one] Eine Zeile hat keinen Partner.
   *[other] { $count } Zeilen haben keinen Partner.
}
analysis-caution-alone = { $count } von { $of } ({ $share }) finden nichts in „{ $title }“. Sie zählen mit, aber ohne dessen Werte.
analysis-caution-repeated-point = Zeilen treffen mehrere Partner.
analysis-caution-repeated = Aus { $rows } Zeilen von „{ $title }“ werden verbunden { $joined }. Gezählt wird jede Zeile in einer Gruppe nur einmal.
analysis-caution-repeated-rows-point = Zeilen stehen mehrfach da.
analysis-caution-repeated-rows = Aus { $rows } Zeilen von „{ $title }“ werden verbunden { $joined }. Addieren Sie nicht von Hand.
analysis-caution-missing-point = { $count ->
    [one] Ein Wert fehlt in der Rechnung.
   *[other] { $count } Werte fehlen in der Rechnung.
}
analysis-caution-missing = „{ $column }“ ist in „{ $title }“ dort leer. Auch gesperrte Werte (statistische Zeichen wie . oder x) zählen als leer.
analysis-caution-few-point = { $count ->
    [one] Eine Gruppe hat sehr wenige Fälle.
   *[other] { $count } Gruppen haben sehr wenige Fälle.
}
analysis-caution-few = Bei weniger als fünf Zeilen sagen Mittelwerte und Anteile wenig, und sie können einzelne erkennen lassen.
analysis-caution-days-point = Die Daten sind nicht vom selben Tag.
analysis-caution-days = „{ $older }“ hat den Stand { $older_day }, „{ $newer }“ den Stand { $newer_day }.
