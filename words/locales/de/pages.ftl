### Sätze der Seiten.

## Rahmen jeder Seite
shell-name = hebewerk
shell-skip = Zum Inhalt springen
shell-official = Offizielle Website der Stadt { $city }
shell-languages = Sprache
shell-home = , zur Startseite
shell-menu = Menü
shell-menu-main = Hauptmenü
shell-menu-narrow = Hauptmenü, schmal
shell-path = Sie sind hier
shell-contact = Fragen beantwortet:
shell-licences = Lizenzen der Bausteine
nav-start = Startseite
nav-find = Daten finden
nav-ask = SQL
nav-houses = Häuser
nav-administer = Verwaltung

## Allgemeines
open = Öffnen
edit = Bearbeiten
save = Speichern
saved = Gespeichert.
cancel = Abbrechen
back = Zurück
copy = Kopieren
optional = freiwillig
download = Herunterladen
rows = Zeilen
errors = Fehler
warnings = Hinweise
format = Format
size = Größe
licence = Lizenz
tags = Schlagwörter
choose-none = Keine Angabe
as-recognised = Wie erkannt
form-error = Das hat nicht geklappt
value-none = ohne Wert
value-blank = (leerer Text)
value-yes = ja
value-no = nein
geometry-point = Punkt
geometry-line = Linie
geometry-area = Fläche
geometry-points = Mehrere Punkte
geometry-lines = Mehrere Linien
geometry-areas = Mehrere Flächen
geometry-mixed = Verschiedene Formen
geometry-at = Punkt { $x }; { $y }
why-question = Warum?
count-datasets =
    { $count ->
        [one] 1 Datensatz
       *[other] { $count } Datensätze
    }

## Startseite
start-title = Startseite
start-headline = Was Ämter und Stadtwerke wissen, an einem Ort.
start-lead = Finden, verstehen und verbinden Sie die Daten der Stadt { $city } und ihrer Gesellschaften.
search-label = Daten suchen
search-example = Zum Beispiel: Sperrmüll nach Straße
search-do = Suchen
start-examples = Schlagwörter:
start-of-known = von { $known }
start-usable =
    { $known ->
        [one] bekannten Datensatz heute nutzbar.
       *[other] bekannten Datensätzen heute nutzbar.
    } Davon offen für alle: { $open }.
start-all-houses = Alle Häuser
start-water-line = Unter der Linie liegen die bekannten Datensätze je Haus, hell die gehobenen.
start-houses-as-list = Häuser als Liste ansehen
start-news = Das ist neu
start-all-data = Alle Datensätze
start-questions = Fragen, die hier beantwortet werden
start-questions-lead = Die Abfrage steht fertig da. Sie sehen, welche Daten verbunden werden, und führen sie selbst aus.
start-own-question = Eigene Frage stellen
news-what = { $house }: { $change }
start-themes = Themen
start-empty-title = Hier liegen noch keine Daten. So beginnen Sie.
start-empty-lead = Eine einzige Datei genügt. hebewerk liest sie, sagt, was darin steht, und bewahrt das Original unverändert auf.
start-empty-upload = Eine Datei hochladen
start-empty-upload-text = Excel, CSV, OpenDocument, JSON, GeoJSON, Parquet oder ein ZIP davon. Sie prüfen das Ergebnis, bevor es übernommen wird.
start-empty-folder = Einen Ordner beobachten
start-empty-folder-text = Ordner der ersten Ebene sind Häuser, Dateien darin sind Datensätze. Wer den Server betreibt, startet dafür:
start-empty-demo = Eine Beispielstadt ansehen
start-empty-demo-text = Eine erfundene Stadt mit Ämtern, Gesellschaften und ihren unordentlichen Dateien:
silo-label =
    Bekannte und gehobene Datensätze von { $houses ->
        [one] einem Haus
       *[other] { $houses } Häusern
    }: gehoben { $lifted } von { $known }. Die Zahlen stehen auf der Seite Häuser als Liste.
silo-others =
    { $count ->
        [one] 1 weiteres Haus
       *[other] { $count } weitere Häuser
    }

## Suche
find-narrow = Treffer eingrenzen
find-narrow-jump =
    Treffer eingrenzen{ $count ->
        [0] { "" }
        [one] {" "}(1 Filter)
       *[other] {" "}({ $count } Filter)
    }
find-narrowed = Eingegrenzt auf:
find-remove = Filter { $filter } entfernen
find-apply = Auswahl anwenden
find-typed-value =
    { $count ->
        [one] 1 weiterer Wert: eintippen
       *[other] { $count } weitere Werte: eintippen
    }
find-more-values =
    { $count ->
        [one] 1 weiterer Wert
       *[other] { $count } weitere Werte
    }
find-count =
    { $count ->
        [one] 1 Datensatz
       *[other] { $count } Datensätze
    }
find-count-for =
    { $count ->
        [one] 1 Datensatz zu „{ $text }“
       *[other] { $count } Datensätze zu „{ $text }“
    }
find-nothing = Dazu gibt es hier keinen Datensatz.
find-nothing-lead = Auch ähnliche Schreibweisen und Wortteile ergaben nichts.
find-without-filters = Ohne Filter suchen
find-without-one =
    Ohne Filter „{ $filter }“: { $count ->
        [one] 1 Datensatz
       *[other] { $count } Datensätze
    }
find-nothing-shorter = Versuchen Sie ein kürzeres oder allgemeineres Wort.
find-ask = { $name } fragen:
find-ask-house = Das Haus suchen, das diese Daten haben könnte
find-everything = Alle Datensätze ansehen
find-nearest = Das kommt Ihrer Frage am nächsten
find-newest = Das ist neu im Datenhub
find-did-you-mean = Meinten Sie:
find-pages = Seiten
find-range = { $from } bis { $to } von { $total }
find-previous = Vorige Datensätze
find-next =
    { $count ->
        [one] Nächster Datensatz
       *[other] Nächste { $count } Datensätze
    }
hit-origin = Herkunft
hit-volume = Umfang
hit-size =
    { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    }, { $format }
hit-state = Stand und Güte
hit-why = Gefunden in: { $places }.
hit-place = { $place } „{ $word }“
hit-no-rows = Sie sehen die Beschreibung, nicht die Zeilen.
quality-closed = nicht einsehbar
quality-none = ohne Hinweise
quality-announced = noch keine Datei
quality-unread = nicht lesbar
quality-unknown = noch nicht geprüft
quality-warnings =
    { $count ->
        [one] 1 Hinweis
       *[other] { $count } Hinweise
    }
quality-errors = { $count } Fehler
quality-both =
    { $errors } Fehler, { $warnings ->
        [one] 1 Hinweis
       *[other] { $warnings } Hinweise
    }

## Datensatz
dataset-kind = Datensatz
dataset-kind-theme = Datensatz · { $theme }
dataset-views = Ansichten
dataset-tables = Tabellen
view-overview = Überblick
view-table = Tabelle
view-map = Karte
map-lead = Ein Punkt, eine Linie oder eine Fläche ist eine Zeile der Tabelle; wo viele dicht beieinander liegen, stehen größere Punkte für mehrere. Die Liste zeigt, was im Ausschnitt liegt.
map-to-table = Zu den Zeilen der Tabelle
map-no-script = Die Karte braucht JavaScript. Dieselben Zeilen stehen in der Tabelle.
map-in-view = Zeilen im Ausschnitt
map-on-map = Auf der Karte
map-source = Quelle:
map-none = Diese Tabelle hat keine Karte.
map-none-text = In ihren Spalten steht nicht, wo ihre Zeilen liegen, oder das Bezugssystem lässt sich nicht genau genug umrechnen.
view-quality = Güte
view-versions = Fassungen
view-interface = Schnittstelle
view-edit = Bearbeiten
bar-owner = Verantwortlich
bar-ask = Frage stellen
bar-state = Stand
bar-quality = Güte
bar-findings = Funde ansehen
bar-version = Fassung
bar-access = Zugang
preview = Vorschau
preview-caption =
    { $rows ->
        [one] Die einzige Zeile
       *[other] Die ersten { $shown } von { $rows } Zeilen
    }, Fassung { $version }
preview-caption-all =
    { $rows ->
        [one] Die einzige Zeile
       *[other] Alle { $rows } Zeilen
    }, Fassung { $version }
preview-all-rows =
    { $rows ->
        [one] Die ganze Tabelle
       *[other] Alle { $rows } Zeilen
    }
preview-other-columns =
    { $count ->
        [one] 1 weitere Spalte steht
       *[other] { $count } weitere Spalten stehen
    } in der Ansicht „Tabelle“.
rows-closed = Die Zeilen sind für Sie geschlossen.
rows-none = Es gibt noch keine Tabelle.
links-elsewhere = Anderswo
rows-announced-text = Der Datensatz ist beschrieben. Seine erste Datei ist noch nicht da.
rows-none-text = Die Datei ist aufbewahrt, aber noch nicht lesbar. Die Funde sagen, woran es liegt.
columns = Spalten
columns-all =
    { $count ->
        [one] Die einzige Spalte
       *[other] Alle { $count } Spalten
    }
columns-count =
    { $count ->
        [one] 1 Spalte
       *[other] { $count } Spalten
    }
column-name = Name
column-kind = Art
column-heading = Überschrift in der Datei
column-meaning = Bedeutung
column-meaning-unit = { $meaning } in { $unit }
column-distinct =
    { $count ->
        [one] { $kind } · immer derselbe Wert
       *[other] { $kind } · { $count } verschiedene
    }
column-distinct-about = { $kind } · rund { $count } verschiedene
column-complete = vollständig
column-filled = { $share } gefüllt
column-no-rows = ohne Zeilen
column-range = von { $from } bis { $to }
histogram-label =
    Verteilung von { $column }: von { $from } bis { $to }, am häufigsten { $most_from } bis { $most_to } ({ $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    })
histogram-label-estimated =
    Geschätzte Verteilung von { $column }: von { $from } bis { $to }, am häufigsten { $most_from } bis { $most_to } (rund { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    })
raw-file = Original:
download-closed = Herunterladen kann, wer die Zeilen lesen darf.
form-xlsx = Excel
form-xlsx-what-for = mit Spaltenerklärung im zweiten Blatt
form-ods = OpenDocument (ODS)
form-ods-what-for = für LibreOffice, mit Spaltenerklärung
form-arrow = Arrow
form-arrow-what-for = für Python, R und Datenbanken, mit Typen
form-geojson = GeoJSON
form-geojson-what-for = für Karten im Netz, Länge und Breite
form-gpkg = GeoPackage
form-gpkg-what-for = für QGIS und ArcGIS, im Bezugssystem der Daten
form-fgb = FlatGeobuf
form-fgb-what-for = für Karten im Netz und QGIS, mit räumlichem Index
form-shp-zip = Shapefile (ZIP)
form-shp-zip-what-for = für ältere GIS-Programme; lange Texte und Namen liegen als CSV bei
form-kml = KML
form-kml-what-for = für Google Earth
form-excel-csv = CSV für Excel
form-excel-csv-what-for = Semikolon, Dezimalkomma, Umlaute richtig
form-csv = CSV
form-csv-what-for = Standard, für Programme
form-json = JSON
form-json-what-for = eine Liste von Objekten
form-ndjson = JSON, zeilenweise
form-ndjson-what-for = ein Objekt je Zeile, für große Mengen
form-parquet = Parquet
form-parquet-what-for = für Auswertungsprogramme, mit Typen
versions-last = Letzte Fassungen
versions-all = Alle Fassungen
versions-title = Fassungen
versions-lead = Jede Änderung ist eine neue Fassung. Keine wird überschrieben, jede bleibt lesbar und zitierbar.
versions-none = Es gibt noch keine lesbare Fassung.
versions-caption =
    { $count ->
        [one] 1 Fassung
       *[other] { $count } Fassungen
    }, die neueste zuerst
versions-when = Sichtbar seit
versions-change = Was sich änderte
version-number = Fassung { $number }
version-first =
    erste Fassung mit { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    }
version-same-rows =
    { $rows ->
        [one] 1 Zeile, so viele wie zuvor
       *[other] { $rows } Zeilen, so viele wie zuvor
    }
version-more-rows =
    { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    } mehr
version-fewer-rows =
    { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    } weniger
version-columns-added =
    { $count ->
        [one] Neue Spalte
       *[other] Neue Spalten
    }: { $names }
version-columns-removed =
    { $count ->
        [one] Weggefallene Spalte
       *[other] Weggefallene Spalten
    }: { $names }
version-columns-retyped =
    { $count ->
        [one] Andere Art in Spalte
       *[other] Andere Art in Spalten
    }: { $names }
version-tables-added =
    { $count ->
        [one] Neue Tabelle
       *[other] Neue Tabellen
    }: { $names }
version-tables-removed =
    { $count ->
        [one] Weggefallene Tabelle
       *[other] Weggefallene Tabellen
    }: { $names }
version-older-shown = Sie sehen Fassung { $number } vom { $when }.
version-to-newest = Zur neuesten Fassung
versions-pages = Seiten der Fassungen
versions-newest = Neueste Fassungen
versions-older = Ältere Fassungen
compare-do = Änderungen ansehen
compare-title = Zwei Fassungen vergleichen
compare-lead = Wählen Sie zwei Fassungen. Gezählt werden neue, weggefallene und geänderte Zeilen.
compare-from = Von Fassung
compare-to = Bis Fassung
compare-choice = { $number } vom { $when }
compare-versions = Vergleichen
compare-headline = Das änderte sich von Fassung { $from } zu Fassung { $to }
compare-same = Die Tabelle ist Zeile für Zeile dieselbe.
compare-equal = Keine Zeile ist neu, weggefallen oder geändert.
compare-keyed =
    { $added ->
        [0] Keine Zeile ist neu
        [one] 1 Zeile ist neu
       *[other] { $added } Zeilen sind neu
    }, { $removed ->
        [0] keine fiel weg
        [one] 1 fiel weg
       *[other] { $removed } fielen weg
    }, { $changed ->
        [0] keine ist geändert
        [one] 1 ist geändert
       *[other] { $changed } sind geändert
    }. Wiedererkannt an „{ $key }“.
compare-whole =
    { $added ->
        [0] Keine Zeile ist neu
        [one] 1 Zeile ist neu
       *[other] { $added } Zeilen sind neu
    }, { $removed ->
        [0] keine fiel weg
        [one] 1 fiel weg
       *[other] { $removed } fielen weg
    }. Keine Spalte benennt die Zeilen eindeutig: Eine geänderte Zeile zählt deshalb als weggefallen und als neu.
compare-closed =
    Die Zeilen sind für Sie geschlossen, deshalb nur ihre Zahl: { $before ->
        [one] vorher 1 Zeile
       *[other] vorher { $before } Zeilen
    }, { $after ->
        [one] jetzt 1
       *[other] jetzt { $after }
    }.
compare-nothing-in-common =
    Die Fassungen haben keine Spalte gemeinsam, die sich vergleichen lässt: { $before ->
        [one] vorher 1 Zeile
       *[other] vorher { $before } Zeilen
    }, { $after ->
        [one] jetzt 1
       *[other] jetzt { $after }
    }.
compare-too-much =
    Für den Vergleich Zeile für Zeile ist die Tabelle zu groß (Grenze: { $limit } Zeilen, 30 Sekunden): { $before ->
        [one] vorher 1 Zeile
       *[other] vorher { $before } Zeilen
    }, { $after ->
        [one] jetzt 1
       *[other] jetzt { $after }
    }.
compare-columns-renamed =
    { $count ->
        [one] Vermutlich umbenannte Spalte
       *[other] Vermutlich umbenannte Spalten
    }: { $names }
compare-examples = Beispiele geänderter Werte
compare-column = Spalte
compare-before = Vorher
compare-after = Jetzt
deliveries-title = Lieferungen
deliveries-lead = Jede Datei, wie sie ankam, Byte für Byte.
deliveries-caption =
    { $count ->
        [one] 1 Lieferung
       *[other] { $count } Lieferungen
    }, die neueste zuerst
deliveries-caption-some =
    { $count ->
        [one] 1 Lieferung
       *[other] { $count } Lieferungen
    } auf dieser Seite, die neueste zuerst
deliveries-pages = Lieferungen blättern
deliveries-older = Ältere Lieferungen
deliveries-newest = Neueste Lieferungen
deliveries-when = Angekommen
deliveries-file = Datei
deliveries-outcome = Ergebnis
use-title = Wer nutzt das?
use-words =
    { $count ->
        [one] 1 Nutzung
       *[other] { $count } Nutzungen
    } in den letzten 90 Tagen. Am häufigsten: { $names }.
use-public = Öffentlichkeit
cite-title = Zitieren
cite-text = So zitieren Sie diese Fassung und rufen sie ab
cite-citation = Quellenangabe
cite-address = Adresse genau dieser Fassung
cite-sentence = { $house }: { $title }. Fassung { $version } vom { $day }. { $hub }. { $address } (abgerufen am { $today }).
cite-licence = Lizenz: { $licence }.
call-title = Abrufen
call-closed = Diese Daten sind nicht öffentlich. Die Abrufe gelingen nur angemeldet.
call-sql = SQL (Seite „Auswerten“)
call-curl = Kommandozeile (curl)
call-python = Python (pandas)
call-r = R
call-versions = Fassungen fest abrufen
call-versions-text = Mit „version=“ in der Adresse (auf Seiten „fassung=“) bekommen Sie immer dieselben Zeilen. Ohne diese Angabe bekommen Sie die neueste Fassung.

## Tabelle eines Datensatzes
table-caption =
    { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    }
table-caption-filtered =
    { $total } von { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    } { $total ->
        [one] passt
       *[other] passen
    } zu Ihrer Auswahl
table-range = Zeilen { $from } bis { $to } von { $total }
table-no-rows = Keine Zeile passt zu Ihrer Auswahl.
table-no-rows-text = Nehmen Sie einen Filter heraus, oder schreiben Sie einen kürzeren Teil des Wortes.
table-empty = Diese Tabelle hat keine Zeile.
table-empty-text = So kam sie in dieser Fassung an. Die Funde sagen, ob dabei etwas auffiel.
table-columns = Spalten auswählen
table-help = So filtern Sie
table-help-text = Text: ein Teil des Wortes genügt, „=Holz“ sucht genau. Zahlen und Tage: „5“, „> 5“, „2,5..8“, „20.11.2026“, „≥ 01.01.2026“. „leer“ findet Zeilen ohne Wert, „nicht leer“ alle anderen.
table-filter = { $column } filtern
table-unfiltered = Alle Filter entfernen
table-hidden-filters = Auch nicht gezeigte Spalten filtern:
table-hidden-filter = { $column }: { $value }
table-wrong-filter = Eine Eingabe passt nicht zur Art ihrer Spalte und gilt deshalb nicht. Sie ist markiert.
table-first = Zum Anfang
table-previous = Vorige Zeilen
table-next = Nächste Zeilen
table-pages = Seiten der Tabelle
table-download = Diese Auswahl herunterladen
table-selection =
    { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    } mit { $columns ->
        [one] 1 Spalte
       *[other] { $columns } Spalten
    }
table-aside = { $table }, aussortierte Zeilen

## Zeilen verweigert
rows-refused-title = Zeilen nicht sichtbar
rows-refused-headline = Sie sehen die Beschreibung, aber nicht die Zeilen.
rows-refused-lead = Das liegt nicht an Ihnen. Das Haus, dem die Daten gehören, hat den Kreis der Lesenden festgelegt.
rows-refused-describe = Beschreibung ansehen
rows-refused-describe-text = Titel, Spalten, Stand und Fassungen. Für manche Fragen reicht das.
rows-refused-ask = Zugang erbitten
rows-refused-ask-text = Schreiben Sie an { $house }: wofür Sie die Zeilen brauchen und wie lange. Das Haus kann Ihnen oder Ihrem Haus das Lesen für diesen Zweck erlauben.
rows-refused-write = Nachricht schreiben
rows-refused-by = Festgelegt von
rows-refused-own = Ihr Zugang heute
rows-refused-seen = Das sehen Sie
rows-refused-seen-text =
    Titel, Beschreibung, { $columns ->
        [one] 1 Spalte
       *[other] { $columns } Spalten
    } mit Namen und Art, Fassungen, Ansprechstelle
rows-refused-unseen = Das sehen Sie nicht
rows-refused-unseen-text =
    { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    }, Verteilungen, Funde, das Original
rows-refused-recorded = Wer versucht, Zeilen zu lesen, wird mit der Entscheidung festgehalten, einmal am Tag.
access-anonymous = Sie sind nicht angemeldet.
access-no-role = Sie sind angemeldet, haben aber noch keine Rolle in einem Haus.
access-member =
    Sie sind angemeldet und Mitglied in { $count ->
        [one] einem Haus
       *[other] { $count } Häusern
    }, in diesem nicht.

## Güte
quality-nothing = Nichts steht im Weg.
quality-nothing-text = Beim Lesen dieser Fassung fiel nichts auf, was Sie prüfen sollten.
quality-found =
    { $count ->
        [one] Eine Stelle sollten Sie ansehen.
       *[other] { $count } Stellen sollten Sie ansehen.
    }
quality-found-text = Das Original bleibt unverändert. Was nicht in die Tabelle passt, liegt vollständig daneben.
quality-notes = Zur Kenntnis
place-several = an { $count } Stellen
place-file = Ganze Datei
place-table = Tabelle „{ $table }“
place-row = Zeile { $row }
place-first-row = zuerst in Zeile { $row }
place-column = Spalte „{ $column }“
place-count =
    { $count ->
        [one] 1 Stelle
       *[other] { $count } Stellen
    }
reading-title = So wurde gelesen
reading-encoding = Zeichensatz
reading-delimiter = Trennzeichen
reading-quote = Anführungszeichen
reading-decimal = Dezimalzeichen
reading-thousands = Tausendertrennung
reading-newline = Zeilenende
reading-newline-mixed = gemischt
reading-header = Kopfzeile
reading-no-header = keine
reading-line = Zeile { $line }
reading-sureness = So sicher
reading-footer = Zeilen am Ende, nicht übernommen
reading-set-aside = Aussortiert
reading-aside =
    { $count ->
        [one] 1 aussortierte Zeile ansehen
       *[other] { $count } aussortierte Zeilen ansehen
    }
sign-tab = Tabulator
sign-space = Leerzeichen
sign-semicolon = Semikolon ( ; )
sign-comma = Komma ( , )
sign-point = Punkt ( . )
sign-pipe = Senkrechter Strich
sign-none = keines

## Bearbeiten
edit-title = Beschreibung und Zugang
edit-confirm-title = Wirklich für alle öffnen?
edit-confirm-text = Danach kann jede und jeder alle Zeilen lesen und herunterladen. Was einmal öffentlich war, lässt sich nicht zurückholen. Prüfen Sie, ob Namen, Anschriften oder andere Angaben zu Personen darin stehen.
edit-confirm-check = Ich habe das geprüft und öffne die Zeilen für alle.
withdraw-title = Zurückziehen
withdraw-text = Der Datensatz gilt dann als beendet. Alle Fassungen bleiben lesbar.
withdraw-do = Datensatz zurückziehen
return-title = Zurückgezogen
return-text = Dieser Datensatz ist zurückgezogen.
return-do = Wieder aufnehmen
field-title = Titel
field-title-hint = So, wie man im Haus davon spricht
field-text = Beschreibung
field-text-hint = Was ist eine Zeile? Woher kommen die Daten? Was ist zu beachten?
field-tags-hint = Durch Komma getrennt
field-theme = Thema
field-contact = Funktionspostfach
field-contact-hint = Keine persönliche Adresse
field-access = Wer darf die Zeilen lesen?
field-name = Name
field-email = E-Mail-Adresse
field-password = Kennwort
field-password-hint = Mindestens 10 Zeichen. Ein langer Satz ist besser als Sonderzeichen.
meta-title = Titel
meta-description = Beschreibung
shapefile-names = Ein Shapefile fasst Spaltennamen von höchstens 10 Zeichen. In „spalten.csv“ steht zu jeder Spalte der ganze Name.
shapefile-texts = Einige Werte fasst ein Shapefile nicht so, wie sie sind: Texte über 254 Byte, leere Texte und solche mit Leerzeichen am Rand, Zahlen ohne Wert. In „texte.csv“ stehen sie unverändert, mit Datei, Zeile und Spalte.
shapefile-layers = Ein Shapefile fasst nur eine Art von Geometrie. Punkte, Linien und Flächen stehen deshalb in eigenen Dateien, Zeilen ohne Ort in der ersten davon.
shapefile-spread = Einige Geometrien bestehen aus mehreren Arten. Ihre Zeile steht in jeder der Dateien, mit dem Teil der Geometrie, der dorthin gehört.
shapefile-heights = Einige Orte haben eine Höhe, andere nicht. Wo keine bekannt ist, steht 0.
shapefile-parts = Keine Datei wird größer als 2 GB. Weitere Zeilen stehen in den Dateien mit „_2“, „_3“ und so weiter am Ende des Namens.
meta-sheet = Erläuterung
meta-cut = Einige Texte sind gekürzt, weil eine Zelle höchstens 32.767 Zeichen fasst. Vollständig stehen sie in den anderen Formaten.

## Häuser
houses-headline = Wer hält welche Daten?
houses-lead =
    Gehoben { $lifted ->
        [one] ist 1
       *[other] sind { $lifted }
    } von { $known ->
        [one] 1 bekannten Datensatz
       *[other] { $known } bekannten Datensätzen
    }.
houses-list = Häuser als Liste
houses-none = Noch ist kein Haus eingerichtet.
houses-count =
    { $known ->
        [0] kein bekannter Datensatz
       *[other] { $lifted } von { $known } gehoben
    }
houses-caption =
    { $count ->
        [one] 1 Haus
       *[other] { $count } Häuser
    }
house-search = In diesen Datensätzen suchen
house-empty = Dieses Haus hat noch keinen Datensatz, den Sie sehen können.
house-facts = Auf einen Blick
house-lifted = Datensätze
house-schema = Kurzname in SQL und Adressen
house-schema-hint = Kleinbuchstaben, Ziffern und _. Er bleibt für immer. Leer: wird aus dem Namen gebildet.
house-kind = Art
house-new = Neues Haus
house-saved = Das Haus ist gespeichert.

## Rechtliches
imprint-title = Impressum
privacy-title = Datenschutz
accessibility-title = Barrierefreiheit
legal-missing = Der Betrieb dieses Datenhubs hat den Text noch nicht hinterlegt. Er gehört in die Konfiguration:
legal-facts = Was für jeden Datenhub mit hebewerk gilt
privacy-cookies = Zwei technisch notwendige Cookies: eines hält Ihre Anmeldung (höchstens 12 Stunden), eines Ihre Sprache. Es gibt keine Auswertung Ihres Verhaltens und keine Dienste Dritter.
privacy-log = Das Betriebsprotokoll hält Uhrzeit, aufgerufene Seite und Dauer fest, keine Personen und keine Suchworte.
privacy-audit = Zugriffe auf nicht öffentliche Daten werden mit Konto, Datensatz und Entscheidung festgehalten, je Art des Zugriffs einmal am Tag. Das liest nur, wer für den Datenschutz bestellt ist; was davon Sie betrifft, laden Sie bei Ihrem Konto herunter. Die Nutzung wird nach Häusern gezählt, nicht nach Personen.
accessibility-goal = Diese Seiten sollen mit Tastatur, Vorleseprogramm, Vergrößerung und auf kleinen Bildschirmen bedienbar sein und ohne JavaScript funktionieren.
accessibility-report = Eine Barriere gefunden? Schreiben Sie bitte, auf welcher Seite und womit Sie lesen.

## Anmelden, Konto
sign-in-title = Anmelden
sign-in-failed = Die Anmeldung hat nicht geklappt
sign-in-why = Wozu anmelden?
sign-in-why-text = Angemeldet lesen Sie auch Daten der Verwaltung und Ihres Hauses, laden Dateien hoch und merken sich Abfragen. Öffentliche Daten brauchen keine Anmeldung.
sign-in-no-account = Ein Konto richtet die Verwaltung des Datenhubs ein.
sign-out = Abmelden
sign-out-text = Beendet Ihre Sitzung auf diesem Gerät.
set-up-title = Ersteinrichtung
set-up-lead = Sie richten das erste Konto ein. Es verwaltet den Datenhub; Daten lesen darf es erst mit einer Rolle in einem Haus.
set-up-do = Konto anlegen
set-up-next = So geht es weiter
set-up-next-text = Danach legen Sie Häuser und weitere Konten an. Dieser Link gilt nur einmal.
account-title = Ihr Konto
account-settings = Einstellungen
account-language = Sprache
account-password = Kennwort ändern
account-password-text = Leer lassen, wenn es bleiben soll.
account-password-old = Bisheriges Kennwort
account-password-new = Neues Kennwort
account-password-keep = Leer lassen, wenn es bleiben soll. Sonst mindestens 10 Zeichen.
account-roles = Rollen
account-role = { $house }: { $role }
account-no-role = Keine Rolle
account-no-roles = Sie haben noch keine Rolle in einem Haus.
account-new = Neues Konto
account-administrator-text = Richtet Häuser und Konten ein. Gibt kein Recht, Zeilen zu lesen.
account-saved = Das Konto ist gespeichert.
account-close = Konto schließen
account-close-lead = „{ $name }“ kann sich danach nicht mehr anmelden.
account-close-text = Offene Sitzungen enden sofort. Was mit dem Konto getan wurde, bleibt im Zugriffsprotokoll. Sie können das Konto später wieder öffnen.
account-closed = geschlossen
account-closed-since = Das Konto ist seit { $when } geschlossen.
account-closed-text = Wenn Sie es öffnen, braucht es ein neues Kennwort.
account-reopen = Konto wieder öffnen
account-was-closed = Das Konto ist geschlossen.
account-was-reopened = Das Konto ist wieder geöffnet.

## Verwaltung
administer-lead = Häuser und Konten einrichten, Zustand ansehen.
administer-tasks = Einrichten
administer-houses-lead = Ämter und Gesellschaften, denen Datensätze gehören.
accounts-title = Konten
accounts-lead = Wer sich anmelden kann und was er oder sie in welchem Haus darf.
accounts-caption =
    { $count ->
        [one] 1 Konto
       *[other] { $count } Konten
    }
state-title = Zustand
state-datasets = Bekannte Datensätze
state-lifted-count = Gehoben
state-index = Suche
state-index-current = auf dem neuesten Stand
state-index-behind =
    { $count ->
        [one] 1 Datensatz wird noch aufgenommen
       *[other] { $count } Datensätze werden noch aufgenommen
    }
state-program = Programm
administer-no-role = Sie haben noch keine Rolle in einem Haus.
administer-no-role-text = Wer den Datenhub verwaltet, liest damit noch keine Zeilen und bringt keine Dateien ein. Dafür braucht auch Ihr Konto eine Rolle.
administer-no-role-do = Rolle geben
action-announce = Datensatz angekündigt
action-take-in = Datei übernommen
action-sign-in = Angemeldet
action-ask = Abgefragt
action-show = Werte auf der Seite gelesen
action-download = Tabelle heruntergeladen
action-download-raw = Original heruntergeladen
action-withdraw = Zurückgezogen
action-return = Wieder aufgenommen
action-describe = Beschreibung geändert
action-set-visibility = Zugang geändert
action-save-account = Konto gespeichert
action-add-account = Konto angelegt
action-make-administrator = Zur Verwaltung berechtigt
action-unmake-administrator = Berechtigung zur Verwaltung entzogen
action-set-roles = Rollen geändert
action-set-password = Kennwort geändert
action-close-account = Konto geschlossen
action-reopen-account = Konto wieder geöffnet
action-save-organisation = Haus gespeichert
action-connect = Anbindung angelegt
action-change-connection = Anbindung geändert
action-pause-connection = Anbindung pausiert
action-resume-connection = Anbindung läuft wieder
action-take-over-connection = Anbindung übernommen
action-disconnect = Anbindung entfernt
action-read-rows = Zeilen lesen

## Auswerten
ask-headline = Fragen Sie die Daten.
ask-lead = Eine SQL-Abfrage über alle Tabellen, die Sie lesen dürfen. Sie können nichts verändern.
ask-statement = Abfrage (SQL)
ask-run = Ausführen
ask-run-hint = Mit Strg und Eingabe geht es schneller.
ask-mistake = So lässt sich die Abfrage nicht ausführen.
ask-refused = Diese Abfrage dürfen Sie nicht ausführen.
ask-refused-advice = Ihre Abfrage steht unverändert unten. Nehmen Sie die Tabelle heraus, oder bitten Sie das Haus, dem sie gehört, um Zugang.
ask-place = Zeile { $line }, Zeichen { $column }
ask-place-line = Zeile { $line }
ask-similar = Meinten Sie { $names }?
ask-answer = Ergebnis
ask-rows =
    { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    }
ask-no-rows = Keine Zeile erfüllt die Bedingungen.
ask-no-rows-text = Lassen Sie eine Bedingung nach „where“ weg, oder sehen Sie mit „select distinct“ nach, wie die Werte geschrieben sind. Mit „ilike '%wort%'“ finden Sie Teile eines Wortes.
ask-first-rows =
    { $rows ->
        [one] Die erste Zeile
       *[other] Die ersten { $rows } Zeilen
    }
ask-cut = Es gibt mehr Zeilen, als hier gezeigt werden. Herunterladen können Sie sie unten.
ask-time-short = in weniger als einer Sekunde
ask-time-some = in wenigen Sekunden
ask-time-long =
    in mehr als { $seconds ->
        [one] 1 Sekunde
       *[other] { $seconds } Sekunden
    }
ask-download = Ergebnis herunterladen
ask-limit = Grenze
ask-limit-rows =
    Höchstens { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    }.
ask-sheet = Ergebnis
ask-file-name = ergebnis
ask-keep = Abfrage merken
ask-keep-title = Name der Abfrage
ask-keep-do = Merken
ask-kept = Die Abfrage ist gemerkt.
ask-forget = Vergessen
ask-forget-really = Wirklich vergessen
ask-saved = Gemerkte Abfragen
ask-examples = Beispiele
ask-example-rows = Zeilen aus „{ $table }“ ansehen
ask-example-count = Zeilen in „{ $table }“ nach { $column } zählen
ask-example-sum = { $column } je { $group } zusammenzählen
ask-alias-count = anzahl
ask-alias-sum = summe
ask-takes-avg = (Zahl)
ask-takes-coalesce = (Wert, …)
ask-takes-count = (*)
ask-takes-date-part = ('year', Tag)
ask-takes-date-trunc = ('month', Tag)
ask-takes-lower = (Text)
ask-takes-max = (Wert)
ask-takes-median = (Zahl)
ask-takes-min = (Wert)
ask-takes-round = (Zahl, Stellen)
ask-takes-string-agg = (Text, ', ')
ask-takes-substr = (Text, ab, Zeichen)
ask-takes-sum = (Zahl)
ask-takes-trim = (Text)
ask-tables = Tabellen
ask-no-tables = Noch gibt es keine Tabelle, die Sie lesen dürfen.
ask-other-tables =
    { $count ->
        [one] 1 weitere Tabelle kennt
       *[other] { $count } weitere Tabellen kennt
    } die Ergänzung beim Schreiben.
ask-versions = Frühere Fassungen
ask-versions-text = Eine Nummer oder ein Tag hinter dem Tabellennamen liest den damaligen Stand:
ask-versions-example = umwelt."baumkataster@3"

## Hochladen
upload-title = Datei hochladen
upload-headline = Welche Datei möchten Sie einbringen?
upload-lead = Sie sehen zuerst, was erkannt wurde, und können alles ändern. Übernommen wird erst am Ende.
upload-step-choose = Datei wählen
upload-step-check = Prüfen
upload-step-describe = Beschreiben
upload-step-done = Übergeben
upload-standing = Schritt { $step } von { $steps }
upload-choose = Datei wählen
upload-choose-hint = Höchstens { $limit }.
upload-send = Datei lesen lassen
upload-formats = Was Sie bringen können
upload-formats-text = Excel (XLSX, XLS, XLSB), OpenDocument, CSV und Text jeder Art, JSON, GeoJSON, Parquet, auch als ZIP.
upload-safe = Ihr Original bleibt
upload-safe-text = Die Datei wird unverändert aufbewahrt. Jede spätere Lieferung ist eine neue Fassung, keine wird überschrieben.
upload-houses = Sie liefern für
upload-not-steward = Sie können noch für kein Haus Dateien einbringen.
upload-not-steward-administrator = Geben Sie Ihrem Konto die Rolle „Datenpflege“ in dem Haus, für das Sie liefern.
upload-not-steward-text = Bitten Sie die Verwaltung des Datenhubs um die Rolle „Datenpflege“ in Ihrem Haus.
upload-read = Wir haben Ihre Datei gelesen.
upload-read-lead =
    { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    } und { $columns ->
        [one] 1 Spalte
       *[other] { $columns } Spalten
    } in { $tables ->
        [one] einer Tabelle
       *[other] { $tables } Tabellen
    } sind erkannt. { $findings ->
        [one] Eine Stelle sollten Sie ansehen.
       *[other] Zum Ansehen: { $findings } Stellen.
    }
upload-read-lead-clean =
    { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    } und { $columns ->
        [one] 1 Spalte
       *[other] { $columns } Spalten
    } in { $tables ->
        [one] einer Tabelle
       *[other] { $tables } Tabellen
    } sind erkannt. Nichts fiel auf.
upload-unread = Wir konnten keine Tabelle finden.
upload-unread-lead = Die Datei lässt sich trotzdem aufbewahren und später herunterladen.
upload-unread-text = Die Funde unten sagen, woran es liegt.
upload-table-summary =
    { $rows ->
        [one] 1 Zeile
       *[other] { $rows } Zeilen
    }, { $columns ->
        [one] 1 Spalte
       *[other] { $columns } Spalten
    }
upload-table-begins =
    { $columns ->
        [one] 1 Spalte
       *[other] { $columns } Spalten
    }, Zeilen noch nicht gezählt
upload-preview =
    { $rows ->
        [one] Die erste Zeile, wie sie übernommen würde
       *[other] Die ersten { $rows } Zeilen, wie sie übernommen würden
    }
upload-preview-of = Vorschau von { $table }
upload-correct-reading = Anders lesen: Zeichensatz, Trennzeichen, Kopfzeile
upload-header-line = Kopfzeile steht in Zeile (leer: wie erkannt)
upload-header-rows = Anzahl der Kopfzeilen (0: keine, leer: wie erkannt)
upload-skip-table = Diese Tabelle weglassen
upload-column-starts = Spalten beginnen bei Zeichen (feste Breite)
upload-column-starts-hint = Zum Beispiel 1, 3, 11: wie in der Satzbeschreibung, ab 1 gezählt
upload-prose-left-out = Dieses Blatt enthält Text für Menschen, keine Tabelle. Es bleibt im Original und wird nicht gehoben. Wenn Sie es doch als Tabelle brauchen, öffnen Sie „Anders lesen: Zeichensatz, Trennzeichen, Kopfzeile“ und nehmen Sie den Haken bei „Diese Tabelle weglassen“ weg.
upload-columns-of = Spalten von { $table }
upload-columns-caption =
    { $count ->
        [one] 1 Spalte erkannt.
       *[other] { $count } Spalten erkannt.
    } Alles lässt sich ändern.
upload-column-label = Spalte in der Datei
upload-column-name = Heißt künftig
upload-column-kind = Art
upload-column-examples = Beispiele
upload-column-skip = Weglassen
upload-name-of = Künftiger Name der Spalte { $column }
upload-kind-of = Art der Spalte { $column }
upload-skip-of = Spalte { $column } weglassen
upload-type-meaning = { $kind } ({ $meaning })
upload-which = { $number }. Spalte mit diesem Kopf
upload-being-read = Ihre Datei wird gelesen.
upload-being-read-lead = Sie können die Seite schließen. Unter „Datei hochladen“ finden Sie die Datei wieder.
upload-beginning = So beginnt Ihre Datei.
upload-beginning-lead = Der Rest wird noch gelesen. Zeilen, Arten und Funde können sich bis zum Ende ändern. Ändern können Sie schon jetzt.
upload-reading = { $done } von { $of } gelesen
upload-follow = Stand erneuern
upload-target = Was wird aus der Datei?
upload-target-hint = Für eine neue Fassung wählen Sie den Datensatz hier: Dann gilt, was an früheren Lieferungen geändert wurde.
upload-kept =
    { $count ->
        [one] 1 Änderung aus früheren Lieferungen gilt auch für diese Datei.
       *[other] { $count } Änderungen aus früheren Lieferungen gelten auch für diese Datei.
    }
upload-namesake = Eine Datei dieses Namens kennen wir schon.
upload-namesake-text = Ist das die nächste Lieferung desselben Datensatzes? Sonst wird daraus ein neuer Datensatz.
upload-other-columns =
    { $count ->
        [one] 1 weitere Spalte wird übernommen, wie sie erkannt ist.
       *[other] { $count } weitere Spalten werden übernommen, wie sie erkannt sind.
    }
upload-other-tables =
    { $count ->
        [one] 1 weitere Tabelle wird übernommen, wie sie erkannt ist.
       *[other] { $count } weitere Tabellen werden übernommen, wie sie erkannt sind.
    }
upload-other-findings =
    { $count ->
        [one] 1 weiterer Fund steht
       *[other] { $count } weitere Funde stehen
    } später auf der Seite „Güte“.
upload-findings = Funde
upload-your-file = Ihre Datei
upload-look-again = Vorschau erneuern
upload-to-describe = Weiter zur Beschreibung
upload-original-kept = Ihr Original bleibt unverändert gespeichert.
upload-discard = Datei verwerfen
upload-discard-short = Verwerfen
upload-discard-of = { $name } verwerfen
upload-discard-not = Datei behalten
upload-discard-headline = „{ $name }“ wirklich verwerfen?
upload-discard-lead = Die Datei und Ihre Änderungen an ihr sind dann weg. Was schon übernommen ist, bleibt.
upload-waiting = Diese Dateien warten noch
upload-waiting-text = Was einen Tag lang niemand anrührt, wird verworfen.
upload-describe-headline = Wohin gehört die Datei?
upload-describe-lead = Ein Titel genügt. Alles andere lässt sich später ergänzen.
upload-dataset-new = Neuer Datensatz
upload-dataset-of = Neue Fassung von „{ $title }“ ({ $house })
upload-house = Haus
upload-version-headline = Neue Fassung von „{ $title }“
upload-version-lead = Der Datensatz gehört zum Haus { $house }. Beschreibung und Zugang bleiben, wie sie sind.
upload-describe = Beschreibung
upload-take-in = Als neuen Datensatz übernehmen
upload-take-in-version = Als neue Fassung übernehmen
upload-public-title = Wirklich für alle öffnen?
upload-public-version-title = Was Sie hier liefern, lesen alle.
upload-public-new = Sie öffnen den neuen Datensatz für alle. Was einmal gelesen wurde, lässt sich nicht zurückholen. Öffentlich werden:
upload-public-version = Dieser Datensatz ist für alle offen, auch jede neue Fassung. Was einmal gelesen wurde, lässt sich nicht zurückholen. Öffentlich sind:
upload-public-rows = die Zeilen dieser Datei, ohne die Spalten, die Sie weglassen
upload-public-versions = die Zeilen jeder früheren Fassung dieses Datensatzes
upload-public-later = die Zeilen jeder späteren Fassung dieses Datensatzes
upload-public-original = die Originaldatei, so wie Sie sie gewählt haben, mit allen Spalten und Blättern
upload-public-check = Ja, das alles dürfen alle lesen. Es enthält nichts, was Personen oder Geheimnisse preisgibt.
upload-on-its-way = Ihre Datei wird übernommen.
upload-on-its-way-lead = Sie können die Seite schließen. Die Übernahme läuft weiter.
upload-stage-keep = Das Original wird aufbewahrt.
upload-stage-write = Tabelle { $table } von { $of } wird geschrieben.
upload-stage-commit = Die Fassung wird sichtbar gemacht.
upload-failed = Die Datei wurde nicht übernommen.
upload-interrupted = Die Übernahme wurde unterbrochen.
upload-interrupted-lead = Der Datenhub wurde dabei beendet. Nichts wurde geändert, Ihre Datei und Ihre Angaben sind noch da.
upload-try-again = Noch einmal übernehmen
upload-correct-again = Datei noch einmal prüfen
upload-done-headline = „{ $title }“ ist übernommen.
upload-done-lead =
    { $rows ->
        [one] 1 Zeile steht
       *[other] { $rows } Zeilen stehen
    } in Fassung { $version } bereit.
upload-unchanged-headline = An „{ $title }“ hat sich nichts geändert.
upload-unchanged-lead = Die Datei ist Byte für Byte die letzte Lieferung. Es bleibt bei Fassung { $version }.
upload-unreadable-headline = In der Datei für „{ $title }“ war keine Tabelle zu lesen.
upload-unreadable-lead = Das Original ist aufbewahrt. Eine Fassung gibt es noch nicht.
upload-unreadable-lead-version = Das Original ist aufbewahrt. Es bleibt bei Fassung { $version } mit den Zeilen der früheren Lieferung.
upload-unreadable-why = Warum nicht?
upload-done-changed = Das änderte sich gegenüber der Fassung davor
upload-done-next = Das können Sie jetzt tun
upload-done-see = Datensatz ansehen
upload-done-see-text = Vorschau, Spalten, Herunterladen und Zitieren.
upload-done-see-do = Zum Datensatz
upload-done-quality-text = Was beim Lesen auffiel und wo es steht.
upload-done-more = Noch eine Datei
upload-done-more-text = Die nächste Lieferung dieses Datensatzes wird seine neue Fassung.
upload-done-more-do = Neue Fassung liefern

## Verweigert und Fehler
refused-status = Status { $status }
refused-ways = Was Sie jetzt tun können
refused-sign-in = Manche Daten und Seiten sind nur angemeldet sichtbar.
refused-search = Daten suchen
refused-search-text = Die Suche findet alles, was Sie sehen dürfen.
refused-why = Warum ist das so?
refused-rule = Regel
refused-case = Vorgang
refused-case-text = Wenn Sie nachfragen, nennen Sie bitte:
refusal-internal = Bei uns ist etwas schiefgegangen. Ihre Daten sind sicher. Versuchen Sie es noch einmal.
refusal-unavailable = Ein Teil des Datenhubs antwortet gerade nicht. Versuchen Sie es in einer Minute noch einmal.
refusal-not-found = Diese Seite gibt es nicht, oder sie ist für Sie nicht sichtbar.
refusal-invalid-request = Die Anfrage ist so nicht verständlich.
refusal-no-such-dataset = Diesen Datensatz gibt es nicht, oder er ist für Sie nicht sichtbar.
refusal-no-such-organisation = Dieses Haus gibt es hier nicht.
refusal-no-such-version = Diese Fassung gibt es nicht.
refusal-no-such-table = Diese Tabelle gibt es in dieser Fassung nicht.
refusal-no-such-upload = Diese Datei wartet nicht mehr. Nach einem Tag wird sie verworfen. Laden Sie sie noch einmal hoch.
refusal-no-such-delivery = Diese Lieferung gibt es nicht.
refusal-no-table-yet = Zu diesem Datensatz gibt es noch keine lesbare Tabelle. Das Original ist aufbewahrt.
refusal-throttled =
    { $seconds ->
        [one] Zu viele Versuche. Warten Sie eine Sekunde.
       *[other] Zu viele Versuche. Warten Sie { $seconds } Sekunden.
    }
refusal-conflict = Das passt nicht zum jetzigen Stand. Vielleicht war jemand schneller, oder der Name ist vergeben.
refusal-catalogue-unavailable = Der Katalog antwortet gerade nicht. Versuchen Sie es in einer Minute noch einmal.
refusal-file-changed = Die Datei hat sich beim Lesen verändert. Liefern Sie sie noch einmal.
refusal-raw-missing = Das Original dieser Lieferung ist nicht vorhanden.
refusal-reading-failed = Die Datei ließ sich gerade nicht lesen, weil dem Rechner Zeit, Speicher oder Platz fehlte. Versuchen Sie es noch einmal.
refusal-reading-stopped = Das Lesen der Datei wurde abgebrochen, weil es zu viel Zeit oder Speicher brauchte.
refusal-unreadable = Die Datei lässt sich nicht lesen. Sie bleibt aufbewahrt.
refusal-index-unavailable = Die Suche antwortet gerade nicht. Die Seite „Häuser“ führt trotzdem weiter.
refusal-sql-syntax =
    { $problem ->
        [ends_early] Die Abfrage bricht mittendrin ab.
        [not_closed] Ein Anführungszeichen oder ein Kommentar ist nicht geschlossen.
        [empty] Es steht keine Abfrage da.
        [unexpected] Die Abfrage ist nicht verständlich: „{ $found }“ passt an dieser Stelle nicht.
       *[other] Die Abfrage ist nicht verständlich.
    }
refusal-sql-not-offered = { error-sql-not-offered }
refusal-sql-only-counts = { error-sql-only-counts }
refusal-sql-unknown = „{ $name }“ gibt es hier nicht, oder Sie dürfen es nicht sehen.
refusal-sql-too-large = { error-sql-too-large }
refusal-sql-computation = Ein Wert lässt sich nicht berechnen, zum Beispiel wegen einer Teilung durch null.
refusal-sql-timeout = Die Antwort hat länger gedauert als erlaubt ({ $seconds } s).
refusal-sql-memory = Die Antwort braucht mehr Speicher, als erlaubt ist.
refusal-invalid-title = Der Titel fehlt oder ist zu lang.
refusal-invalid-text = Die Beschreibung ist zu lang. Erlaubt sind 20.000 Zeichen.
refusal-invalid-theme = Dieses Thema gibt es nicht.
refusal-invalid-name = Der Name fehlt oder ist zu lang.
refusal-invalid-email = Eine E-Mail-Adresse hat die Form name@domäne.
refusal-invalid-visibility = Wählen Sie, wer die Zeilen lesen darf.
refusal-email-taken = Mit dieser E-Mail-Adresse gibt es schon ein Konto.
refusal-last-administrator = Dieses Konto verwaltet den Datenhub als einziges. Berechtigen Sie zuerst ein anderes.
refusal-body-too-slow = Das Formular kam zu langsam an. Versuchen Sie es noch einmal.
refusal-password-too-short = Das Kennwort ist zu kurz. Nehmen Sie mindestens 10 Zeichen.
refusal-password-guessable = Dieses Kennwort wird zuerst geraten: Es ist aus Datenlecks bekannt oder besteht aus Namen, Orten, Jahreszahlen oder Tastenreihen. Nehmen Sie einen Satz aus mehreren Wörtern.
refusal-own-password = Ihr eigenes Kennwort ändern Sie unter Ihr Konto, mit dem bisherigen.
refusal-foreign-form = Das Formular kam nicht von dieser Seite oder ist veraltet. Laden Sie die Seite neu und versuchen Sie es noch einmal.
refusal-busy = Gerade fragen sehr viele zugleich. Versuchen Sie es in einigen Sekunden noch einmal.
refusal-timeout = Die Antwort hat zu lange gedauert. Grenzen Sie Ihre Frage ein.
refusal-body-too-large = Das ist zu groß, um angenommen zu werden.
refusal-method-not-allowed = Diese Adresse lässt sich so nicht aufrufen.
refusal-no-file = Es war keine Datei dabei. Wählen Sie eine aus.
refusal-staging-full = Von Ihnen warten schon so viele Dateien, dass diese nicht mehr hineinpasst. Übernehmen oder verwerfen Sie erst eine davon.
refusal-upload-running = Diese Datei wird gerade übernommen.
refusal-unconfirmed-public = Bestätigen Sie, dass alle die Zeilen und die Datei lesen dürfen.
refusal-file-too-large = Die Datei ist größer, als dieser Datenhub annimmt.
refusal-upload-broken = Die Datei kam nicht vollständig an. Laden Sie sie noch einmal hoch.
refusal-filter-not-understood = Der Filter der Spalte „{ $column }“ passt nicht zu ihrer Art.
refusal-too-many-columns = Die Tabelle hat mehr Spalten, als eine Datei dieser Form fasst. Nehmen Sie CSV oder Parquet.
refusal-no-places = In der Tabelle steht nicht, wo ihre Zeilen liegen. Nehmen Sie eine Form ohne Karte, etwa CSV.
refusal-places-not-on-earth = Das Bezugssystem der Tabelle lässt sich nicht genau genug in Länge und Breite umrechnen. Nehmen Sie GeoPackage.
refusal-no-map = Von dieser Tabelle gibt es keine Karte: In ihren Spalten steht nicht, wo ihre Zeilen liegen, oder Sie dürfen das nicht sehen.
refusal-no-such-tile = Eine solche Kachel gibt es nicht. Die Zoomstufe geht von 0 bis 18, hinter der Zeile steht „.mvt“.
refusal-map-too-large = Für eine Karte ist diese Tabelle zu groß. Laden Sie sie herunter, etwa als GeoPackage.
refusal-hint-ask-owner = Fragen Sie das Haus, dem der Datensatz gehört.
refusal-hint-reload = Laden Sie die Seite neu und versuchen Sie es noch einmal.
refusal-hint-free-room = Es ging nichts verloren. Bitten Sie den Betrieb, Platz zu schaffen.
refusal-hint-narrow-question = Grenzen Sie die Zeilen mit einer Bedingung ein.
refusal-unauthenticated = Dafür müssen Sie sich anmelden.
refusal-forbidden = Das ist Ihnen nicht erlaubt.
refusal-too-many = Das waren zu viele Anfragen in kurzer Zeit. Warten Sie eine Minute.
refusal-slug = „{ $text }“ ist kein Kurzname. Erlaubt sind 1 bis 63 Zeichen aus a–z, 0–9 und _, am Anfang ein Buchstabe.
refusal-link-expired = Der Link ist abgelaufen oder schon benutzt.
refusal-table-not-writable = Die Tabelle lässt sich in dieser Form nicht schreiben. Nehmen Sie eine andere.
refusal-temporary-file-failed = Die Datei konnte nicht erzeugt werden, weil dem Server Platz fehlt.
sign-in-rule-password = mit Kennwort
sign-in-rule-wrong-credentials = E-Mail-Adresse oder Kennwort falsch, ein Eintrag je Minute und Herkunft
