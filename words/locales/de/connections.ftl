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

error-answer-missing = Bitte füllen Sie das Feld „{ $field }“ aus.
error-answer-long = Die Angabe im Feld „{ $field }“ ist zu lang.
error-connection-name = Bitte geben Sie der Anbindung einen Namen (höchstens 200 Zeichen).
error-connection-under-way = Die Anbindung wird gerade geholt. Bitte warten Sie das Ende ab oder halten Sie es an.
error-connector = Diese Art von Anbindung gibt es nicht.
error-rhythm = Dieser Abstand ist zu groß.
error-secrets-again = Die Anbindung spricht jetzt mit einem anderen Rechner. Bitte geben Sie Kennwort oder Schlüssel dafür neu ein.
error-secret-foreign = Die gespeicherten Zugangsdaten lassen sich nicht mehr entschlüsseln, etwa nach einer Wiederherstellung ohne Schlüsseldatei. Bitte geben Sie sie neu ein.
error-secret-key = Die Schlüsseldatei für Zugangsdaten lässt sich nicht lesen oder anlegen.

error-fetch-address-invalid = Das ist keine vollständige Web-Adresse. Sie beginnt mit https:// oder http://.
error-fetch-address-with-login = Name und Kennwort gehören nicht in die Adresse, sondern in die Felder darunter.
error-fetch-address-refused = { $detail } liegt im eigenen Netz oder an einem ungewöhnlichen Anschluss. Die Administration kann diesen Rechner in den Einstellungen erlauben (connections.allowed_hosts).
error-fetch-busy = Das System ist gerade überlastet ({ $detail }). Es wird später wieder gefragt.
error-fetch-cut-off = Die Übertragung ist abgebrochen ({ $detail }). Nichts wurde übernommen; es wird wieder versucht.
error-fetch-denied = Das System lässt uns nicht zugreifen ({ $detail }). Bitte prüfen Sie die Zugangsdaten.
error-fetch-disk = Die Datei ließ sich auf dieser Maschine nicht ablegen.
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
