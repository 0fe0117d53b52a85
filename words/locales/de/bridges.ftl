# Brücken zwischen Tabellen
cli-bridges = Finden, welche Tabellen eines Ordners zusammenpassen
cli-bridges-folder = Der Ordner
cli-bridges-queries = Nur zu diesen Spalten (CSV-Datei mit den Spalten file und column)
cli-bridges-top = Höchstens so viele Vorschläge; mit --queries so viele je Spalte, ohne Angabe 10
cli-bridges-examples = Zu jedem Vorschlag so viele Werte zeigen, die passen oder nicht passen
cli-bridges-rows = Auch sagen, welche Zeilen zusammengehören
cli-bridges-unread = { $source }: nicht gelesen. { $error }
cli-bridges-unknown = Die Spalte „{ $column }“ gibt es in „{ $file }“ nicht.
cli-bridges-none = { $tables ->
    [0] In dem Ordner ist keine Tabelle.
    [one] In dem Ordner ist nur eine Tabelle.
   *[other] In { $tables } Tabellen wurde nichts gefunden, was zusammenpasst.
}
cli-bridges-score = Güte
cli-bridges-kind = was
cli-bridges-left = links
cli-bridges-right = rechts
cli-bridges-share = gemeinsam
cli-bridges-meeting = Zeilen
cli-bridges-rules = angeglichen
cli-bridges-many = Bei n:m steht jede Zeile mehrfach im Ergebnis, auf beiden Seiten: Summen werden zu groß.
cli-bridges-matched = passt: { $values }
cli-bridges-only-left = nur links: { $values }
cli-bridges-only-right = nur rechts: { $values }
cli-bridges-column = Spalte
cli-bridges-shared = { $tables } Tabellen haben einen gemeinsamen Schlüssel: { $list }, { $values ->
    [one] ein Wert
   *[other] { $values } verschiedene Werte
}
cli-bridges-reference = { $tables } Tabellen haben einen gemeinsamen Bezug und lassen sich danach vergleichen: { $list }, { $values ->
    [one] ein Wert
   *[other] { $values } verschiedene Werte
}
cli-bridges-over = über { $steps }
cli-bridges-near = im Mittel { $metres } m entfernt
cli-bridges-learned = gelernt: { $rule }
cli-bridges-alike = nur ähnlich
cli-trouble-no-queries = In „{ $path }“ fehlen die Spalten file und column.
bridge-kind-join = verbinden
bridge-kind-union = untereinander stellen
bridge-kind-duplicate = dieselbe Tabelle
bridge-kind-lookalike = Vorsicht: nur dem Namen nach gleich
bridge-kind-hierarchy = über Stufen verbinden
bridge-kind-within = Punkte in Flächen
bridge-kind-nearest = Punkte dicht beieinander
calendar-level-monat = Tage zu Monaten
calendar-level-quartal = zu Quartalen
calendar-level-jahr = zu Jahren
normal-form-datum = Tage
normal-form-dezimalkomma = Dezimalkomma
normal-form-dezimalnullen = Nullen hinter dem Komma
normal-form-nullen = führende Nullen
normal-form-schreibung = Groß- und Kleinschreibung
normal-form-umlaute = Umlaute und ß
normal-form-strasse = Straße und Str.
normal-form-trennzeichen = Leer- und Trennzeichen
normal-form-hausnummer = ohne Hausnummer
normal-form-nummer-vorn = ohne Nummer davor
normal-form-nummer = nur die Nummer

# Gleiche Anschriften und Einrichtungen
cli-link = Finden, welche Zeilen zweier Dateien dieselbe Anschrift oder Einrichtung sind
cli-link-left = Die eine Datei
cli-link-right = Die andere Datei
cli-link-left-table = Name der Tabelle in der einen Datei, wenn sie mehrere hat
cli-link-right-table = Name der Tabelle in der anderen Datei, wenn sie mehrere hat
cli-link-values = Auch die verglichenen Werte zeigen
cli-link-compared = { $file }: verglichen wird { $columns }.
cli-link-compared-without = { $file }: verglichen wird { $columns }. Angaben zu Personen bleiben außen vor: { $persons }.
cli-link-counts = { $rows ->
    [one] Eine Zeile links
   *[other] { $rows } Zeilen links
}: { $same ->
    [one] ein Paar ist
   *[other] { $same } Paare sind
} sicher dasselbe, { $review ->
    [one] ein Paar ist
   *[other] { $review } Paare sind
} zu prüfen, { $alone ->
    [one] eine Zeile hat
   *[other] { $alone } Zeilen haben
} kein Gegenstück.
cli-link-review = Bitte prüfen Sie:
cli-link-probability = wahrscheinlich
cli-link-why = weshalb
cli-link-several = mehrere passen gleich gut
cli-link-too-little = zu wenige Angaben
cli-link-more = { $more ->
    [one] Ein weiteres Paar steht
   *[other] { $more } weitere Paare stehen
} in der Ausgabe mit --json.
link-field-name = Name
link-field-street = Straße
link-field-number = Hausnummer
link-field-postcode = Postleitzahl
link-field-place = Ort
link-field-position = Lage
link-agreement-near = fast gleich
link-agreement-some = teilweise gleich
link-agreement-other = verschieden
cli-trouble-nothing-to-link = In „{ $path }“ ist keine Spalte mit Straßen, Anschriften oder Namen von Einrichtungen.
