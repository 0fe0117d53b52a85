## Fragen an den Katalog in SPARQL
sparql-title = SPARQL
sparql-headline = Den Katalog in SPARQL fragen
sparql-lead = Hier fragen Sie, was der öffentliche Katalog über Datensätze, Häuser und Dateien sagt. Die Daten selbst fragen Sie auf der Seite „SQL“.
sparql-ask-text = Was über Datensätze, Häuser und Dateien im Katalog steht, fragen Sie in einer anderen Sprache.
sparql-query = Frage in SPARQL 1.1
sparql-run = Frage stellen
sparql-as-file = Antwort als Datei
sparql-yes = Ja.
sparql-no = Nein.
sparql-rows = { $count ->
    [one] Eine Zeile
   *[other] { $count } Zeilen
}
sparql-cut = Gezeigt wird der Anfang. Die Datei enthält alles.
sparql-example-houses = Wie viele Datensätze haben welche Häuser veröffentlicht?
sparql-example-files = Welche CSV-Dateien gibt es?
sparql-example-new = Was wurde zuletzt geändert?
sparql-programs = Für Programme
sparql-programs-text = Programme fragen unter derselben Adresse nach dem SPARQL-1.1-Protokoll. Die Antwort gibt es als JSON, XML, CSV und TSV, Aussagen als Turtle, RDF/XML, JSON-LD und N-Triples.
refusal-sparql-syntax = Das ist keine Frage in SPARQL. Gelesen wurde bis Zeile { $line }, Zeichen { $column }; der Fehler steht dort oder kurz davor.
refusal-sparql-unreadable = Das ist keine Frage in SPARQL.
refusal-sparql-missing = Es fehlt die Frage („query“).
refusal-sparql-media-type = Die Frage kommt als Formular (application/x-www-form-urlencoded) oder als Text (application/sparql-query).
refusal-sparql-update = Hier lässt sich nur fragen. Ändern, Laden und Löschen gibt es nicht.
refusal-sparql-graphs = Es gibt nur einen Graphen. Lassen Sie FROM, FROM NAMED und die Parameter dazu weg.
refusal-sparql-service = SERVICE gibt es hier nicht: Für eine Frage wird nichts von anderen Servern geholt.
refusal-sparql-function = Die Funktion { $name } gibt es hier nicht.
refusal-sparql-too-many = Die Antwort hätte zu viele Zeilen. Begrenzen Sie die Frage, zum Beispiel mit LIMIT.
refusal-sparql-answer-too-long = Die Antwort wäre zu lang. Begrenzen Sie die Frage, zum Beispiel mit LIMIT.
refusal-sparql-evaluation = Diese Frage ließ sich nicht beantworten.
refusal-sparql-too-long = Die Frage ist zu lang. Erlaubt sind { $most } KB.
refusal-sparql-timeout = { $seconds ->
    [one] Die Frage hat länger gedauert als eine Sekunde und wurde abgebrochen.
   *[other] Die Frage hat länger gedauert als { $seconds } Sekunden und wurde abgebrochen.
} Fragen Sie nach weniger.
refusal-sparql-memory = Die Frage brauchte zu viel Arbeitsspeicher oder ist zu tief geschachtelt. Fragen Sie nach weniger.
refusal-sparql-busy = Gerade werden andere Fragen beantwortet. Versuchen Sie es gleich noch einmal.
refusal-sparql-graph-too-large = Der Katalog ist für Fragen in SPARQL zu groß. Als Ganzes gibt es ihn unter /catalog.ttl.
