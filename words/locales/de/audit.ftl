# Das Zugriffsprotokoll: für die oder den Datenschutzbeauftragten, und was der Datenhub von einer Person hat.

nav-audit = Protokoll
role-officer = Datenschutz
account-officer-text = Liest, prüft und exportiert das Zugriffsprotokoll (Datenschutzbeauftragte und Datenschutzbeauftragter). Gibt kein Recht, Zeilen zu lesen.
rule-officer-watches = Wer für den Datenschutz bestellt ist, liest das Protokoll.
rule-not-an-officer = Das Protokoll liest nur, wer für den Datenschutz bestellt ist.
rule-retention = Die Aufbewahrungsfrist ist abgelaufen.
rule-unreadable = Der Eintrag lässt sich nicht mehr lesen.
error-not-an-officer = { rule-not-an-officer }
hint-ask-officer = Fragen Sie die Datenschutzbeauftragte oder den Datenschutzbeauftragten Ihrer Verwaltung.
refusal-hint-ask-officer = { hint-ask-officer }
error-invalid-day = Ein Tag hat die Form 2026-11-20.
error-unknown-door = Diesen Zugang gibt es nicht.
error-invalid-head = Eine Prüfmarke hat die Form Eintrag:Prüfsumme, mit 64 Zeichen hinter dem Doppelpunkt.

## Seite
audit-title = Zugriffsprotokoll
audit-lead = Wer was getan hat oder nicht tun durfte. Die Einträge sind verkettet: Was daran geändert, entfernt oder eingefügt wird, fällt bei der Prüfung auf.
audit-empty = Noch ist nichts festgehalten.
audit-none-found = Dazu gibt es keine Einträge. Suchen Sie über einen längeren Zeitraum oder mit weniger Angaben.
audit-no-officer = Noch liest niemand das Protokoll.
audit-no-officer-text = Geben Sie der oder dem Datenschutzbeauftragten ein Konto mit der Rolle „Datenschutz“.
audit-for-officer = Das Protokoll liest, wer für den Datenschutz bestellt ist, nicht die Verwaltung des Datenhubs: Auch ihr Tun steht darin.
audit-search = Im Protokoll suchen
audit-from = Von
audit-until = Bis
audit-person = Person
audit-dataset = Datensatz
audit-dataset-example = umwelt/baumkataster
audit-door = Zugang
audit-any = alle
audit-find = Suchen
audit-all = Alles zeigen
audit-found =
    { $count ->
        [one] 1 Eintrag
       *[other] { $count } Einträge
    }
audit-newest = Zu den neuesten
audit-older = Ältere Einträge
audit-number = Nr. { $entry }
audit-when = Wann
audit-who = Wer
audit-action = Was
audit-decision = Entscheidung
audit-allowed = erlaubt
audit-refused = verweigert
audit-nobody = Nicht angemeldet
audit-operator = Betrieb
audit-account-gone = Früheres Konto { $id }
audit-office = mit dem Recht von { $office }
audit-version = Fassung { $number }
audit-rows =
    { $count ->
        [one] Tabelle mit 1 Zeile
       *[other] Tabelle mit { $count } Zeilen
    }
audit-entries =
    { $count ->
        [one] 1 Eintrag
       *[other] { $count } Einträge
    }
audit-export = Mitnehmen
audit-export-text = Was Sie gesucht haben, als Datei. Dass Sie es mitnehmen, steht danach im Protokoll.
audit-export-csv = CSV für Excel
audit-export-ndjson = NDJSON für Programme
audit-column-entry = Nr.
audit-column-at = Wann (UTC)
audit-column-door = Zugang
audit-column-account = Konto
audit-column-name = Wer
audit-column-action = Was
audit-column-subject = Betroffenes Konto
audit-column-subject-name = Wessen Konto
audit-column-dataset = Datensatz
audit-column-version = Fassung
audit-column-allowed = Erlaubt
audit-column-rule = Regel
audit-column-purpose = Zweck
audit-column-grant = Leserecht
audit-column-office = Mit dem Recht von
audit-column-rows = Zeilen
audit-column-key = Zugangsschlüssel
audit-column-key-name = Name des Zugangsschlüssels

door-pages = Seiten
door-rest = Schnittstelle
door-command = Kommandozeile
door-folder = Überwachter Ordner
door-clock = Zeitplan

## Prüfung
chain-title = Zustand
chain-unchecked = Seit dem Start wurde noch nicht geprüft.
chain-whole = Unverändert. Geprüft bis Eintrag { $entry }, am { $when }.
chain-broken = Das Protokoll ist nicht so, wie es geschrieben wurde. Geprüft am { $when }.
chain-broken-do = Sichern Sie die Datenbank, bevor jemand sie weiter ändert, und vergleichen Sie mit der letzten Sicherung.
chain-since = Einträge bis Nr. { $entry } wurden nach Ablauf der Aufbewahrungsfrist gelöscht.
chain-check = Jetzt prüfen
chain-head = Prüfmarke zum Aufbewahren
chain-head-text = Bewahren Sie die Marke außerhalb des Datenhubs auf. Mit ihr fällt auf, wenn jemand das Ende des Protokolls abschneidet oder es neu schreibt: hebewerk audit verify --head …
chain-fault-changed = Eintrag { $entry } ist nicht so, wie er geschrieben wurde: Er oder die Prüfsumme davor wurde geändert.
chain-fault-removed = Die Einträge { $entry } bis { $other } wurden entfernt.
chain-fault-removed-one = Der Eintrag { $entry } wurde entfernt.
chain-fault-inserted = Eintrag { $entry } wurde eingefügt.
chain-fault-reordered = Die Einträge { $entry } und { $other } wurden vertauscht.
chain-fault-cut-off = Am Ende fehlen die Einträge { $entry } bis { $other }.
chain-fault-cut-off-one = Am Ende fehlt der Eintrag { $entry }.
chain-fault-rewritten = Eintrag { $entry } hat eine andere Prüfsumme als die, die notiert wurde: Er oder einer davor wurde neu geschrieben.

## Auskunft
disclosure-title = Auskunft
disclosure-text = Alles, was der Datenhub von Ihnen hat: Konto, Rollen, Sitzungen, Leserechte, gebrachte Dateien und die Einträge im Protokoll (Art. 15 DSGVO).
disclosure-officer-text = Alles, was der Datenhub von dieser Person hat (Art. 15 DSGVO). Dass Sie es abrufen, steht danach im Protokoll.
disclosure-do = Auskunft herunterladen
disclosure-file = auskunft.json

## Was getan wurde
action-add-officer = Konto für den Datenschutz angelegt
action-make-officer = Für den Datenschutz bestellt
action-unmake-officer = Bestellung für den Datenschutz beendet
action-read-audit = Protokoll gelesen
action-check-audit = Protokoll geprüft
action-export-audit = Protokoll mitgenommen
action-forget-audit = Alte Einträge gelöscht
action-disclose-account = Auskunft abgerufen
action-refused = Abgelehnt
action-unreadable = Unleserlicher Eintrag
action-accept-version = Fassung freigegeben
action-refuse-version = Fassung abgelehnt

## Kommandozeile
cli-audit = Zugriffsprotokoll lesen, mitnehmen und prüfen
cli-audit-list = Einträge auflisten, die neuesten zuerst
cli-audit-export = Einträge als Datei ausgeben; das steht danach im Protokoll
cli-audit-verify = Prüfen, ob das Protokoll so ist, wie es geschrieben wurde
cli-audit-head = Die Prüfmarke ausgeben, die anderswo aufbewahrt wird
cli-audit-officer = Eine Person für den Datenschutz bestellen oder die Bestellung beenden
cli-audit-disclose = Alles ausgeben, was der Datenhub von einer Person hat (Art. 15 DSGVO)
cli-audit-from = Erster Tag, zum Beispiel 2026-11-20
cli-audit-until = Letzter Tag
cli-audit-account = Von oder über diese Person: E-Mail-Adresse oder Kennung des Kontos
cli-audit-action = Nur das, zum Beispiel ask, download oder grant
cli-audit-door = Nur über diesen Zugang: pages, rest, command, folder oder clock
cli-audit-allowed = Nur, was erlaubt wurde
cli-audit-refused = Nur, was verweigert wurde
cli-audit-list-from = { cli-audit-from }
cli-audit-list-until = { cli-audit-until }
cli-audit-list-account = { cli-audit-account }
cli-audit-list-dataset = Nur zu diesem Datensatz, zum Beispiel umwelt/baumkataster
cli-audit-list-action = { cli-audit-action }
cli-audit-list-door = { cli-audit-door }
cli-audit-list-allowed = { cli-audit-allowed }
cli-audit-list-refused = { cli-audit-refused }
cli-audit-list-limit = So viele Einträge höchstens
cli-audit-export-from = { cli-audit-from }
cli-audit-export-until = { cli-audit-until }
cli-audit-export-account = { cli-audit-account }
cli-audit-export-dataset = { cli-audit-list-dataset }
cli-audit-export-action = { cli-audit-action }
cli-audit-export-door = { cli-audit-door }
cli-audit-export-allowed = { cli-audit-allowed }
cli-audit-export-refused = { cli-audit-refused }
cli-audit-export-form = Form der Datei
cli-audit-verify-head = Eine aufbewahrte Prüfmarke; mehrmals möglich
cli-audit-officer-account = E-Mail-Adresse der Person
cli-audit-officer-remove = Die Bestellung beenden
cli-audit-disclose-account = E-Mail-Adresse der Person oder Kennung ihres Kontos
cli-audit-appointed = { $name } ist für den Datenschutz bestellt
cli-audit-dismissed = { $name } ist nicht mehr für den Datenschutz bestellt
cli-audit-more = Es gibt ältere Einträge; mehr mit --limit
cli-doctor-audit-broken = Das Zugriffsprotokoll ist nicht so, wie es geschrieben wurde
