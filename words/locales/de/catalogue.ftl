## Der Katalog für andere Portale (DCAT-AP.de, CKAN)
catalogue-description = Die offenen Daten von { $city }.
catalogue-service = Schnittstelle: { $title }

## Angaben zu einem Datensatz
catalogue-more = Weitere Angaben
catalogue-more-lead = Alles hier ist freiwillig. Andere Portale, etwa GovData, zeigen es an.
catalogue-frequency = Wie oft kommt etwas Neues?
catalogue-span = Zeitraum, von dem die Zeilen handeln
catalogue-from = Von
catalogue-until = Bis
catalogue-place = Amtlicher Schlüssel des Gebiets
catalogue-place-hint = Leer lassen, wenn die ganze Stadt gemeint ist. Sonst Kreisschlüssel (5 Ziffern), AGS (8) oder ARS (12).
catalogue-legal-basis = Rechtsgrundlage
catalogue-legal-basis-hint = Als Text oder als Adresse des Gesetzes
catalogue-attribution = Quellenvermerk
catalogue-attribution-hint = So nennen andere die Quelle, wenn die Lizenz es verlangt. Leer lassen für den Namen des Hauses.
catalogue-high-value = Hochwertiger Datensatz
catalogue-high-value-hint = Kategorien der Verordnung (EU) 2023/138. Im Zweifel nichts ankreuzen.
catalogue-proposed = Vorschläge eingetragen
catalogue-proposed-text = Gespeichert ist noch nichts. Bitte prüfen Sie, was wir ausgefüllt haben: { $fields }
catalogue-propose = Vorschläge eintragen
catalogue-complete-title = Vollständigkeit
catalogue-complete = { $percent } von 100 Punkten
catalogue-next = Das hilft jetzt am meisten
catalogue-next-text = Beschreiben, was eine Zeile ist: Davon lebt die Suche
catalogue-next-licence = Lizenz wählen: Ohne sie darf niemand die Daten nutzen
catalogue-next-theme = Thema wählen: Danach wird in allen Portalen gefiltert
catalogue-next-tags = Schlagworte nennen, nach denen andere suchen
catalogue-next-contact = Funktionspostfach nennen, damit Fragen ankommen
catalogue-next-frequency = Sagen, wie oft etwas Neues kommt
catalogue-next-span = Sagen, von welchem Zeitraum die Zeilen handeln
reference-dataset = Musterdatensatz
reference-dataset-hint = So nennen andere Städte solche Daten (Musterdatenkatalog). Damit werden sie vergleichbar.
topic-suggested = Das könnte passen:
topic-again = Neu vorschlagen
topic-taken = Noch nicht gespeichert
topic-taken-text = Bitte prüfen Sie die Angaben und speichern Sie dann.
catalogue-next-reference-dataset = Musterdatensatz wählen: So finden andere Städte Gleiches
refusal-invalid-reference-dataset = Diesen Musterdatensatz gibt es nicht.
error-invalid-reference-dataset = Diesen Musterdatensatz gibt es nicht.
catalogue-next-legal-basis = Rechtsgrundlage nennen
catalogue-said = Angaben
catalogue-said-frequency = Neues kommt
catalogue-said-span = Zeitraum
catalogue-said-from-until = { $from } bis { $until }
catalogue-said-from = ab { $from }
catalogue-said-until = bis { $until }
catalogue-said-place = Gebiet (Schlüssel)
refusal-invalid-place = Ein amtlicher Schlüssel hat 2, 5, 8 oder 12 Ziffern und beginnt mit der Nummer eines Landes, 01 bis 16.
refusal-invalid-day = Ein Tag hat die Form 2026-11-20.
refusal-invalid-frequency = Diese Häufigkeit gibt es nicht.
refusal-invalid-span = Der Zeitraum endet, bevor er beginnt.
error-invalid-frequency = Diese Häufigkeit gibt es nicht.
error-invalid-span = Der Zeitraum endet, bevor er beginnt.

## Häufigkeiten (EU-Vokabular)
frequency-CONT = Laufend
frequency-HOURLY = Stündlich
frequency-DAILY = Täglich
frequency-WEEKLY = Wöchentlich
frequency-BIWEEKLY = Alle zwei Wochen
frequency-MONTHLY = Monatlich
frequency-BIMONTHLY = Alle zwei Monate
frequency-QUARTERLY = Vierteljährlich
frequency-ANNUAL-2 = Halbjährlich
frequency-ANNUAL = Jährlich
frequency-BIENNIAL = Alle zwei Jahre
frequency-IRREG = Unregelmäßig
frequency-NEVER = Nie wieder
frequency-OTHER = Anders
frequency-UNKNOWN = Nicht bekannt

## Hochwertige Datensätze (Verordnung (EU) 2023/138)
high-value-geospatial = Georaum
high-value-environment = Erdbeobachtung und Umwelt
high-value-meteorological = Meteorologie
high-value-statistics = Statistik
high-value-companies = Unternehmen und Eigentümerschaft von Unternehmen
high-value-mobility = Mobilität

## Nichts gefunden
find-instead = Versuchen Sie es damit:

## CKAN-Schnittstelle
refusal-ckan-unknown-action = Diese Aktion gibt es nicht: { $name }
refusal-ckan-missing-value = Es fehlt ein Wert.
refusal-ckan-no-number = Hier steht keine ganze Zahl.
refusal-ckan-no-object = Hier steht kein JSON-Objekt mit einfachen Werten.
refusal-ckan-no-json = Erwartet wird ein JSON-Objekt.
refusal-ckan-needs-post = Was etwas ändert, muss mit POST gesendet werden.
refusal-ckan-needs-key = Zum Ändern braucht es einen Zugangsschlüssel; eine Anmeldung im Browser genügt hier nicht.
refusal-ckan-fixed = Dieses Feld lässt sich über diese Schnittstelle nicht ändern.
refusal-ckan-no-names = Hier wird eine Liste von Namen erwartet.
refusal-ckan-unknown-group = Die Gruppe „{ $name }“ gibt es hier nicht.
refusal-ckan-unknown-licence = Die Lizenz „{ $name }“ gibt es hier nicht.
refusal-ckan-no-package = Das Paket „{ $name }“ gibt es hier nicht.
refusal-ckan-no-resource = Die Ressource „{ $name }“ gibt es hier nicht.
refusal-ckan-no-organisation = Die Organisation „{ $name }“ gibt es hier nicht.
refusal-ckan-no-group = Die Gruppe „{ $name }“ gibt es hier nicht.
refusal-ckan-search-query = { $problem }
refusal-ckan-unknown-column = „{ $name }“ gibt es hier nicht.
refusal-ckan-offset-too-large = Übersprungen werden höchstens { $most } Zeilen. Blättern Sie mit filters und _id.
refusal-ckan-answer-too-large = Die Zeilen sind zusammen größer als { $most } MB. Verlangen Sie mit limit weniger.
refusal-ckan-too-many-tables = Das sind zu viele Tabellen.
refusal-ckan-unknown-format = Das Format „{ $name }“ gibt es hier nicht.
