### Sätze für Fehler: error-<Kennung>, dazu hint-… für den nächsten Schritt.
### Die Kennungen stehen in den Fehlertypen (`Failure::code`); Seiten haben teils eigene, freundlichere Sätze (refusal-…).

## Was es nicht gibt
error-not-found = „{ $name }“ gibt es hier nicht.
error-no-such-dataset = Einen Datensatz „{ $name }“ gibt es nicht, oder er ist für Sie nicht sichtbar.
error-no-such-organisation = Ein Haus „{ $name }“ gibt es hier nicht.
error-no-such-version = Eine Fassung „{ $name }“ gibt es nicht.
error-no-such-table = Eine Tabelle „{ $name }“ gibt es nicht.
error-no-such-upload = Diese Datei wartet nicht mehr. Nach einem Tag wird sie verworfen.
error-staging-full = Es warten schon so viele Dateien, dass diese nicht mehr hineinpasst.
error-upload-running = Diese Datei wird gerade übernommen.
error-unconfirmed-public = Es fehlt die Bestätigung, dass alle die Zeilen und die Datei lesen dürfen.

## Angaben
error-invalid-title = Der Titel fehlt oder ist zu lang.
error-invalid-text = Die Beschreibung ist zu lang. Erlaubt sind 20.000 Zeichen.
error-invalid-theme = Dieses Thema gibt es nicht.
error-invalid-name = Der Name fehlt oder ist zu lang.
error-invalid-email = Eine E-Mail-Adresse hat die Form name@domäne.
error-email-taken = Mit dieser E-Mail-Adresse gibt es schon ein Konto.
error-last-administrator = Dieses Konto verwaltet den Datenhub als einziges. Berechtigen Sie zuerst ein anderes.
error-password-too-short = Das Kennwort ist zu kurz. Nehmen Sie mindestens 10 Zeichen.

## Anmelden und Rechte
error-wrong-credentials = E-Mail-Adresse oder Kennwort stimmen nicht.
error-throttled =
    { $seconds ->
        [one] Zu viele Versuche. Warten Sie eine Sekunde.
       *[other] Zu viele Versuche. Warten Sie { $seconds } Sekunden.
    }
error-busy = Gerade fragen sehr viele zugleich. Versuchen Sie es in einigen Sekunden noch einmal.
error-not-public = { rule-not-public }
error-not-a-member = { rule-not-a-member }
error-not-a-steward = { rule-not-a-steward }
error-not-an-administrator = { rule-not-an-administrator }

## Auswerten (SQL)
error-sql-syntax = Die Abfrage ist nicht verständlich: { $message }
error-sql-not-offered = Das wird hier nicht angeboten: { $what }.
error-sql-unknown = { $what ->
    [table] Eine Tabelle „{ $name }“ gibt es hier nicht, oder Sie dürfen sie nicht sehen.
    [column] Eine Spalte „{ $name }“ gibt es hier nicht.
    [function] Eine Funktion „{ $name }“ gibt es hier nicht.
   *[other] „{ $name }“ gibt es hier nicht.
}
error-sql-too-large = Die Abfrage ist zu groß. Erlaubt sind höchstens { $limit } ({ $what }).
error-sql-computation = Ein Wert lässt sich nicht berechnen, zum Beispiel wegen einer Teilung durch null.
error-sql-timeout = Die Antwort hat länger als { $seconds } Sekunden gedauert.
error-sql-memory = Die Antwort braucht mehr Speicher, als erlaubt ist.

## Katalog, Dateien, Suche
error-catalogue-unavailable = Der Katalog antwortet gerade nicht. Die Daten sind sicher.
error-conflict = Das passt nicht zum jetzigen Stand. Vielleicht war jemand schneller, oder der Name ist vergeben.
error-no-room = Der Speicherplatz reicht nicht. Es ging nichts verloren.
error-file-changed = Die Datei hat sich beim Lesen verändert. Warten Sie, bis sie fertig geschrieben ist.
error-raw-missing = Das Original dieser Lieferung ist nicht vorhanden.
error-unreadable = Die Datei lässt sich nicht lesen.
error-reading-stopped = Das Lesen der Datei wurde abgebrochen, weil es zu viel Zeit oder Speicher brauchte.
error-index-unavailable = Die Suche antwortet gerade nicht. Alle Datensätze bleiben erreichbar.
error-internal = Bei uns ist etwas schiefgegangen.

## Start
error-lake-directory = Das Datenverzeichnis lässt sich nicht benutzen.
error-lake-without-links = Das Dateisystem des Datenverzeichnisses kennt keine verlässlichen harten Links. Nehmen Sie eine lokale Platte (ext4, xfs, zfs).
error-lake-not-local = Das Datenverzeichnis liegt nicht auf diesem Rechner.
error-engine-setup = Die Auswertung lässt sich nicht starten.

## Was Sie tun können
hint-sign-in = Melden Sie sich an.
hint-ask-owner = Fragen Sie das Haus, dem der Datensatz gehört.
hint-reload = Laden Sie neu und versuchen Sie es noch einmal.
hint-free-room = Schaffen Sie Platz auf der Platte und versuchen Sie es noch einmal.
hint-narrow-question = Fragen Sie weniger Zeilen oder Spalten ab.
