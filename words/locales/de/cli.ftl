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
cli-watch = Einen Ordner beobachten, ohne Seiten bereitzustellen
cli-watch-folder = Der Ordner
cli-inspect = Eine Datei ansehen, ohne sie zu heben
cli-inspect-file = Die Datei
cli-inspect-form = Eine Tabelle in dieser Form ausgeben statt dessen, was erkannt wurde
cli-inspect-table = Welche Tabelle; ohne Angabe die erste
cli-inspect-recipe = Rezept mit Korrekturen (JSON-Datei)
cli-sql = Eine Abfrage beantworten
cli-sql-sql = Eine SELECT-Anweisung, zum Beispiel: select * from umwelt.baumkataster
cli-sql-account = Mit den Rechten dieses Kontos fragen
cli-sql-csv = CSV ausgeben
cli-datasets = Datensätze auflisten
cli-datasets-organisation = Nur die dieses Hauses (Kurzname)
cli-status = Sagen, wie es um den Hub steht
cli-backup = Alles in einen Ordner sichern, auch im laufenden Betrieb
cli-backup-target = Ordner, den es noch nicht gibt
cli-restore = Eine Sicherung in ein neues Datenverzeichnis zurückholen
cli-restore-source = Ordner mit der Sicherung
cli-reindex = Das Suchverzeichnis neu aufbauen
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
cli-no-home = Hier gibt es kein Datenverzeichnis. Legen Sie es an mit „hebewerk init“ oder nennen Sie es mit „--data ORDNER“.
cli-in-use = Ein anderes hebewerk benutzt dieses Datenverzeichnis. Beenden Sie es, oder heben Sie Dateien über die Seite „Datei hochladen“ oder den beobachteten Ordner.
cli-wrong-config = Die Einstellungen in config.toml stimmen nicht:
cli-init-done = Datenverzeichnis angelegt: { $path }
cli-serve-address = hebewerk läuft: { $address }
cli-serve-setup = Noch gibt es kein Konto. Richten Sie das erste über diesen Link ein (einmal gültig, 24 Stunden): { $link }
cli-stage-keep = sichern
cli-stage-look = ansehen
cli-stage-write = schreiben
cli-stage-commit = sichtbar machen
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
cli-take-in-failed = { $source }: nicht gehoben. { $error }
cli-watch-failed = { $source }: nicht gehoben. { $error }
cli-inspect-table-line = { $name }: { $rows } Zeilen, { $columns } Spalten
cli-inspect-column = Spalte
cli-inspect-type = Typ
cli-inspect-meaning = Bedeutung
cli-inspect-filled = gefüllt
cli-inspect-distinct = verschiedene
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
cli-status-indexed = davon auffindbar
cli-status-newest = Neueste Fassung
cli-status-running = Der Hub läuft.
cli-status-stopped = Der Hub läuft nicht.
cli-reindex-done = Suchverzeichnis neu aufgebaut: { $documents } Datensätze
cli-backup-done = Gesichert: Katalog und { $files } Dateien
cli-restore-done = Zurückgeholt: { $files } Dateien, { $datasets } Datensätze, { $problems ->
    [0] alles heil
    [one] 1 Schaden
   *[other] { $problems } Schäden
}
cli-doctor-well = Alles heil.
cli-doctor-file-missing = Datendatei fehlt oder hat eine falsche Größe
cli-doctor-file-damaged = Datendatei ist beschädigt
cli-doctor-raw-missing = Originaldatei fehlt oder hat eine falsche Größe
cli-demo-inventing = Stadt erfinden
cli-demo-lifted = Musterstadt ist gehoben: { $datasets } Datensätze
cli-demo-logins = Anmeldungen der Demo (erfundene Personen):
cli-demo-email = E-Mail
cli-demo-password = Passwort
cli-demo-organisation = Haus
cli-demo-role = Rolle
