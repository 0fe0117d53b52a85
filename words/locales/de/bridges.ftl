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
cli-bridges-learned = gelernt: { $rule }
cli-bridges-alike = nur ähnlich
cli-trouble-no-queries = In „{ $path }“ fehlen die Spalten file und column.
bridge-kind-join = verbinden
bridge-kind-union = untereinander stellen
bridge-kind-duplicate = dieselbe Tabelle
bridge-kind-lookalike = Vorsicht: nur dem Namen nach gleich
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
