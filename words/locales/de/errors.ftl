### Sätze für Fehler: error-<Kennung>, dazu hint-<Kennung> für den nächsten Schritt.

## Namen und Angaben
error-slug = „{ $text }“ ist kein Name. Erlaubt sind 1 bis 63 Zeichen aus a–z, 0–9 und _, am Anfang ein Buchstabe.
error-email = Eine E-Mail-Adresse hat die Form name@domäne.
error-table-name = „{ $text }“ nennt keine Tabelle. Schreiben Sie haus.datensatz oder haus."datensatz@3" für Fassung 3.
error-visibility = Der Zugang ist einer von: office, city, public.
error-content-hash = Eine Prüfsumme hat 64 hexadezimale Ziffern.

## Auswerten (SQL)
error-syntax = Die Abfrage ist nicht verständlich: { $message }
error-not-offered = { $what } wird hier nicht angeboten.
error-unknown = { $what ->
    [table] Eine Tabelle „{ $name }“ gibt es hier nicht.
    [column] Eine Spalte „{ $name }“ gibt es hier nicht.
    [function] Eine Funktion „{ $name }“ gibt es hier nicht.
   *[other] „{ $name }“ gibt es hier nicht.
}
error-too-large = Die Abfrage ist zu groß. Erlaubt sind höchstens { $limit } { $what }.
error-computation = Ein Wert lässt sich nicht berechnen, zum Beispiel wegen einer Teilung durch null.
error-timeout = Die Antwort hat länger als { $seconds } Sekunden gedauert.
error-memory = Die Antwort braucht mehr Speicher, als erlaubt ist.
error-internal = Bei uns ist etwas schiefgegangen. Mit der Vorgangsnummer finden wir die Ursache.

hint-syntax = Prüfen Sie die markierte Stelle.
hint-unknown = Meinten Sie { $similar }?
hint-timeout = Fragen Sie weniger Zeilen oder Spalten ab.
hint-memory = Grenzen Sie die Zeilen mit einer Bedingung ein.
hint-too-large = Teilen Sie die Abfrage auf.

## Katalog
error-database = Der Katalog ist gerade nicht erreichbar.
error-conflict = Das passt nicht zum jetzigen Stand: { $what }.
error-corrupt = Ein Eintrag im Katalog lässt sich nicht lesen.
error-refused = Der Katalog nimmt das nicht an.

hint-database = Versuchen Sie es in einer Minute noch einmal. Ihre Daten sind sicher.
hint-conflict = Laden Sie die Seite neu und versuchen Sie es noch einmal.

## Dateien
error-io = Die Datei lässt sich nicht lesen.
error-unreadable = Die Datei lässt sich nicht als { $format } lesen: { $reason }
error-stopped = Das Lesen wurde abgebrochen: { $reason }
error-no-room = Der Speicherplatz reicht nicht.
error-changed = Die Datei hat sich beim Lesen verändert.
error-missing = Diese Lieferung ist nicht vorhanden.

hint-no-room = Es ging nichts verloren. Bitten Sie den Betrieb, Platz zu schaffen.
hint-changed = Warten Sie, bis die Datei fertig geschrieben ist, und liefern Sie noch einmal.
hint-unreadable = Die Datei bleibt aufbewahrt. Öffnen Sie sie im Ursprungsprogramm und speichern Sie sie neu.

## Suche
error-failed = Die Suche antwortet gerade nicht. Alle Datensätze bleiben über die Liste erreichbar.

## Anmelden und Rechte
error-unauthenticated = Dafür müssen Sie sich anmelden.
error-forbidden = Das ist Ihnen nicht erlaubt.
error-not-found = Das gibt es hier nicht.
error-invalid = Die Angabe „{ $field }“ stimmt nicht.
error-too-many = Das waren zu viele Anfragen in kurzer Zeit.
error-unavailable = Das ist gerade nicht erreichbar.
error-wrong-credentials = E-Mail-Adresse oder Kennwort stimmen nicht.
error-weak-password = Das Kennwort ist zu kurz. Nehmen Sie mindestens { $limit } Zeichen.
error-link-expired = Der Link ist abgelaufen oder schon benutzt.

hint-sign-in = Melden Sie sich an.
hint-ask-the-owner = Fragen Sie das Haus, dem der Datensatz gehört.
hint-too-many = Warten Sie eine Minute.
