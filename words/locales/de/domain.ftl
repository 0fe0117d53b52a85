### Wörter für die Begriffe des Hauses: je Art und Kennung ein Eintrag.

## Spaltentypen
column-type-text = Text
column-type-integer = Ganze Zahl
column-type-decimal = Dezimalzahl
column-type-float = Kommazahl
column-type-boolean = Ja oder nein
column-type-date = Datum
column-type-time = Uhrzeit
column-type-timestamp = Datum und Uhrzeit
column-type-timestamp-utc = Zeitpunkt (UTC)
column-type-json = Verschachtelte Werte (JSON)
column-type-binary = Bytes

## Bedeutung von Spalten
semantic-type-postcode = Postleitzahl
semantic-type-ags = Amtlicher Gemeindeschlüssel
semantic-type-ars = Amtlicher Regionalschlüssel
semantic-type-key = Schlüssel
semantic-type-street = Straße
semantic-type-house-number = Hausnummer
semantic-type-district = Stadtbezirk
semantic-type-place = Ort
semantic-type-longitude = Geografische Länge
semantic-type-latitude = Geografische Breite
semantic-type-easting = Ostwert (UTM)
semantic-type-northing = Nordwert (UTM)
semantic-type-geometry = Geometrie
semantic-type-year = Jahr
semantic-type-date = Datum
semantic-type-period = Zeitraum
semantic-type-money = Geldbetrag
semantic-type-percent = Anteil in Prozent
semantic-type-quantity = Menge
semantic-type-category = Liste fester Begriffe
semantic-type-email = E-Mail-Adresse
semantic-type-telephone = Telefonnummer
semantic-type-iban = IBAN
semantic-type-url = Internetadresse
semantic-type-person-name = Name einer Person
semantic-type-identifier = Laufende Nummer
semantic-type-free-text = Freitext

## Dateiformate
format-csv = CSV
format-xlsx = Excel (XLSX)
format-xls = Excel 97–2003 (XLS)
format-xlsb = Excel binär (XLSB)
format-ods = OpenDocument (ODS)
format-json = JSON
format-ndjson = JSON, zeilenweise
format-geojson = GeoJSON
format-parquet = Parquet
format-arrow = Arrow
format-avro = Avro
format-shapefile = Shapefile
format-dbf = dBASE (DBF)
format-geopackage = GeoPackage
format-sqlite = SQLite-Datenbank
format-flatgeobuf = FlatGeobuf
format-kml = KML
format-gml = GML
format-xml = XML
format-zip = ZIP-Archiv
format-tar = tar-Archiv
format-7z = 7z-Archiv
format-gzip = Gepackte Datei (gzip)
format-bzip2 = Gepackte Datei (bzip2)
format-xz = Gepackte Datei (xz)
format-zstd = Gepackte Datei (Zstandard)
format-unknown = Unbekannt

## Kreise von Lesenden
visibility-public = Öffentlich
visibility-city = In der Verwaltung
visibility-office = Nur im eigenen Haus

visibility-public-explained = Alle können die Zeilen lesen und herunterladen.
visibility-city-explained = Wer angemeldet ist, kann die Zeilen lesen und herunterladen.
visibility-office-explained = Die Zeilen lesen nur Mitglieder des eigenen Hauses und wem es das Haus erlaubt. Dass es den Datensatz gibt, sehen alle Angemeldeten.

## Zustand eines Datensatzes
state-announced = Angekündigt
state-lifted = Gehoben
state-raw-only = Nur als Datei
state-withdrawn = Zurückgezogen

state-announced-explained = Der Datensatz ist beschrieben. Eine Datei ist noch nicht da.
state-lifted-explained = Mindestens eine Fassung ist lesbar.
state-raw-only-explained = Die Datei ist aufbewahrt. Eine Tabelle konnte noch nicht gelesen werden.
state-withdrawn-explained = Die Quelle ist verschwunden. Alle Fassungen bleiben lesbar.

## Themen (EU-Vokabular „data-theme“)
theme-AGRI = Landwirtschaft, Fischerei, Forstwirtschaft und Nahrungsmittel
theme-ECON = Wirtschaft und Finanzen
theme-EDUC = Bildung, Kultur und Sport
theme-ENER = Energie
theme-ENVI = Umwelt
theme-GOVE = Regierung und öffentlicher Sektor
theme-HEAL = Gesundheit
theme-INTR = Internationale Themen
theme-JUST = Justiz, Rechtssystem und öffentliche Sicherheit
theme-REGI = Regionen und Städte
theme-SOCI = Bevölkerung und Gesellschaft
theme-TECH = Wissenschaft und Technologie
theme-TRAN = Verkehr

## Schwere von Funden
severity-note = Anmerkung
severity-warning = Hinweis
severity-error = Fehler

## Rollen
role-reader = Lesen
role-steward = Datenpflege
role-owner = Datenverantwortung
role-administrator = Verwaltung des Datenhubs

## Arten von Häusern
organisation-kind-office = Amt
organisation-kind-enterprise = Eigenbetrieb
organisation-kind-company = Gesellschaft
organisation-kind-statistics = Statistikstelle

## Was aus einer Lieferung wurde
outcome-version = Neue Fassung
outcome-unchanged = Unverändert
outcome-unreadable = Nicht lesbar
outcome-held = Wartet auf Freigabe
outcome-refused = Abgelehnt
outcome-overtaken = Überholt

## Regeln, nach denen entschieden wird
rule-public-for-all = Der Datensatz ist öffentlich.
rule-city-for-signed-in = Wer angemeldet ist, darf Daten der Verwaltung lesen.
rule-office-for-members = Mitglieder lesen, was ihrem Haus gehört.
rule-granted-for-statistics = Ihnen oder Ihrem Haus wurde für einen Zweck erlaubt, in dem Datensatz zu zählen. Anzahlen sind leicht verändert, kleine werden nicht genannt.
rule-statistics-only = Ihnen ist nur Statistik erlaubt: Zeilen sind nicht zu sehen, aber Sie können mit einer Abfrage zählen.
rule-granted-for-purpose = Ihnen oder Ihrem Haus wurde das Lesen für einen Zweck erlaubt.
rule-metadata-for-signed-in = Wer angemeldet ist, darf wissen, welche Datensätze es gibt.
rule-steward-maintains = Die Datenpflege eines Hauses pflegt dessen Datensätze.
rule-owner-grants = Die Datenverantwortung eines Hauses erlaubt anderen das Lesen seiner Daten.
rule-administrator-runs = Die Verwaltung des Datenhubs richtet Häuser und Konten ein.
rule-own-account = Jede und jeder ändert das eigene Konto.
rule-operator-holds-the-directory = Wer das Datenverzeichnis betreibt, hat Zugriff auf alles darin.
rule-not-public = Der Datensatz ist nicht öffentlich. Dafür müssen Sie angemeldet sein.
rule-not-a-member = Die Zeilen sind den Mitgliedern des Hauses vorbehalten, dem der Datensatz gehört.
rule-not-a-steward = Das darf nur die Datenpflege des Hauses.
rule-not-an-owner = Das darf nur die Datenverantwortung des Hauses.
rule-not-an-administrator = Das darf nur die Verwaltung des Datenhubs.

## Klassen von Fehlern
kind-invalid = Die Anfrage stimmt so nicht.
kind-unauthenticated = Dafür müssen Sie sich anmelden.
kind-forbidden = Das ist Ihnen nicht erlaubt.
kind-not-found = Das gibt es hier nicht.
kind-conflict = Das passt nicht zum jetzigen Stand.
kind-too-many = Das ist zu viel auf einmal.
kind-unavailable = Das ist gerade nicht erreichbar.
kind-timeout = Das hat zu lange gedauert.
kind-internal = Bei uns ist etwas schiefgegangen.

## Lizenzen (Liste von DCAT-AP.de)
licence-dl-zero-de-2-0 = Datenlizenz Deutschland – Zero 2.0
licence-dl-by-de-2-0 = Datenlizenz Deutschland – Namensnennung 2.0
licence-cc-zero = Creative Commons Zero 1.0 (CC0)
licence-cc-by-4-0 = Creative Commons Namensnennung 4.0
licence-cc-by-de-3-0 = Creative Commons Namensnennung 3.0 Deutschland
licence-cc-by-sa-4-0 = Creative Commons Namensnennung, Weitergabe unter gleichen Bedingungen 4.0
licence-odbl = Open Data Commons Open Database License (ODbL)
licence-other-closed = Andere geschlossene Lizenz

## Filter der Suche
facet-organisation = Haus
facet-theme = Thema
facet-format = Format
facet-visibility = Zugang
facet-tag = Schlagwort

## Warum etwas gefunden wurde
found-in-title = Titel
found-in-tags = Schlagwort
found-in-columns = Spalte
found-in-description = Beschreibung
found-in-organisation = Haus
found-in-theme = Thema
found-in-values = Wert in einer Spalte
found-in-part = Wortteil
found-in-similar = Ähnliche Schreibweise
found-in-synonym = Verwandtes Wort

## Vergleiche in Filtern
comparator-eq = ist gleich
comparator-ne = ist nicht gleich
comparator-lt = kleiner als
comparator-le = höchstens
comparator-gt = größer als
comparator-ge = mindestens
comparator-contains = enthält
comparator-is-null = ohne Wert
comparator-not-null = mit Wert

## Sprachen
language-de = Deutsch
language-en = Englisch
