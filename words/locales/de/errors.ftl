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
error-password-guessable = Dieses Kennwort wird zuerst geraten: Es ist aus Datenlecks bekannt oder besteht aus Namen, Orten, Jahreszahlen oder Tastenreihen. Nehmen Sie einen Satz aus mehreren Wörtern.
error-own-password = Ihr eigenes Kennwort ändern Sie unter Ihr Konto, mit dem bisherigen.

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
error-statistics-only = { rule-statistics-only }
error-not-a-steward = { rule-not-a-steward }
error-not-an-administrator = { rule-not-an-administrator }

## Auswerten (SQL)
error-sql-syntax =
    { $problem ->
        [ends_early] Die Abfrage bricht mittendrin ab.
        [not_closed] Ein Anführungszeichen oder ein Kommentar ist nicht geschlossen.
        [empty] Es steht keine Abfrage da.
        [unexpected] Die Abfrage ist nicht verständlich: „{ $found }“ passt an dieser Stelle nicht.
       *[other] Die Abfrage ist nicht verständlich.
    }{ $place ->
        [known] {" "}Die Stelle ist Zeile { $line }, Spalte { $column }.
       *[unknown] {""}
    }
error-sql-unfit =
    { $problem ->
        [ambiguous_column] Die Spalte „{ $name }“ steht in mehreren Tabellen. Schreiben Sie den Namen der Tabelle und einen Punkt davor.
        [duplicate_column] Die Spalte „{ $name }“ kommt zweimal vor. Geben Sie einer mit AS einen anderen Namen.
        [duplicate_result] Zwei Spalten des Ergebnisses heißen gleich. Geben Sie einer mit AS einen anderen Namen.
        [not_grouped] Jede Spalte hinter SELECT muss in GROUP BY oder in einer zusammenfassenden Funktion wie count oder sum stehen.
        [table_name] Eine Tabelle ist nicht zu erkennen. Schreiben Sie haus.datensatz.
       *[types] Angaben passen nicht zusammen, zum Beispiel eine Zahl und ein Text. Wandeln Sie eine davon mit CAST um.
    }
error-no-value-of-column =
    Die Spalte „{ $column }“ lässt sich mit diesem Wert nicht vergleichen. { $type ->
        [integer] Sie enthält ganze Zahlen, zum Beispiel 1250.
        [decimal] Sie enthält Zahlen, zum Beispiel 12.5.
        [float] Sie enthält Zahlen, zum Beispiel 12.5.
        [boolean] Erlaubt sind true und false.
        [date] Ein Datum hat die Form 2026-11-30.
        [time] Eine Uhrzeit hat die Form 14:05:00.
        [timestamp] Ein Zeitpunkt hat die Form 2026-11-30T14:05:00.
        [timestamp_utc] Ein Zeitpunkt hat die Form 2026-11-30T14:05:00Z.
       *[other] {""}
    }
error-sql-not-offered =
    { $what ->
        [keyword] { $word } wird hier nicht angeboten.
        [several_statements] Es lässt sich nur eine Abfrage auf einmal beantworten.
        [nested_statement] Anweisungen innerhalb einer Abfrage werden hier nicht angeboten.
        [changing] Daten lassen sich hier lesen, aber nicht ändern.
        [setting] Einstellungen innerhalb einer Abfrage werden hier nicht angeboten.
        [table_function] Funktionen anstelle einer Tabelle werden hier nicht angeboten.
       *[other] Diese Form einer Abfrage wird hier nicht angeboten.
    }
error-sql-only-counts = Aus dieser Tabelle ist Ihnen nur Statistik erlaubt: Die Abfrage darf keine Zeilen zeigen, sie muss zählen oder zusammenfassen.
error-sql-unknown = { $what ->
    [table] Eine Tabelle „{ $name }“ gibt es hier nicht, oder Sie dürfen sie nicht sehen.
    [column] Eine Spalte „{ $name }“ gibt es hier nicht.
    [function] Eine Funktion „{ $name }“ gibt es hier nicht.
    [parameter] Für „{ $name }“ gibt es keinen Wert.
   *[other] „{ $name }“ gibt es hier nicht.
}
error-sql-too-large =
    { $what ->
        [bytes] Die Abfrage ist zu lang. Erlaubt sind höchstens { $limit } Bytes.
        [words] Die Abfrage ist zu lang. Erlaubt sind höchstens { $limit } Wörter und Rechenzeichen.
        [nesting] Die Abfrage ist zu tief verschachtelt. Erlaubt sind höchstens { $limit } Ebenen.
        [reading_seconds] Die Abfrage ist so verschachtelt, dass schon das Lesen zu lange dauert.
        [constants] Die Listen der Abfrage sind zu lang. Erlaubt sind höchstens { $limit } Werte.
        [expressions] Die Abfrage enthält zu viele Ausdrücke. Erlaubt sind höchstens { $limit }.
        [arms] Die Abfrage verbindet zu viele Abfragen, etwa mit UNION. Erlaubt sind höchstens { $limit }.
        [conditions] Es sind zu viele Bedingungen. Erlaubt sind höchstens { $limit }.
       *[other] Die Abfrage ist zu groß. Erlaubt sind höchstens { $limit }.
    }
error-sql-computation = Ein Wert lässt sich nicht berechnen, zum Beispiel wegen einer Teilung durch null.
error-sql-timeout = Die Antwort hat länger als { $seconds } Sekunden gedauert.
error-sql-memory = Die Antwort braucht mehr Speicher, als erlaubt ist.

## Katalog, Dateien, Suche
error-catalogue-unavailable = Der Katalog antwortet gerade nicht. Die Daten sind sicher.
error-conflict = Das passt nicht zum jetzigen Stand. Vielleicht war jemand schneller, oder der Name ist vergeben.
error-no-room = Der Speicherplatz reicht nicht. Es ging nichts verloren.
error-other-visibility =
    { $visibility ->
        [public] Die Datei gehörte zum Datensatz „{ $name }“. Den können alle lesen; die Lieferung sagt das nicht.
        [city] Die Datei gehörte zum Datensatz „{ $name }“. Den können alle Angemeldeten lesen; die Lieferung sagt etwas anderes.
       *[other] Die Datei gehörte zum Datensatz „{ $name }“. Den kann nur das eigene Haus lesen; die Lieferung sagt etwas anderes.
    }
error-one-of-several = Diese Tabelle kam mit anderen in einer Datei und wird nicht einzeln geändert.
error-not-whole = Wer Zeilen ändert, muss alle Zeilen und Spalten dieser Tabelle unverändert lesen dürfen. Sonst ginge verloren, was verborgen ist.
error-other-version = Inzwischen gilt eine andere Fassung. Es wurde nichts geändert; senden Sie die Änderung noch einmal.
error-file-changed = Die Datei hat sich beim Lesen verändert. Warten Sie, bis sie fertig geschrieben ist.
error-raw-missing = Das Original dieser Lieferung ist nicht vorhanden.
error-unreadable = Die Datei lässt sich nicht lesen.{ why-unreadable }
why-unreadable = { $reason ->
    [password] { " " }Sie ist mit einem Kennwort geschützt. Liefern Sie sie ohne Kennwort.
    [truncated] { " " }Ihr Ende fehlt. Kopieren oder laden Sie sie noch einmal vollständig.
    [container] { " " }Sie ist beschädigt. Speichern Sie sie im Ursprungsprogramm neu.
    [xml] { " " }Sie ist beschädigt. Speichern Sie sie im Ursprungsprogramm neu.
    [missing_part] { " " }Ein Teil von ihr fehlt. Speichern Sie sie im Ursprungsprogramm neu.
    [rules] { " " }Ihr Inhalt entspricht nicht den Regeln ihres Formats. Speichern Sie sie im Ursprungsprogramm neu oder liefern Sie sie als CSV.
    [too_many_cells] { " " }Sie hat mehr Zellen als erlaubt. Teilen Sie sie auf oder liefern Sie sie als CSV.
    [too_large] { " " }Sie wird entpackt größer als erlaubt. Liefern Sie sie in Teilen.
    [ratio] { " " }Sie wird entpackt verdächtig groß. Speichern Sie sie im Ursprungsprogramm neu.
    [too_many_entries] { " " }Sie enthält mehr Dateien als erlaubt. Liefern Sie sie in Teilen.
    [doctype] { " " }Sie enthält eine Anweisung, die nicht erlaubt ist (DOCTYPE).
    [method] { " " }Sie enthält etwas, das hier nicht gelesen werden kann. Liefern Sie sie in einem anderen Format, etwa als CSV.
    [stopped] { " " }Das Lesen hat zu lange gedauert oder zu viel Speicher gebraucht. Liefern Sie sie in Teilen.
    [fault] { " " }Beim Lesen ist ein Fehler im Programm aufgetreten. Liefern Sie sie in einem anderen Format, etwa als CSV.
   *[other] { " " }Sie ist beschädigt, leer oder mit einem Kennwort geschützt, oder ihr Format ist nicht bekannt. Öffnen Sie sie im Fachverfahren, speichern Sie sie neu und liefern Sie sie noch einmal.
}
error-reading-failed = Die Datei ließ sich gerade nicht lesen, weil dem Rechner Zeit, Speicher oder Platz fehlte. Versuchen Sie es noch einmal.
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
hint-name-dataset = Soll sie dorthin, nennen Sie den Datensatz mit „dataset“ und lassen Sie „visibility“ weg. Soll sie nicht dorthin, geben Sie der Datei einen anderen Namen.
hint-free-room = Schaffen Sie Platz auf der Platte und versuchen Sie es noch einmal.
hint-statement-form = Eine Abfrage hat die Form: select Spalten from haus.datensatz where Bedingung.
hint-only-counts = Zählen Sie, zum Beispiel: SELECT spalte, count(*) FROM haus.tabelle GROUP BY spalte. Je mehr Spalten die Abfrage nennt, desto mehr kleine Anzahlen fehlen.
hint-only-select = Stellen Sie eine einzelne Abfrage mit SELECT.
hint-known-names = Die Namen der Tabellen und Spalten stehen auf den Seiten der Datensätze.
hint-split-question = Teilen Sie die Abfrage auf, oder vereinfachen Sie sie.
hint-narrow-question = Fragen Sie weniger Zeilen oder Spalten ab.
