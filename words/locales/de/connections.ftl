# Anbindungen: Formulare der Verbindungsarten, und was beim Holen schiefgehen kann.

connector-http = Datei im Netz
connector-http-about = Eine Datei hinter einer Web-Adresse. Sie wird nur übertragen, wenn sie sich geändert hat.
connector-http-url = Adresse der Datei
connector-http-url-help = Zum Beispiel https://www.musterstadt.example/export/baeume.csv
connector-http-user = Name zum Anmelden
connector-http-user-help = Nur wenn die Adresse eine Anmeldung verlangt.
connector-http-password = Kennwort
connector-http-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-http-token = Zugriffsschlüssel
connector-http-token-help = Anstelle von Name und Kennwort, wenn Sie einen Schlüssel (Token) bekommen haben.

connector-postgresql = PostgreSQL
connector-postgresql-about = Eine Tabelle, eine Sicht oder eine Abfrage aus einer PostgreSQL-Datenbank, auch mit PostGIS. Es wird nur gelesen.
connector-postgresql-host = Rechner
connector-postgresql-host-help = Name oder Adresse des Datenbankrechners. Den Anschluss geben Sie nur an, wenn es nicht 5432 ist: db.musterstadt.example:6000
connector-postgresql-database = Datenbank
connector-postgresql-database-help = Der Name der Datenbank auf diesem Rechner.
connector-postgresql-user = Name zum Anmelden
connector-postgresql-user-help = Am besten ein eigener Zugang, der nur lesen darf.
connector-postgresql-password = Kennwort
connector-postgresql-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-postgresql-tls = Verschlüsselung
connector-postgresql-tls-help = Ohne Verschlüsselung kann im Netz mitgelesen werden, auch das Kennwort.
connector-postgresql-tls-required = Verschlüsselt, Zertifikat wird geprüft
connector-postgresql-tls-off = Unverschlüsselt
connector-postgresql-table = Tabelle oder Sicht
connector-postgresql-table-help = Zum Beispiel public.baeume. Lassen Sie das Feld leer, wenn Sie eine Abfrage eingeben.
connector-postgresql-query = Abfrage
connector-postgresql-query-help = Ein einzelnes SELECT, wenn Sie nicht eine ganze Tabelle holen möchten.
connector-postgresql-since = Spalte, die bei jeder Änderung wächst
connector-postgresql-since-help = Zum Beispiel geaendert_am. Steht darin nichts Größeres als beim letzten Mal und ist die Zahl der Zeilen gleich, wird nichts übertragen. Ohne Angabe wird immer alles geholt.

connector-mysql = MariaDB oder MySQL
connector-mysql-about = Eine Tabelle, eine Sicht oder eine Abfrage aus einer MariaDB- oder MySQL-Datenbank. Es wird nur gelesen.
connector-mysql-host = Rechner
connector-mysql-host-help = Name oder Adresse des Datenbankrechners. Den Anschluss geben Sie nur an, wenn es nicht 3306 ist: db.musterstadt.example:6000
connector-mysql-database = Datenbank
connector-mysql-database-help = Der Name der Datenbank auf diesem Rechner.
connector-mysql-user = Name zum Anmelden
connector-mysql-user-help = Am besten ein eigener Zugang, der nur lesen darf.
connector-mysql-password = Kennwort
connector-mysql-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-mysql-tls = Verschlüsselung
connector-mysql-tls-help = Ohne Verschlüsselung kann im Netz mitgelesen werden, auch das Kennwort.
connector-mysql-tls-required = Verschlüsselt, Zertifikat wird geprüft
connector-mysql-tls-off = Unverschlüsselt
connector-mysql-table = Tabelle oder Sicht
connector-mysql-table-help = Zum Beispiel gruenflaechen.baeume. Lassen Sie das Feld leer, wenn Sie eine Abfrage eingeben.
connector-mysql-query = Abfrage
connector-mysql-query-help = Ein einzelnes SELECT, wenn Sie nicht eine ganze Tabelle holen möchten.
connector-mysql-since = Spalte, die bei jeder Änderung wächst
connector-mysql-since-help = Zum Beispiel geaendert_am. Steht darin nichts Größeres als beim letzten Mal und ist die Zahl der Zeilen gleich, wird nichts übertragen. Ohne Angabe wird immer alles geholt.

connector-ogc_features = OGC-API Features
connector-ogc_features-about = Geodaten hinter einer Schnittstelle nach OGC API – Features. Eine Sammlung wird vollständig geholt und gezählt.
connector-ogc_features-url = Adresse der Schnittstelle
connector-ogc_features-url-help = Die Startseite oder eine Sammlung, zum Beispiel https://geo.musterstadt.example/ogc/v1
connector-ogc_features-collection = Sammlung
connector-ogc_features-collection-help = Prüfen Sie die Adresse, dann stehen die Sammlungen zur Auswahl.
connector-ogc_features-user = Name zum Anmelden
connector-ogc_features-user-help = Nur wenn die Adresse eine Anmeldung verlangt.
connector-ogc_features-password = Kennwort
connector-ogc_features-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-ogc_features-token = Zugriffsschlüssel
connector-ogc_features-token-help = Anstelle von Name und Kennwort, wenn Sie einen Schlüssel (Token) bekommen haben.

connector-wfs = Geodienst (WFS)
connector-wfs-about = Eine Ebene aus einem Web Feature Service, ab Version 1.1. Die Objekte werden gezählt; fehlt eines, wird nichts übernommen.
connector-wfs-url = Adresse des Dienstes
connector-wfs-url-help = Zum Beispiel https://geo.musterstadt.example/wfs. Auch die Adresse mit „GetCapabilities“ passt.
connector-wfs-layer = Ebene
connector-wfs-layer-help = Prüfen Sie die Adresse, dann stehen die Ebenen zur Auswahl.
connector-wfs-user = Name zum Anmelden
connector-wfs-user-help = Nur wenn die Adresse eine Anmeldung verlangt.
connector-wfs-password = Kennwort
connector-wfs-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-wfs-token = Zugriffsschlüssel
connector-wfs-token-help = Anstelle von Name und Kennwort, wenn Sie einen Schlüssel (Token) bekommen haben.

connector-ckan = Datenportal (CKAN)
connector-ckan-about = Eine Datei aus einem Datensatz eines Portals, das mit CKAN läuft, etwa Open.NRW oder GovData. Sie wird nur übertragen, wenn sie sich geändert hat.
connector-ckan-url = Adresse des Portals
connector-ckan-url-help = Die Startseite des Portals oder die Seite des Datensatzes.
connector-ckan-dataset = Datensatz
connector-ckan-dataset-help = Name oder Kennung. Was Sie hier eingeben, wird im Portal gesucht, wenn Sie die Adresse prüfen.
connector-ckan-resource = Datei
connector-ckan-resource-help = Name, Kennung oder ein Format wie csv. Ohne Angabe wird das Format genommen, das sich am besten lesen lässt.
connector-ckan-token = Zugriffsschlüssel
connector-ckan-token-help = Nur für Datensätze, die nicht öffentlich sind.

connector-sensorthings = Messwerte (SensorThings)
connector-sensorthings-about = Geräte und Messwerte hinter einer SensorThings-Schnittstelle. Alles zur Abfrage wird geholt und gezählt.
connector-sensorthings-url = Adresse der Schnittstelle
connector-sensorthings-url-help = Zum Beispiel https://messnetz.musterstadt.example/FROST-Server/v1.1
connector-sensorthings-query = Abfrage
connector-sensorthings-query-help = Zum Beispiel Things oder Datastreams(1)/Observations. Filter sind möglich, etwa ?$filter=result gt 5
connector-sensorthings-user = Name zum Anmelden
connector-sensorthings-user-help = Nur wenn die Adresse eine Anmeldung verlangt.
connector-sensorthings-password = Kennwort
connector-sensorthings-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-sensorthings-token = Zugriffsschlüssel
connector-sensorthings-token-help = Anstelle von Name und Kennwort, wenn Sie einen Schlüssel (Token) bekommen haben.

error-answer-missing = Bitte füllen Sie das Feld „{ $field }“ aus.
error-answer-long = Die Angabe im Feld „{ $field }“ ist zu lang.
error-answer-not-allowed = Diese Angabe im Feld „{ $field }“ ist nicht möglich.
error-connection-name-taken = So heißt schon eine andere Anbindung dieses Amtes. Bitte geben Sie einen anderen Namen.
error-unknown-setting = „{ $name }“ wird bei dieser Art von Anbindung nicht gefragt. { $known ->
    [none] Hier gibt es nichts anzugeben.
   *[other] Möglich sind: { $known }.
} Kennwörter und Schlüssel werden getrennt von den übrigen Angaben übergeben.
error-connection-name = Bitte geben Sie der Anbindung einen Namen (höchstens 200 Zeichen).
error-connection-under-way = Die Anbindung wird gerade geholt. Bitte warten Sie das Ende ab oder halten Sie es an.
error-connector = Diese Art von Anbindung gibt es nicht.
error-rhythm = Dieser Abstand ist zu groß.
error-secrets-again = Die Anbindung spricht jetzt mit einem anderen Rechner. Bitte geben Sie Kennwort oder Schlüssel dafür neu ein.
error-secret-foreign = Die gespeicherten Zugangsdaten lassen sich nicht mehr entschlüsseln, etwa nach einer Wiederherstellung ohne Schlüsseldatei. Bitte geben Sie sie neu ein.
error-secret-key = Die Schlüsseldatei für Zugangsdaten lässt sich nicht lesen oder anlegen.

error-fetch-address-invalid = Das ist keine vollständige Web-Adresse. Sie beginnt mit https:// oder http://.
error-fetch-address-with-login = Name und Kennwort gehören nicht in die Adresse, sondern in die Felder darunter.
error-fetch-address-refused = { $detail } gehört zu dieser Maschine oder ihrem eigenen Netz, oder der Anschluss ist ungewöhnlich. Solche Adressen sind gesperrt, solange die Administration sie nicht ausdrücklich in den Einstellungen erlaubt (connections.allowed_hosts).
error-fetch-busy = Das System ist gerade überlastet ({ $detail }). Nichts wurde übernommen.
error-fetch-cut-inside = Das System liefert Listen innerhalb der Einträge nur zum Teil ({ $detail }). Fragen Sie diese Einträge einzeln ab, zum Beispiel mit Datastreams(1)/Observations.
error-fetch-coding-damaged = Die Datei kam gepackt und lässt sich nicht auspacken ({ $detail }): Sie ist unterwegs beschädigt worden. Nichts wurde übernommen.
error-fetch-coding-unknown = Das System schickt die Datei in einer Packung, die wir nicht öffnen können ({ $detail }). Bitte lassen Sie die Packung (Content-Encoding) dort abschalten oder auf gzip, deflate, zstd oder br stellen. Nichts wurde übernommen.
error-fetch-cut-off = Die Übertragung ist abgebrochen ({ $detail }). Nichts wurde übernommen.
error-fetch-denied = Das System lässt uns nicht zugreifen ({ $detail }). Bitte prüfen Sie die Zugangsdaten.
error-fetch-unreadable = Was kam, ist keine Tabelle, die wir lesen können, vielleicht eine Anmeldeseite oder eine leere Datei. Es ist aufbewahrt; die bisherige Fassung gilt weiter. Bitte prüfen Sie die Quelle.
error-fetch-view-broken = Diese Sicht lässt sich nicht lesen ({ $detail }): Sie greift auf etwas zu, das es nicht mehr gibt oder das ihr Zugang nicht sehen darf. Wenden Sie sich an die Betreuung der Datenbank.
error-fetch-disk = Die Datei ließ sich auf dieser Maschine nicht ablegen.
error-fetch-incomplete = Es kam nicht alles an: { $detail } (gekommen und vom System gezählt). Nichts wurde übernommen.
error-fetch-missing = Bitte füllen Sie das Feld „{ $field }“ aus.
error-fetch-no-room = Auf dieser Maschine ist kein Platz mehr für die Datei.
error-fetch-not-allowed = Diese Angabe im Feld „{ $field }“ ist nicht möglich.
error-fetch-not-found = Unter dieser Adresse gibt es nichts ({ $detail }).
error-fetch-answer-invalid = Das System hat etwas geantwortet, das nicht zu verstehen ist ({ $detail }).
error-fetch-range-refused = Das System schickt den Rest der Datei nicht ({ $detail }).
error-fetch-redirect-refused = Das System verweist auf eine unsichere Adresse ({ $detail }).
error-fetch-request-refused = Das System lehnt die Anfrage ab ({ $detail }).
error-fetch-server-error = Das System meldet einen eigenen Fehler ({ $detail }).
error-fetch-timeout = Das System hat zu lange nicht geantwortet ({ $detail }).
error-fetch-tls = Die sichere Verbindung kam nicht zustande: Das Zertifikat von { $detail } ist ungültig oder dieser Maschine unbekannt.
error-fetch-too-large = Die Datei ist größer als erlaubt ({ $detail } MB).
error-fetch-too-many-redirects = Das System verweist immer weiter ({ $detail }).
error-fetch-unknown-connector = Diese Art von Anbindung gibt es nicht ({ $detail }).
error-fetch-unknown-host = Einen Rechner mit diesem Namen gibt es nicht ({ $detail }).
error-fetch-unreachable = Das System ist nicht erreichbar ({ $detail }).

## Seiten der Anbindungen
nav-connections = Anbindungen
connections-title = Anbindungen
connections-back = Zu den Anbindungen
connections-headline-none = Noch ist kein System angebunden.
connections-headline-well = Nichts ist ausgefallen, nichts ist überfällig.
connections-headline-failed =
    { $failed ->
        [one] Eine Anbindung ist ausgefallen
       *[other] { $failed } Anbindungen sind ausgefallen
    }{ $late ->
        [0] .
        [one] , eine ist überfällig.
       *[other] , { $late } sind überfällig.
    }
connections-headline-late =
    { $late ->
        [one] Eine Anbindung ist überfällig.
       *[other] { $late } Anbindungen sind überfällig.
    }
connections-headline-waiting =
    { $count ->
        [one] Eine Lieferung wartet auf Ihre Freigabe.
       *[other] { $count } Lieferungen warten auf Ihre Freigabe.
    }
connections-headline-orphaned =
    { $count ->
        [one] Eine Anbindung wartet darauf, dass sie jemand übernimmt.
       *[other] { $count } Anbindungen warten darauf, dass sie jemand übernimmt.
    }
connections-lead = Aus diesen Systemen holt der Datenhub die Daten. Was dringend ist, steht oben.
connections-lead-none = Eine Anbindung erspart das Hochladen: Der Datenhub holt die Daten selbst aus dem System, so oft Sie wollen.
connections-none-how = So binden Sie ein System an
connections-none-one = Sie wählen, woher die Daten kommen: eine Datei im Netz, eine Datenbank, ein Kartendienst.
connections-none-two = Sie tragen ein, wo das System zu erreichen ist, und prüfen, ob es antwortet.
connections-none-three = Der Datenhub holt die Daten. Jede Änderung wird eine neue Fassung, und was fehlt, fällt auf.
connection-new = System anbinden
connection-not-steward = Sie können noch für kein Haus ein System anbinden.
connection-only-stewards = Ändern kann diese Anbindung, wer in diesem Haus die Rolle „Datenpflege“ hat.
connection-removed = Die Anbindung ist entfernt. Ihre Datensätze sind noch da.
connection-made = Die Anbindung ist gespeichert.
connection-taken-over = Sie haben die Anbindung übernommen. Der Datenhub holt jetzt wieder von allein.
connection-saved = Die Änderungen sind gespeichert.

connection-standing-failed = ausgefallen
connection-standing-late = überfällig
connection-standing-orphaned = wartet auf Übernahme
connection-standing-running = wird gerade geholt
connection-standing-waiting = wartet auf Freigabe
connection-standing-well = läuft
connection-standing-new = noch nie geholt
connection-standing-paused = pausiert

connection-last = Zuletzt geholt
connection-never = noch nie
connection-last-running = gerade jetzt
connection-last-delivered = { $ago }, etwas Neues
connection-last-unchanged = { $ago }, nichts Neues
connection-last-failed = { $ago }, gescheitert
connection-last-stopped = { $ago }, abgebrochen
connection-next = Nächstes Mal
connection-next-paused = erst, wenn jemand die Pause beendet
connection-next-orphaned = erst, wenn jemand die Anbindung übernimmt
connection-next-by-hand = wenn jemand „Jetzt holen“ wählt
connection-news = Zuletzt Neues
connection-news-never = noch nie
connection-now = So steht es
connection-brings = Bringt
connection-brings-nothing = noch nichts
connection-brings-none-yet = Noch nichts. Der Datensatz entsteht, wenn zum ersten Mal Daten kommen.
connection-brings-more =
    { $count ->
        [one] 1 weiterer Datensatz
       *[other] { $count } weitere Datensätze
    }
connection-late = seit { $span } überfällig: verspricht { $promise }
connection-waits = Die Lieferung für „{ $title }“ prüfen und entscheiden
connection-late-text = Zuletzt Neues: { $when }. Fragen Sie dort nach, wo das System gepflegt wird. Die Daten bleiben so lange auf dem alten Stand.
connection-problem = Die Daten ließen sich nicht holen.
connection-problem-safe = Alles, was schon da ist, bleibt unverändert.
connection-problem-unknown = Was schiefging, steht im Protokoll des Servers. Wenden Sie sich an die Verwaltung des Datenhubs.
connection-orphaned = Diese Anbindung pausiert.
connection-orphaned-do = Übernehmen Sie die Anbindung, wenn weiter geholt werden soll. Bis dahin bleiben die Daten auf dem alten Stand.
connection-orphaned-who = Übernehmen kann sie, wer in diesem Haus die Rolle „Datenpflege“ hat. Bis dahin bleiben die Daten auf dem alten Stand.
connection-pause-maker-without-right = Wer sie angelegt oder zuletzt geändert hat, darf in diesem Haus keine Daten mehr pflegen.
connection-take-over = Übernehmen
connection-check-settings = Angaben prüfen

connection-span-minutes =
    { $count ->
        [one] einer Minute
       *[other] { $count } Minuten
    }
connection-span-hours =
    { $count ->
        [one] einer Stunde
       *[other] { $count } Stunden
    }
connection-span-days =
    { $count ->
        [one] einem Tag
       *[other] { $count } Tagen
    }
connection-just-now = gerade eben
connection-ago = vor { $span }
connection-in = in { $span }
connection-at-once = gleich

connection-rhythm-0 = Nur von Hand
connection-rhythm-15 = Alle 15 Minuten
connection-rhythm-60 = Stündlich
connection-rhythm-1440 = Täglich
connection-rhythm-10080 = Wöchentlich
connection-rhythm-43200 = Alle 30 Tage
connection-rhythm-other =
    { $count ->
        [one] Jede Minute
       *[other] Alle { $count } Minuten
    }
connection-promise-0 = nichts
connection-promise-60 = stündlich Neues
connection-promise-1440 = täglich Neues
connection-promise-10080 = wöchentlich Neues
connection-promise-43200 = monatlich Neues
connection-promise-131040 = vierteljährlich Neues
connection-promise-525600 = jährlich Neues
connection-promise-other =
    { $count ->
        [one] jede Minute Neues
       *[other] alle { $count } Minuten Neues
    }

connection-fetch = Jetzt holen
connection-stop = Anhalten
connection-reload = Stand neu laden
connection-pause = Pausieren
connection-resume = Pause beenden
connection-change = Ändern
connection-remove = Anbindung entfernen
connection-stage-asking = Das System wird gefragt.
connection-stage-bytes = { $done } geholt
connection-stage-bytes-of = { $done } von { $of } geholt

connection-log = Was bisher geholt wurde
connection-log-caption =
    { $count ->
        [one] Ein Abruf
       *[other] Die neuesten { $count } Abrufe, der jüngste zuerst
    }
connection-log-empty = Noch nichts. Wählen Sie „Jetzt holen“, oder warten Sie, bis es so weit ist.
connection-log-when = Wann
connection-log-outcome = Ergebnis
connection-log-brought = Daraus wurde
connection-outcome-running = wird geholt
connection-outcome-delivered = Neues gekommen
connection-outcome-unchanged = nichts Neues
connection-outcome-failed = gescheitert
connection-outcome-stopped = abgebrochen
connection-version = Fassung { $number }
connection-unread = nicht lesbar
connection-rows =
    { $count ->
        [one] 1 Zeile
       *[other] { $count } Zeilen
    }
connection-settings = So ist sie eingestellt
connection-show-whole = Ganz zeigen
connection-access = Wer darf lesen
connection-measured = Tatsächlich Neues
connection-measured-value = etwa nach { $span }
connection-sealed = Ist hinterlegt. Leer lassen, wenn es so bleiben soll.
connection-sealed-short = ist hinterlegt
connection-secret-forget = Hinterlegte Angabe „{ $field }“ entfernen
connection-secret-again = Bitte noch einmal eingeben: Was hier steht, wird nie zurückgeschickt.

connection-kinds-headline = Woher kommen die Daten?
connection-kinds-lead = Wählen Sie die Art des Systems. Im nächsten Schritt tragen Sie ein, wo es zu erreichen ist.
connection-kinds-none = Auf diesem Server ist keine Art von Anbindung eingerichtet.
connection-new-headline = { $kind } anbinden
connection-change-headline = „{ $name }“ ändern
connection-system = Wo liegen die Daten?
connection-in-the-hub = Was soll damit geschehen?
connection-name = Name der Anbindung
connection-name-hint = So heißt später auch der Datensatz.
connection-every = Wie oft holen?
connection-every-hint = Gibt es nichts Neues, wird nichts angelegt.
connection-promised = Was ist zugesagt?
connection-promised-hint = Bleibt Neues länger aus als zugesagt, werden Sie auf der Seite Anbindungen erinnert.
connection-connect = Speichern und anbinden
connection-try = Verbindung prüfen
connection-answers = Das System antwortet.
connection-answers-choose = Was es anbietet, können Sie oben auswählen.
connection-answers-save = Sie können die Anbindung speichern.
connection-offers =
    { $count ->
        [one] 1 Angebot des Systems für „{ $field }“
       *[other] { $count } Angebote des Systems für „{ $field }“
    }
connection-offers-as-written = wie oben eingetragen
connection-public-text = Alle können dann lesen, was über diese Anbindung kommt, auch alles Spätere und die Originaldateien. Was einmal gelesen wurde, lässt sich nicht zurückholen.
connection-public-check = Ja, das alles dürfen alle lesen. Es enthält nichts, was Personen oder Geheimnisse preisgibt.
connection-safe = Kennwörter bleiben geheim
connection-safe-text = Kennwörter und Schlüssel werden verschlüsselt gespeichert und niemandem mehr angezeigt, auch Ihnen nicht. Am besten nehmen Sie ein Konto, das nur lesen darf.
connection-happens = Was dann geschieht
connection-happens-text = Der Datenhub holt die Daten gleich zum ersten Mal, außer Sie holen nur von Hand. Am System ändert er nichts. Schlägt ein Abruf fehl, bleibt der alte Stand bis zum nächsten.

connection-remove-headline = „{ $name }“ entfernen?
connection-remove-lead = Der Datenhub holt dann nichts mehr aus diesem System. Alle Datensätze bleiben.
connection-remove-gone = Gelöscht werden die Einstellungen, die Zugangsdaten und das Protokoll der Abrufe.
connection-remove-stay =
    { $count ->
        [one] Dieser Datensatz bleibt mit allen Fassungen:
       *[other] Diese Datensätze bleiben mit allen Fassungen:
    }
connection-remove-not = Behalten
error-fetch-column-missing = Eine Spalte „{ $detail }“ gibt es nicht.
error-fetch-database-missing = Diese Datenbank gibt es nicht auf { $detail }.
error-fetch-login-failed = Die Anmeldung bei { $detail } ist gescheitert. Bitte prüfen Sie Name und Kennwort.
error-fetch-query-refused = Die Datenbank nimmt die Abfrage nicht an (Meldung { $detail }).
error-fetch-query-writes = Erlaubt ist nur ein einzelnes SELECT ohne Platzhalter, das nichts verändert.
error-fetch-table-missing = Eine Tabelle oder Sicht „{ $detail }“ gibt es nicht, oder der Zugang darf sie nicht sehen.
error-fetch-table-or-query = Bitte geben Sie entweder eine Tabelle oder eine Abfrage an.
error-fetch-tls-missing = { $detail } bietet keine verschlüsselte Verbindung an. Lassen Sie sie dort einschalten, oder wählen Sie „Unverschlüsselt“.
error-fetch-tls-needed = { $detail } verlangt eine verschlüsselte Verbindung. Bitte wählen Sie „Verschlüsselt“.
