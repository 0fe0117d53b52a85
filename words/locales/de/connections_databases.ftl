# Anbindungen an Datenbanken: was PostgreSQL und MariaDB nicht für sich allein haben.

connector-odbc = Andere Datenbank (ODBC)
connector-odbc-about = Eine Tabelle, eine Sicht oder eine Abfrage aus SQL Server, Oracle, DB2 und anderen Datenbanken, für die auf diesem Server ein ODBC-Treiber eingerichtet ist. Es wird nur gelesen.
connector-odbc-driver = Treiber
connector-odbc-driver-help = Lassen Sie das Feld leer und wählen Sie „Verbindung prüfen“, dann stehen die Treiber dieses Servers zur Auswahl.
connector-odbc-source = Datenquelle dieses Servers
connector-odbc-source-help = Nur wenn die Administration eine Datenquelle (DSN) eingerichtet und freigegeben hat. Treiber und Rechner bleiben dann leer.
connector-odbc-host = Rechner
connector-odbc-host-help = Name oder Adresse des Datenbankrechners, mit Anschluss, wenn es nicht der übliche ist: db.musterstadt.example:1433
connector-odbc-database = Datenbank
connector-odbc-database-help = Der Name der Datenbank, bei Oracle der des Dienstes.
connector-odbc-user = Name zum Anmelden
connector-odbc-user-help = Am besten ein eigener Zugang, der nur lesen darf.
connector-odbc-password = Kennwort
connector-odbc-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-odbc-tls = Verschlüsselung
connector-odbc-tls-help = Ohne Verschlüsselung kann im Netz mitgelesen werden, auch das Kennwort.
connector-odbc-tls-required = Verschlüsselt
connector-odbc-tls-driver = Wie im Treiber eingestellt
connector-odbc-tls-off = Unverschlüsselt
connector-odbc-parameters = Weitere Angaben für den Treiber
connector-odbc-parameters-help = Nur wenn der Treiber sie braucht, zum Beispiel TDS_Version=7.3; Domain=STADT. Angaben, die zu einem anderen Rechner oder einer Datei führen, sind nicht möglich.
connector-odbc-table = Tabelle oder Sicht
connector-odbc-table-help = Zum Beispiel dbo.baeume. Lassen Sie das Feld leer, wenn Sie eine Abfrage eingeben.
connector-odbc-query = Abfrage
connector-odbc-query-help = Ein einzelnes SELECT, wenn Sie nicht eine ganze Tabelle holen möchten.
connector-odbc-since = Spalte, die bei jeder Änderung wächst
connector-odbc-since-help = Zum Beispiel geaendert_am. Steht darin nichts Größeres als beim letzten Mal und ist die Zahl der Zeilen gleich, wird nichts übertragen. Ohne Angabe wird immer alles geholt.

connector-postgresql-rows = Was wird geholt?
connector-postgresql-rows-help = „Nur neue und geänderte Zeilen“ schont die Datenbank und das Netz. Der Datensatz enthält danach trotzdem alle Zeilen.
connector-postgresql-rows-all = Alles, sobald es etwas Neues gibt
connector-postgresql-rows-newer = Nur neue und geänderte Zeilen
connector-postgresql-key = Spalte, die jede Zeile benennt
connector-postgresql-key-help = Zum Beispiel id. Geänderte Zeilen ersetzen dann die alten. Ohne Angabe werden neue Zeilen nur angefügt. Nötig sind dazu die Angaben oben.
connector-postgresql-full_every = Alles holen bei jedem wievielten Mal?
connector-postgresql-full_every-help = Gilt nur für „Nur neue und geänderte Zeilen“. Zählt die Datenbank andere Zeilen, als zusammenkommen, etwa weil welche gelöscht wurden, wird sofort alles geholt. Nur was sich ändert, ohne dass Zahl und Spalte es zeigen, fällt erst beim vollständigen Abruf auf.

connector-mysql-rows = Was wird geholt?
connector-mysql-rows-help = „Nur neue und geänderte Zeilen“ schont die Datenbank und das Netz. Der Datensatz enthält danach trotzdem alle Zeilen.
connector-mysql-rows-all = Alles, sobald es etwas Neues gibt
connector-mysql-rows-newer = Nur neue und geänderte Zeilen
connector-mysql-key = Spalte, die jede Zeile benennt
connector-mysql-key-help = Zum Beispiel id. Geänderte Zeilen ersetzen dann die alten. Ohne Angabe werden neue Zeilen nur angefügt. Nötig sind dazu die Angaben oben.
connector-mysql-full_every = Alles holen bei jedem wievielten Mal?
connector-mysql-full_every-help = Gilt nur für „Nur neue und geänderte Zeilen“. Zählt die Datenbank andere Zeilen, als zusammenkommen, etwa weil welche gelöscht wurden, wird sofort alles geholt. Nur was sich ändert, ohne dass Zahl und Spalte es zeigen, fällt erst beim vollständigen Abruf auf.

connector-odbc-rows = Was wird geholt?
connector-odbc-rows-help = „Nur neue und geänderte Zeilen“ schont die Datenbank und das Netz. Der Datensatz enthält danach trotzdem alle Zeilen.
connector-odbc-rows-all = Alles, sobald es etwas Neues gibt
connector-odbc-rows-newer = Nur neue und geänderte Zeilen
connector-odbc-key = Spalte, die jede Zeile benennt
connector-odbc-key-help = Zum Beispiel id. Geänderte Zeilen ersetzen dann die alten. Ohne Angabe werden neue Zeilen nur angefügt. Nötig sind dazu die Angaben oben.
connector-odbc-full_every = Alles holen bei jedem wievielten Mal?
connector-odbc-full_every-help = Gilt nur für „Nur neue und geänderte Zeilen“. Zählt die Datenbank andere Zeilen, als zusammenkommen, etwa weil welche gelöscht wurden, wird sofort alles geholt. Nur was sich ändert, ohne dass Zahl und Spalte es zeigen, fällt erst beim vollständigen Abruf auf.

error-fetch-driver-failed = Der Datenbanktreiber ist abgestürzt oder hat nicht geantwortet ({ $detail }). Nichts wurde übernommen.
error-fetch-driver-files = Dieser Treiber öffnet Dateien dieses Servers. Das geht nur über eine Datenquelle, die die Administration freigegeben hat.
error-fetch-driver-missing = Den Treiber gibt es auf diesem Server nicht, oder er lässt sich nicht laden ({ $detail }).
error-fetch-driver-or-source = Bitte geben Sie entweder einen Treiber oder eine Datenquelle an.
error-fetch-driver-tls = Bei diesem Treiber lässt sich die Verschlüsselung nicht von hier aus verlangen. Wählen Sie „Wie im Treiber eingestellt“, wenn sie dort eingeschaltet ist.
error-fetch-parameter-refused = Unter den weiteren Angaben für den Treiber ist eine, die nicht möglich ist.
error-fetch-source-refused = Diese Datenquelle ist nicht freigegeben. Die Administration kann das in den Einstellungen tun (connections.allowed_data_sources).
error-fetch-value-long = Ein Wert ist zu lang, um geholt zu werden ({ $detail }). Lassen Sie seine Spalte mit einer Abfrage weg.

connection-changed = { $inserted } neu, { $updated } geändert, { $deleted } entfernt
connection-changed-whole = { $inserted } neu, { $deleted } entfernt
connection-beyond = Werte ohne Platz in der Tabelle (kein Zahlenwert, unendliches oder unmögliches Datum) fehlen: { $columns }
