### Zweck beim Verbinden von Daten mehrerer Häuser, und das Verzeichnis von Verarbeitungstätigkeiten (DSGVO Art. 30).

## Vor der Antwort
purpose-title = Wofür verbinden Sie diese Daten?
purpose-text = Die Frage verbindet Daten, die nicht öffentlich sind, aus mehreren Häusern: { $houses }. Die Datenschutz-Grundverordnung verlangt dafür einen Zweck und eine Rechtsgrundlage.
purpose-basis-hint = Zum Beispiel: Art. 6 Abs. 1 Buchst. e DSGVO mit § 3 DSG NRW
purpose-reference = Aktenzeichen, wenn es eines gibt
purpose-ask = Zweck angeben und Antwort zeigen
purpose-kept = Die Angabe gilt für Sie und diese Häuser bis zum Ende des Tages und steht im Protokoll.
purpose-holds = Zweck: { $purpose }
error-purpose-needed = Diese Frage verbindet Daten, die nicht öffentlich sind, aus mehreren Häusern: { $houses }. Sagen Sie, wofür und auf welcher Rechtsgrundlage.
hint-purpose = Seite: das Formular, das dort erscheint. REST: „purpose“ und „legal_basis“. Kommandozeile: --purpose und --legal-basis.
rule-purpose-stated = Zweck und Rechtsgrundlage wurden angegeben.
action-state-purpose = Zweck angegeben
action-join = Daten mehrerer Häuser verbunden
action-read-processing = Verzeichnis der Verarbeitungen angesehen

## Verzeichnis
processing-title = Verzeichnis von Verarbeitungstätigkeiten
processing-lead = Wofür Daten eines Hauses anderen dienen: was verbunden wurde, und was mit Leserechten erlaubt ist (DSGVO Art. 30).
processing-about = Zwecke, Rechtsgrundlagen, beteiligte Häuser und Arten personenbezogener Daten auf einer Seite.
processing-show = Verzeichnis ansehen
processing-none = Noch steht nichts im Verzeichnis.
processing-none-text = Es füllt sich, wenn jemand nicht öffentliche Daten mehrerer Häuser verbindet oder ein Haus ein Leserecht erteilt.
processing-count = { $count ->
    [one] Eine Verarbeitung
   *[other] { $count } Verarbeitungen
}
processing-export = Als CSV für Excel herunterladen
processing-file = verarbeitungen.csv
processing-joined = Daten verbunden
processing-granted = Leserecht
processing-operator = Betrieb, auf der Kommandozeile
processing-no-persons = keine gefunden
processing-span = { $since } bis { $until }
processing-open = seit { $since }, auf Widerruf
processing-column-purpose = Zweck
processing-column-legal-basis = Rechtsgrundlage
processing-column-reference = Aktenzeichen
processing-column-user = Wer
processing-column-datasets = Datensätze
processing-column-personal = Personenbezogene Daten
processing-column-kind = Art
processing-column-since = Seit
processing-column-until = Bis
processing-column-times = Tage
processing-column-when = Wann

## Kommandozeile
cli-sql-purpose = Wofür nicht öffentliche Daten mehrerer Häuser verbunden werden
cli-sql-legal-basis = Auf welcher Rechtsgrundlage
cli-sql-reference = Aktenzeichen
