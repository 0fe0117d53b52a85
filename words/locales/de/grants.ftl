### Leserechte: was ein Haus anderen für einen Zweck zu lesen erlaubt.

## Konto
account-roles-text = Lesen: die Zeilen des Hauses. Datenpflege: auch Dateien einbringen und beschreiben. Datenverantwortung: auch anderen das Lesen für einen Zweck erlauben.

## Seite „Berechtigungen“
grants-view = Berechtigungen
grants-title = Wer diese Daten lesen darf
grants-circle-public = Der Datensatz ist öffentlich: Alle können die Zeilen lesen und herunterladen.
grants-circle-city = Wer sich hier anmelden kann, liest die Zeilen.
grants-circle-office = Die Zeilen lesen die Mitglieder von { $house } und wem { $house } es unten erlaubt hat.
grants-circle-change = Kreis der Lesenden ändern
grants-nothing-now = Leserechte ändern zurzeit nichts
grants-nothing-now-text = Der Kreis der Lesenden ist schon weiter. Ein Leserecht wirkt erst, wenn der Datensatz wieder nur im eigenen Haus zu lesen ist, es sei denn, es gilt auch für Geschütztes.
grants-list = Erteilte Leserechte
grants-count = { $count ->
    [one] Ein Leserecht gilt.
   *[other] { $count } Leserechte gelten.
}
grants-empty = Noch hat niemand sonst ein Leserecht.
grants-empty-text = Mit einem Leserecht liest ein anderes Haus oder eine Person die Zeilen dieses Datensatzes: für einen Zweck, auf einer Rechtsgrundlage, für eine Zeit. Jeder Blick steht mit seinem Leserecht im Protokoll.
grants-ended = { $count ->
    [one] Ein Leserecht, das nicht mehr gilt
   *[other] { $count } Leserechte, die nicht mehr gelten
}
grants-to-house = Haus
grants-to-person = Person
grants-purpose = Zweck
grants-basis = Rechtsgrundlage
grants-reference = Aktenzeichen
grants-until = Gilt bis

grants-until-revoked = auf Widerruf
grants-given = Erteilt
grants-given-by = { $day } von { $name }
grants-given-by-operator = { $day } auf der Kommandozeile
grants-was-until = Galt bis
grants-was-revoked = Zurückgenommen
grants-revoke = Zurücknehmen
grants-revoke-of = Leserecht von { $name } zurücknehmen
grants-who-may = Wer Leserechte erteilt
grants-who-may-text = Leserechte erteilt und nimmt zurück, wer in { $house } die Rolle Datenverantwortung hat. Die Rolle vergibt die Verwaltung des Datenhubs.
grants-was-given = Das Leserecht ist erteilt und gilt ab jetzt.
grants-was-taken-back = Das Leserecht ist zurückgenommen. Niemand liest mehr darunter.
grants-about = Was ein Leserecht ist
grants-about-text = Ein Leserecht erlaubt, die Zeilen zu sehen, abzufragen und herunterzuladen. Ändern darf damit niemand etwas. Es endet an seinem Tag von selbst und lässt sich jederzeit zurücknehmen. Was jemand schon heruntergeladen hat, holt das nicht zurück.

## Leserecht erteilen
grant-give = Leserecht erteilen
grant-to = Wer soll lesen dürfen?
grant-to-house = Ein Haus
grant-to-house-text = Alle, die dort eine Rolle haben, auch wer später dazukommt.
grant-to-person = Eine Person
grant-to-person-text = Nur sie, mit der E-Mail-Adresse, mit der sie sich hier anmeldet.
grant-house = Haus
grant-choose-house = Haus wählen
grant-house-missing = Wählen Sie ein Haus, oder wählen Sie „Eine Person“.
grant-person = E-Mail-Adresse der Person
grant-purpose = Wofür?
grant-purpose-hint = In einem Satz, den auch die Datenschutzbeauftragte versteht, zum Beispiel: Schulwege für das Schuljahr 2027/28 planen.
grant-basis = Rechtsgrundlage
grant-basis-hint = Zum Beispiel: § 5 Abs. 1 DSG NRW.
grant-reference = Aktenzeichen
grant-reference-hint = Unter dem die Entscheidung in Ihrer Akte steht.
grant-how-long = Wie lange?
grant-until = Bis zu einem Tag
grant-until-day = Letzter Tag
grant-until-revoked = Bis auf Widerruf
grant-until-revoked-text = Es gilt, bis jemand es zurücknimmt. Wählen Sie das nur, wenn die Aufgabe kein Ende hat.
grant-no-house = Es gibt noch kein anderes Haus. Sie können das Lesen einer Person erlauben.

## Leserecht zurücknehmen
grant-revoke-headline = Leserecht von { $name } zurücknehmen?
grant-revoke-lead = Ab dann liest { $name } diese Daten nicht mehr unter diesem Leserecht. Es bleibt auf der Seite stehen als eines, das galt.
grant-revoke-not = Nicht zurücknehmen

## Wer unter einem Leserecht liest, und wer es nicht darf
grant-you-read = Sie lesen diese Daten für einen Zweck
grant-you-read-until = Zweck: { $purpose } (bis { $day }). Grundlage: { $basis }.
grant-you-read-revocable = Zweck: { $purpose } (bis auf Widerruf). Grundlage: { $basis }.
grant-ask-for = { $house } kann Ihnen oder Ihrem Haus das Lesen für einen Zweck erlauben.
grant-ask-for-write = Danach fragen

## Protokoll
action-grant = Leserecht erteilt
action-revoke-grant = Leserecht zurückgenommen
audit-purpose = Zweck: { $purpose }

## Was nicht stimmt
error-invalid-purpose = Der Zweck fehlt oder ist zu lang. Erlaubt sind 1.000 Zeichen.
error-invalid-legal-basis = Die Rechtsgrundlage fehlt oder ist zu lang. Erlaubt sind 300 Zeichen.
error-invalid-reference = Das Aktenzeichen ist zu lang. Erlaubt sind 300 Zeichen.
error-invalid-until = Der letzte Tag fehlt oder ist vorbei.
error-invalid-grantee = Nennen Sie entweder ein Haus oder eine Person.
error-grant-to-itself = Diesem Haus gehört der Datensatz: Seine Mitglieder lesen ihn ohne Leserecht.
error-unknown-organisation = Dieses Haus gibt es hier nicht.
error-unknown-account = Mit dieser E-Mail-Adresse meldet sich hier niemand an.
error-not-an-owner = { rule-not-an-owner }
error-no-such-grant = Dieses Leserecht gibt es hier nicht.
refusal-no-such-grant = { error-no-such-grant }

## Kommandozeile
cli-grant = Leserechte an einem Datensatz auflisten, erteilen und zurücknehmen
cli-grant-list = Alle Leserechte an einem Datensatz auflisten, auch solche, die nicht mehr gelten
cli-grant-give = Einem Haus oder einer Person erlauben, die Zeilen eines Datensatzes zu lesen
cli-grant-revoke = Ein Leserecht zurücknehmen
cli-arg-dataset = Der Datensatz, zum Beispiel umwelt/baumkataster
cli-grant-give-organisation = Haus, das lesen darf
cli-grant-give-person = Person, die lesen darf, mit ihrer E-Mail-Adresse
cli-grant-give-purpose = Wofür, in einem Satz
cli-grant-give-legal-basis = Rechtsgrundlage, zum Beispiel „§ 5 Abs. 1 DSG NRW“
cli-grant-give-reference = Aktenzeichen der Entscheidung
cli-grant-give-until = Letzter Tag, zum Beispiel 2027-06-30
cli-grant-give-until-revoked = Es gilt, bis es jemand zurücknimmt
cli-grant-revoke-grant = Kennung des Leserechts, wie „hebewerk grant list“ sie nennt
cli-grant-column-id = Kennung
cli-grant-column-to = Wer
cli-grant-column-purpose = Zweck
cli-grant-column-basis = Grundlage
cli-grant-column-until = Gilt bis
cli-grant-column-state = Stand
cli-grant-holds = gilt
cli-grant-ended = abgelaufen
cli-grant-taken-back = zurückgenommen
cli-grant-given = { $name }: Leserecht { $id } erteilt
cli-grant-revoked = { $name }: Leserecht { $id } zurückgenommen
