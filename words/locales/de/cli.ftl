# Kommandozeile
cli-about = hebewerk hebt die verstreuten Daten einer Stadt in einen Hub, den Menschen benutzen.
cli-after = Beginnen Sie mit „hebewerk init“, dann „hebewerk serve --watch ORDNER“.
cli-arg-data = Datenverzeichnis
cli-arg-language = Sprache der Meldungen
cli-arg-json = JSON für Programme ausgeben
cli-arg-help = Diese Hilfe zeigen
cli-arg-version = Fassung des Programms zeigen
cli-init = Ein Datenverzeichnis anlegen
cli-init-city = Name der Stadt, wie Seiten ihn zeigen
cli-serve = Seiten und Schnittstellen bereitstellen
cli-serve-watch = Ordner beobachten: Ordner der ersten Ebene sind Häuser, Dateien sind Datensätze
cli-serve-listen = Auf dieser Adresse lauschen statt auf der eingestellten
cli-take-in = Dateien heben
cli-take-in-paths = Dateien oder Ordner
cli-take-in-organisation = Haus, dem sie gehören
cli-take-in-visibility = Wer neue Datensätze lesen darf: office (eigenes Haus), city (Verwaltung), public (alle)
cli-take-in-recipe = Rezept mit Korrekturen (JSON-Datei)
cli-take-in-accept = Lieferungen auch dann gelten lassen, wenn sie Abfragen auf die Fassung davor stören
cli-watch = Einen Ordner beobachten, ohne Seiten bereitzustellen
cli-watch-folder = Der Ordner
cli-inspect = Eine Datei ansehen, ohne sie zu heben
cli-inspect-file = Die Datei
cli-inspect-form = Eine Tabelle in dieser Form ausgeben statt dessen, was erkannt wurde
cli-inspect-table = Welche Tabelle; ohne Angabe die erste
cli-inspect-recipe = Rezept mit Korrekturen (JSON-Datei)
cli-sql = Eine Abfrage beantworten
cli-sql-sql = Eine SELECT-Anweisung, zum Beispiel: select * from umwelt.baumkataster; Schreibweisen gleicht norm_alle(…) an, einzelne norm_strasse(…), norm_datum(…), norm_umlaute(…) und andere
cli-sql-account = Mit den Rechten dieses Kontos fragen
cli-sql-csv = CSV ausgeben
cli-sql-limit = Höchstens so viele Zeilen ausgeben
cli-datasets = Datensätze auflisten
cli-datasets-organisation = Nur die dieses Hauses (Kurzname)
cli-status = Sagen, wie es um den Hub steht
cli-backup = Alles in einen Ordner sichern, auch im laufenden Betrieb
cli-backup-target = Ordner, den es noch nicht gibt
cli-restore = Eine Sicherung in ein neues Datenverzeichnis zurückholen
cli-restore-source = Ordner mit der Sicherung
cli-reindex = Das Suchverzeichnis neu aufbauen
cli-reseal = Alle Geheimnisse mit einem neuen Schlüssel versiegeln
cli-doctor = Nach Schäden und falschen Einstellungen suchen
cli-doctor-deep = Auch jede Datendatei lesen und ihre Prüfsumme vergleichen
cli-demo = Eine Stadt erfinden, heben und zeigen
cli-demo-small = Große Tabellen auf einige Tausend Zeilen kürzen
cli-demo-port = Port auf der eigenen Maschine
cli-demo-city = Welche Stadt: 0 ist Musterstadt, 1 und 2 sind ihre Nachbarn
cli-demo-no-serve = Alles heben und dann aufhören
cli-completions = Vervollständigungen für eine Shell ausgeben
cli-completions-shell = Die Shell
cli-man = Die Handbuchseite ausgeben
cli-wrong-config = Die Einstellungen in config.toml stimmen nicht:
cli-init-done = Datenverzeichnis angelegt: { $path }
cli-serve-address = hebewerk läuft: { $address }
cli-serve-setup = Noch gibt es kein Konto. Richten Sie das erste über diesen Link ein (einmal gültig, 24 Stunden): { $link }
cli-stage-keep = sichern
cli-stage-look = ansehen
cli-stage-write = schreiben
cli-stage-commit = sichtbar machen
cli-take-in-tables = Tabellen: { $tables }
cli-take-in-version = { $source }: gehoben als { $name }, Fassung { $version }, { $rows ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
}, { $findings ->
    [0] keine Hinweise
    [one] 1 Hinweis
   *[other] { $findings } Hinweise
}
cli-take-in-unchanged = { $source }: unverändert, bleibt { $name }, Fassung { $version }
cli-take-in-unreadable = { $source }: als Datei gesichert ({ $name }); eine Tabelle war nicht zu erkennen
cli-take-in-held = { $source }: wartet auf Freigabe ({ $name }); die Lieferung ist anders als die Fassung davor („hebewerk held“ zeigt, was anders ist)
cli-take-in-refused = { $source }: schon einmal abgelehnt ({ $name }); es gilt weiter die Fassung davor
cli-take-in-overtaken = { $source }: von einer neueren Lieferung überholt ({ $name })
cli-take-in-failed = { $source }: nicht gehoben. { $error }
cli-watch-failed = { $source }: nicht gehoben. { $error }
cli-inspect-table-line = { $name }: { $rows ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
}, { $columns ->
    [one] 1 Spalte
   *[other] { $columns } Spalten
}
cli-inspect-in-row = Zeile { $row }
cli-inspect-in-column = Spalte „{ $column }“
cli-inspect-in-table = „{ $table }“
cli-inspect-column = Spalte
cli-inspect-type = Typ
cli-inspect-meaning = Bedeutung
cli-inspect-filled = gefüllt
cli-inspect-distinct = verschiedene
cli-inspect-personal = Personendaten
cli-sql-cut = Das sind nicht alle Zeilen: Ausgegeben wurden höchstens { $rows }.
cli-sql-rows = { $rows ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
}
cli-datasets-name = Name
cli-datasets-title = Titel
cli-datasets-version = Fassung
cli-datasets-rows = Zeilen
cli-datasets-state = Zustand
cli-status-organisations = Häuser
cli-status-datasets = Datensätze
cli-status-lifted = davon gehoben
cli-status-running = Der Hub läuft.
cli-status-stopped = Der Hub läuft nicht.
cli-reindex-done = Suchverzeichnis neu aufgebaut: { $documents ->
    [one] 1 Datensatz
   *[other] { $documents } Datensätze
}
cli-reseal-done = Neu versiegelt: { $secrets ->
    [0] es gab nichts
    [one] 1 Geheimnis
   *[other] { $secrets } Geheimnisse
}. Sichern Sie secrets.key neu.
cli-reseal-unopened = Manches ließ sich nicht öffnen, weil sein Schlüssel verloren ist. Geben Sie diese Zugangsdaten neu ein und setzen Sie diese zweiten Faktoren zurück.
cli-backup-done = Gesichert: Katalog und { $files ->
    [one] 1 Datei
   *[other] { $files } Dateien
}, { $problems ->
    [0] alles heil
    [one] 1 Schaden
   *[other] { $problems } Schäden
}
cli-restore-done = Zurückgeholt: { $files ->
    [one] 1 Datei
   *[other] { $files } Dateien
}, { $datasets ->
    [one] 1 Datensatz
   *[other] { $datasets } Datensätze
}, { $problems ->
    [0] alles heil
    [one] 1 Schaden
   *[other] { $problems } Schäden
}
cli-doctor-well = Alles heil.
cli-doctor-file-missing = Datendatei fehlt oder hat eine falsche Größe
cli-doctor-file-damaged = Datendatei ist beschädigt
cli-doctor-raw-missing = Originaldatei fehlt oder hat eine falsche Größe
cli-demo-inventing = Stadt erfinden
cli-demo-lifted = { $city } ist gehoben: { $datasets } Datensätze
cli-demo-logins = Anmeldungen der Demo (erfundene Personen):
cli-demo-email = E-Mail
cli-demo-password = Passwort
cli-demo-organisation = Haus
cli-demo-role = Rolle
cli-trouble-wrong-recipe = „{ $path }“ ist kein Rezept, das sich lesen lässt: { $name }.
cli-trouble-unknown-in-recipe = Im Rezept „{ $path }“ steht ein Feld, das es nicht gibt: { $name }. Prüfen Sie die Schreibweise; welche Felder es gibt, steht in docs/betrieb.md unter „Rezepte“.
cli-trouble-no-home = Hier gibt es kein Datenverzeichnis. Legen Sie es an mit „hebewerk init“ oder nennen Sie es mit „--data ORDNER“.
cli-trouble-in-use = Ein anderes hebewerk benutzt dieses Datenverzeichnis. Beenden Sie es, oder heben Sie Dateien über die Seite „Datei hochladen“ oder den beobachteten Ordner.
cli-trouble-not-writable = In das Datenverzeichnis { $path } lässt sich nichts schreiben. Prüfen Sie, ob das Laufwerk schreibgeschützt ist und ob Sie Schreibrechte haben. Die vorhandenen Daten sind unberührt.
cli-trouble-catalogue-missing = Der Katalog fehlt: { $path }. Im Datenverzeichnis liegen aber Daten. Holen Sie eine Sicherung zurück, oder stellen Sie die Datei wieder her.
cli-trouble-catalogue-older = Der Katalog stammt von einem älteren hebewerk und wird beim nächsten Start umgestellt. Starten Sie den Server neu, oder führen Sie „hebewerk reindex“ aus.
cli-trouble-catalogue-newer = Der Katalog wurde von einem neueren hebewerk umgestellt. Nehmen Sie dessen Fassung oder eine neuere.
cli-trouble-other-hub = Dieser Katalog gehört zu einem anderen Datenverzeichnis. Prüfen Sie „url“ unter [catalogue] in config.toml.
cli-trouble-no-such-path = „{ $path }“ gibt es nicht.
cli-trouble-no-such-table = Eine solche Tabelle gibt es in der Datei nicht. Es gibt: { $name }
cli-trouble-there-already = „{ $path }“ gibt es schon. Nennen Sie einen Ordner, den es noch nicht gibt.
cli-trouble-being-made = „{ $path }“ wird gerade von einem anderen hebewerk angelegt.
cli-trouble-no-backup = In „{ $path }“ liegt keine Sicherung.
cli-trouble-catalogue-elsewhere = Der Katalog liegt in PostgreSQL. Sichern Sie erst ihn: pg_dump --format=custom --schema=hw --schema=lake. Kopieren Sie danach das Datenverzeichnis; index, spool und staging können fehlen.
cli-trouble-other-city = Im Datenverzeichnis { $path } liegt schon die Demo-Stadt „{ $name }“. Nennen Sie für eine andere Stadt ein anderes Verzeichnis mit „--data ORDNER“.
cli-trouble-no-demo = Im Datenverzeichnis { $path } liegt ein Hub, der keine Demo ist. Nennen Sie für die Demo ein anderes Verzeichnis mit „--data ORDNER“.
cli-error-index-unavailable = Das Suchverzeichnis lässt sich nicht öffnen. Starten Sie den Server neu, oder führen Sie „hebewerk reindex“ aus.
cli-index-behind = Das Suchverzeichnis hinkt nach: { $datasets ->
    [one] 1 Datensatz ist
   *[other] { $datasets } Datensätze sind
} dort noch nicht auf dem neuesten Stand. Der nächste Start holt das nach.
cli-take-in-told-apart = Mehrere Dateien haben denselben Namen. Diese wird ein eigener Datensatz: { $source }
cli-backup-verify = Auch jede Kopie lesen und ihre Prüfsumme vergleichen
cli-status-versions = Fassungen
cli-status-deliveries = Lieferungen
cli-status-last-delivery = Letzte Lieferung
cli-status-catalogue = Katalog
cli-status-raw = Originaldateien
cli-status-data = Datendateien
cli-status-index = Suchverzeichnis
cli-status-room = Freier Platz
cli-doctor-raw-damaged = Originaldatei ist beschädigt
cli-doctor-raw-unreadable = Originaldatei lässt sich nicht lesen
cli-doctor-file-unreadable = Datendatei lässt sich nicht lesen
cli-doctor-catalogue-missing = Der Katalog fehlt, obwohl Daten da sind
cli-doctor-damaged = Der Katalog ist beschädigt
cli-doctor-dangling = Im Katalog zeigen Zeilen auf etwas, das es nicht gibt
cli-doctor-foreign-writer = Ein fremdes Programm hat in den Katalog geschrieben
cli-doctor-unreadable-manifest = Der Katalog ist für andere Programme nicht lesbar
cli-doctor-lost-version = Eine Fassung ist verloren
cli-doctor-index-unreadable = Das Suchverzeichnis lässt sich nicht öffnen („hebewerk reindex“ baut es neu auf)
cli-doctor-index-differs = Das Suchverzeichnis kennt nicht so viele Datensätze wie der Katalog („hebewerk reindex“ baut es neu auf)
cli-doctor-index-damaged = Dateien des Suchverzeichnisses sind beschädigt („hebewerk reindex“ baut es neu auf)
cli-exit = RÜCKGABEWERTE
cli-exit-0 = erledigt
cli-exit-1 = gescheitert, oder nicht alles wurde erledigt
cli-exit-2 = falscher Aufruf
cli-exit-3 = kein Datenverzeichnis, falsche Einstellungen oder ein Katalog, der nicht zum Programm passt
cli-exit-4 = ein anderer Prozess benutzt das Verzeichnis
cli-exit-5 = nicht erlaubt
cli-exit-6 = gibt es nicht
cli-exit-7 = erledigt, aber etwas war nicht lesbar, ist beschädigt oder wurde gekürzt
cli-help-usage = Aufruf
cli-help-commands = Befehle
cli-help-arguments = Angaben
cli-help-options = Optionen
cli-man-name = NAME
cli-man-synopsis = AUFRUF
cli-man-description = BESCHREIBUNG
cli-man-options = ALLGEMEINE OPTIONEN
cli-man-commands = BEFEHLE
cli-man-environment = UMGEBUNG
cli-man-default = Vorgabe: { $value }
cli-man-values = Möglich: { $values }
cli-man-env-log = Was ins Protokoll geht, zum Beispiel „debug“
cli-man-env-log-format = „json“ schreibt das Protokoll als JSON
cli-status-held = Im überwachten Ordner { $folder } fehlen { $missing } von { $of } Dateien. Nichts wird zurückgezogen, bis sie wieder da sind oder Sie die Datensätze selbst zurückziehen.

cli-connections = Anbindungen auflisten
cli-connections-id = Kennung
cli-connections-name = Name
cli-connections-house = Haus
cli-connections-connector = Art
cli-connections-last = Zuletzt
cli-connections-never = noch nie
cli-connections-state = Stand
cli-connection = Anbindung ändern: Zugangsdaten ersetzen oder entfernen, Anbindung übernehmen
cli-connection-connection = Kennung oder Name der Anbindung
cli-connection-secret-file = Geheime Angabe, die ersetzt wird und in einer Datei steht; mehrfach möglich
cli-connection-forget-secret = Geheime Angabe, die entfernt wird; mehrfach möglich
cli-connection-take-over = Von jetzt an im Namen des Betriebs holen; beendet eine Pause
cli-connection-changed = Anbindung geändert: { $name }
cli-connection-no-secret = Unter „{ $field }“ ist nichts hinterlegt
cli-connectors = Zeigen, was sich anbinden lässt und was dafür anzugeben ist
cli-connectors-connector = Nur diese Art
cli-connectors-markdown = Als Seite für ein Handbuch (Markdown)
cli-connectors-unknown = Diese Art von Anbindung gibt es nicht. Es gibt: { $kinds }
cli-connectors-page = Was sich anbinden lässt
cli-connectors-page-about = Diese Seite schreibt `hebewerk connectors --markdown` aus den Anbindungen selbst. Auf der Seite *Anbindungen* werden dieselben Angaben gefragt; auf der Kommandozeile stehen sie hinter `hebewerk connect ART --set ANGABE=WERT`, geheime in einer Datei hinter `--secret-file ANGABE=DATEI`.
cli-connectors-field = Angabe
cli-connectors-label = Bedeutung
cli-connectors-notes = Wert
cli-connectors-help = Hinweis
cli-connectors-needed = nötig
cli-connectors-free = freiwillig
cli-connectors-secret = geheim
cli-connectors-default = Vorgabe { $default }
cli-connect = Anbindung anlegen
cli-connect-connector = Art der Anbindung (http, postgresql …); alle Arten und ihre Angaben zeigt „hebewerk connectors“
cli-connect-organisation = Haus, dem sie gehört (Kurzname)
cli-connect-name = Wie sie heißt; der Titel des Datensatzes, der aus ihr entsteht
cli-connect-set = Angabe zur Anbindung, mehrfach möglich
cli-connect-secret-file = Geheime Angabe, die in einer Datei steht; mehrfach möglich
cli-connect-visibility = Wer einen neuen Datensatz lesen darf: office (eigenes Haus), city (Verwaltung), public (alle)
cli-connect-every = Minuten zwischen zwei Abholungen; 0: nur von Hand
cli-connect-promised = Wie oft die Quelle Neues verspricht, in Minuten
cli-connect-made = Anbindung angelegt: { $id }
cli-connect-no-pair = „{ $text }“ ist keine Angabe der Form FELD=WERT
cli-fetch = Anbindung jetzt holen
cli-fetch-connection = Kennung oder Name der Anbindung
cli-fetch-delivered = { $name }: Neues geholt, { $rows ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
}{ $waiting ->
    [0] {""}
    [one] . Die Lieferung weicht von der vorigen ab und wartet auf Freigabe (hebewerk held).
   *[other] . { $waiting } Lieferungen weichen von den vorigen ab und warten auf Freigabe (hebewerk held).
}
cli-fetch-unchanged = { $name }: nichts Neues
cli-fetch-failed = { $name }: nicht geholt. { $error }
cli-fetch-stopped = { $name }: abgebrochen
cli-fetch-running = { $name }: wird schon geholt
