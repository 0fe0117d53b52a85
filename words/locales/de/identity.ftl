### Wer jemand ist: Anmeldungen, Zugangsschlüssel, zweiter Faktor, Einladungen.

## Seiten des eigenen Kontos
account-views = Ansichten des Kontos

## Anmeldungen
sessions-title = Anmeldungen
sessions-here = Hier sind Sie angemeldet
session-client = { $browser } unter { $system }
session-this = Diese Anmeldung
session-since = Angemeldet seit
session-used = Zuletzt benutzt, auf die Stunde genau
session-ends = Endet spätestens
session-end-of = { $client } abmelden
session-was-ended = Die Anmeldung ist beendet.
sessions-password-hint = Bevor Sie anderswo abmelden, fragt der Datenhub noch einmal, ob Sie es sind.
sessions-fresh-hint = Anderswo abmelden können Sie in den ersten 15 Minuten nach Ihrer Anmeldung. Ist mehr Zeit vergangen, melden Sie sich neu an.
error-sign-in-again = Ihre Anmeldung ist älter als 15 Minuten. Melden Sie sich neu an, dann geht es.
sessions-end-others = Alle anderen abmelden
sessions-were-ended = Alle anderen Anmeldungen sind beendet.
sessions-strange = Eine Anmeldung ist Ihnen fremd?
sessions-strange-text = Melden Sie alle anderen ab, sehen Sie Ihre Zugangsschlüssel durch und ändern Sie Ihr Kennwort.
sessions-kept = Was hier gespeichert ist
sessions-kept-text = Nur was Sie sehen: Browser und System als Wort, Beginn und die letzte Stunde. Netzadressen werden nicht gespeichert. Nach dem Abmelden ist der Eintrag weg.
account-sign-ins = Anmeldungen
account-sign-ins-text = Ein Gerät ist verloren oder jemand Fremdes ist angemeldet? Alle offenen Anmeldungen dieses Kontos enden sofort; das Kennwort bleibt.
account-sign-out-everywhere = Überall abmelden
account-was-signed-out = Alle Anmeldungen des Kontos sind beendet.
error-no-such-session = Diese Anmeldung gibt es nicht mehr.

browser-firefox = Firefox
browser-chrome = Chrome
browser-edge = Edge
browser-safari = Safari
browser-opera = Opera
browser-program = Ein Programm
browser-other = Unbekannter Browser
system-windows = Windows
system-macos = macOS
system-linux = Linux
system-android = Android
system-ios = iOS
system-other = unbekanntem System
action-end-session = Eine Anmeldung beendet
action-end-sessions = Alle (anderen) Anmeldungen beendet

## Zugangsschlüssel
keys-title = Zugangsschlüssel
keys-house-lead = Mit ihnen lesen und liefern Programme im Namen von { $house }, ohne dass sich jemand anmeldet.
keys-list = Schlüssel, die gelten
keys-empty = Noch kein Schlüssel.
keys-empty-text = Ein Programm, das ohne Sie arbeiten soll, braucht einen: eine Auswertung, ein Skript, ein Fachverfahren.
keys-ended = { $count ->
    [one] Ein Schlüssel gilt nicht mehr
   *[other] { $count } Schlüssel gelten nicht mehr
}
keys-about = Wie ein Programm ihn benutzt
keys-about-text = Es schickt ihn bei jeder Anfrage an die REST-Schnittstelle im Kopf mit:
keys-never = Was ein Schlüssel nie darf
keys-never-text = Mehr als Sie oder Ihr Haus heute dürfen. Und nie: Konten, Schlüssel, Leserechte und Anbindungen ändern oder den Datenhub verwalten.
key-make = Schlüssel anlegen
key-was-made = Der Schlüssel „{ $name }“ ist angelegt.
key-copy-now = Kopieren Sie ihn jetzt. Er wird nur dieses eine Mal gezeigt; gespeichert ist nur sein Fingerabdruck.
key-copy = Kopieren
key-name = Name
key-name-hint = Woran Sie ihn wiedererkennen: „Auswertung Radverkehr“
key-rights = Was er darf
key-right-metadata = Beschreibungen lesen
key-right-rows = Zeilen lesen
key-right-take-in = Dateien liefern
key-right-maintain = Datensätze pflegen
key-right-text-metadata = Titel, Beschreibungen, Spalten. Das gehört zu jedem Recht dazu.
key-right-text-rows = Tabellen abfragen und herunterladen.
key-right-text-take-in = Neue Dateien bringen und Anbindungen anstoßen, wo Sie oder Ihr Haus das dürfen.
key-right-text-maintain = Beschreibungen und Zugang ändern, wartende Fassungen annehmen oder ablehnen.
key-datasets-only = Nur für diese Datensätze
key-datasets-hint = Je Zeile einer, als haus/datensatz. Leer heißt: alle, die Sie oder Ihr Haus erreichen.
key-last-day = Letzter Tag
key-last-day-hint = Höchstens ein Jahr. Danach legen Sie einen neuen an.
key-password-hint = Ihr eigenes, zur Sicherheit noch einmal.
key-datasets = Datensätze
key-all-datasets = alle
key-some-datasets = { $count ->
    [one] einer
   *[other] { $count }
}
key-until = Gilt bis
key-expired = Abgelaufen am
key-revoked = Zurückgenommen
key-used = Zuletzt benutzt
key-never-used = noch nie
key-made = Angelegt
key-made-by = am { $day } von { $name }
key-revoke = Zurücknehmen
key-revoke-of = Schlüssel „{ $name }“ zurücknehmen
key-revoke-headline = Schlüssel „{ $name }“ zurücknehmen?
key-revoke-lead = Was ihn benutzt, wird ab sofort abgewiesen. Das lässt sich nicht rückgängig machen.
key-revoke-not = Behalten
key-was-revoked = Der Schlüssel ist zurückgenommen.
error-no-such-key = Diesen Schlüssel gibt es nicht.
error-invalid-key-until = Der letzte Tag muss ab heute und binnen eines Jahres liegen.
error-key-without-rights = Wählen Sie mindestens ein Recht.
error-key-beyond-maker = Sie pflegen in keinem Haus Daten; Ihr Schlüssel kann das auch nicht.
error-too-many-keys = Es gelten schon 50 Schlüssel. Nehmen Sie erst einen zurück.
error-too-many-datasets = Höchstens 100 Datensätze.
error-unknown-dataset = Einen dieser Datensätze gibt es nicht. Schreiben Sie haus/datensatz wie in der Adresse.
error-unknown-key-right = Das Recht „{ $name }“ gibt es nicht. Möglich: metadata, rows, take_in, maintain.
hint-key = Melden Sie sich selbst an, oder legen Sie einen Schlüssel an, der dafür gilt.
rule-not-for-keys = Das geht nicht mit einem Zugangsschlüssel.
rule-beyond-key = Dafür reicht dieser Zugangsschlüssel nicht.
audit-key = Schlüssel „{ $key }“ { $name }
action-make-key = Zugangsschlüssel angelegt
action-revoke-key = Zugangsschlüssel zurückgenommen

## Zweiter Faktor
second-factor-title = Zweiter Faktor
second-factor-off = Ihr Konto ist nur durch das Kennwort geschützt
second-factor-on = Der zweite Faktor ist eingeschaltet
second-factor-why = Mit einem zweiten Faktor genügt ein gestohlenes Kennwort nicht mehr: Beim Anmelden geben Sie zusätzlich einen Code ein, den nur Ihr Gerät kennt.
second-factor-needed = Sie brauchen hier einen zweiten Faktor: einen Einmal-Code oder einen Passkey. Bis er eingerichtet ist, bleiben Seiten für Sie geschlossen.
second-factor-password-hint = Zur Sicherheit noch einmal.
second-factor-set-up = Einrichten
second-factor-scan = Schritt 1: Geheimnis in die App übernehmen
second-factor-scan-text = Lesen Sie das Bild mit Ihrer Authentifizierungs-App (zum Beispiel FreeOTP, Aegis oder der Ihrer Verwaltung).
second-factor-picture = QR-Code mit dem Geheimnis; als Text steht es darunter.
second-factor-type = Oder tippen Sie das Geheimnis ab:
second-factor-code = Code
second-factor-first-code-hint = Schritt 2: die sechs Ziffern, die Ihre App jetzt zeigt.
second-factor-code-hint = Sechs Ziffern aus Ihrer App, oder einer Ihrer Notfallcodes.
second-factor-confirm = Einschalten
second-factor-was-set-up = Der zweite Faktor ist eingeschaltet.
second-factor-others-ended = Ihre anderen Anmeldungen sind beendet.
recovery-codes = Ihre Notfallcodes
recovery-codes-text = Jeder ersetzt einmal den Code, wenn Ihr Gerät fehlt. Drucken Sie sie aus oder legen Sie sie in Ihren Kennwortspeicher. Sie werden nur dieses eine Mal gezeigt.
recovery-codes-kept = Ich habe sie sicher abgelegt
second-factor-since = Seit { $day } wird beim Anmelden ein Code verlangt.
recovery-left = { $count ->
    [0] Kein Notfallcode ist mehr übrig.
    [one] Ein Notfallcode ist noch übrig.
   *[other] { $count } Notfallcodes sind noch übrig.
}
second-factor-remove = Abschalten
second-factor-remove-text = Für ein neues Gerät oder neue Notfallcodes schalten Sie ihn ab und richten ihn neu ein.
second-factor-was-removed = Der zweite Faktor ist abgeschaltet.
second-factor-what = Was Sie brauchen
second-factor-what-text = Ein Telefon oder Programm, das Einmal-Codes nach dem Standard TOTP erzeugt. Es braucht kein Netz und erfährt nichts über Sie.
second-factor-lost = Gerät verloren?
second-factor-lost-text = Nehmen Sie einen Notfallcode. Sind auch diese weg, kann die Verwaltung des Datenhubs den zweiten Faktor zurücksetzen.
second-factor-reset = Zweiten Faktor zurücksetzen
second-factor-reset-text = Nur wenn Gerät und Notfallcodes verloren sind und Sie sicher sind, mit wem Sie sprechen. Danach genügt das Kennwort, bis ein neuer Faktor eingerichtet ist. Der Vorgang steht im Zugriffsprotokoll.
rule-person-seen = Person gesehen: mit Dienst- oder Personalausweis oder persönlich bekannt
rule-person-called-back = Person zurückgerufen: unter der Nummer aus dem Verzeichnis der Stadt
rule-person-vouched-for = Vorgesetzte haben bestätigt, wer es ist: auf einem eigenen Weg gefragt
second-factor-identified = Woran haben Sie die Person erkannt?
error-not-identified = Sagen Sie, woran Sie die Person erkannt haben.
second-factor-was-reset = Der zweite Faktor ist zurückgesetzt.
sign-in-code-title = Noch ein Schritt: der Code
sign-in-anew = Von vorn beginnen
error-wrong-code = Der Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten.
error-sign-in-lapsed = Es ist zu viel Zeit vergangen oder zu oft falsch versucht worden. Beginnen Sie bitte von vorn.
error-second-factor-needed = Zu diesem Konto gehört ein zweiter Faktor. Senden Sie auch „code“.
error-second-factor-missing = Dafür müssen Sie zuerst einen zweiten Faktor einrichten.
error-second-factor-pending = Zu diesem Konto muss ein zweiter Faktor eingerichtet werden. Melden Sie sich dafür auf den Seiten an.
account-second-factor-missing = Zweiter Faktor fehlt
error-second-factor-unfit = Der zweite Faktor ist beschädigt. Lassen Sie ihn zurücksetzen.
sign-in-rule-password-and-code = mit Kennwort und Code
sign-in-rule-password-and-recovery-code = mit Kennwort und Notfallcode
sign-in-rule-wrong-code = Code falsch
action-set-up-second-factor = Zweiten Faktor eingeschaltet
action-remove-second-factor = Zweiten Faktor abgeschaltet
action-reseal-secrets = Geheimnisse neu versiegelt
action-reset-second-factor = Zweiten Faktor zurückgesetzt

## Ein Kennwort von jemand anderem
new-password-title = Wählen Sie Ihr eigenes Kennwort
new-password-lead = Ihr Kennwort hat Ihnen die Verwaltung gegeben. Damit kommen Sie nur bis hierher.
new-password-given = Kennwort, das Sie bekommen haben
new-password-do = Kennwort wählen
new-password-why = Warum das sein muss
new-password-why-text = Das erste Kennwort kennt noch jemand. Was Sie hier tun, steht unter Ihrem Namen im Zugriffsprotokoll; darum darf nur Ihnen das Kennwort bekannt sein.
account-password-given = Die Person wählt bei der nächsten Anmeldung ein eigenes. Dieses hier gilt dafür sieben Tage.
error-same-password = Das neue Kennwort ist das bisherige. Nehmen Sie ein anderes.
error-password-given = Dieses Kennwort hat die Verwaltung vergeben. Melden Sie sich auf den Seiten an und wählen Sie ein eigenes.
error-password-lapsed = Dieses Kennwort hat die Verwaltung vergeben, und es galt sieben Tage. Lassen Sie sich ein neues geben.
sign-in-rule-password-lapsed = Kennwort der Verwaltung abgelaufen

## Auf der Befehlszeile
cli-account = Zeigen, wie ein Konto steht, und helfen, wenn sich jemand nicht mehr anmelden kann
cli-account-email = E-Mail-Adresse, mit der sich die Person anmeldet
cli-account-sign-out = Alle Anmeldungen beenden
cli-account-reset-second-factor = Den zweiten Faktor zurücksetzen, weil Gerät und Notfallcodes verloren sind
cli-account-revoke-keys = Alle Zugangsschlüssel zurücknehmen
cli-account-standing = { $name }: { $sessions ->
    [0] nirgends angemeldet
    [one] einmal angemeldet
   *[other] { $sessions }-mal angemeldet
}, { $keys ->
    [0] kein Zugangsschlüssel
    [one] ein Zugangsschlüssel
   *[other] { $keys } Zugangsschlüssel
}, { $factor ->
    [on] mit zweitem Faktor
   *[other] ohne zweiten Faktor
}

## Passkeys
passkeys-title = Passkeys
passkeys-yours = Ihre Passkeys
passkeys-empty = Noch keiner. Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder Geräte-PIN an, ohne Kennwort.
passkey-add = Passkey hinzufügen
passkey-add-text = Ihr Gerät fragt gleich nach Fingerabdruck, Gesicht oder PIN. Danach sind Sie an allen anderen Stellen abgemeldet.
passkey-name-hint = Woran Sie ihn wiedererkennen: „Diensthandy“, „Sicherheitsschlüssel blau“
passkey-next = Weiter
passkey-make = Passkey anlegen
passkey-use = Mit Passkey anmelden
passkey-remove = Entfernen
passkey-remove-of = Passkey „{ $name }“ entfernen
passkey-was-added = Der Passkey ist angelegt. Andere Anmeldungen sind beendet.
passkey-was-removed = Der Passkey ist entfernt.
passkey-what = Was ist ein Passkey?
passkey-what-text = Ein Schlüssel, der Ihr Gerät nicht verlässt. Er gilt nur für diese Adresse: Eine nachgemachte Seite kann ihn nicht benutzen. Nach dem Kennwort ersetzt er den Code.
passkey-lost-text = Entfernen Sie den Passkey hier, wenn ein Gerät weg ist. Kommen Sie nicht mehr hinein, setzt die Verwaltung des Datenhubs Ihre Anmeldung zurück.
passkey-no-script = Für Passkeys braucht diese Seite JavaScript.
passkey-second-step = Bestätigen Sie mit einem Ihrer Passkeys, dass Sie es sind.
sign-in-with-passkey = Ohne Kennwort
error-passkey-refused = Dieser Passkey gilt hier nicht. Melden Sie sich mit dem Kennwort an.
error-passkey-unfit = Der Passkey konnte nicht angelegt werden. Versuchen Sie es noch einmal, oder nehmen Sie ein anderes Gerät.
error-too-many-passkeys = Es gibt schon 20 Passkeys. Entfernen Sie erst einen.
sign-in-rule-passkey = mit Passkey
sign-in-rule-password-and-passkey = mit Kennwort und Passkey
sign-in-rule-provider-and-passkey = mit Anmeldedienst und Passkey
sign-in-rule-wrong-passkey = Passkey passte nicht
sign-in-rule-copied-passkey = Passkey war eine Kopie
action-add-passkey = Passkey angelegt
action-remove-passkey = Passkey entfernt
