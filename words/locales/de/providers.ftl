### Anmelden bei einem Anbieter (OpenID Connect): der Anmeldedienst der Stadt, Keycloak, Entra ID.

## Anmeldeseite
provider-sign-in = Mit { $name } anmelden
sign-in-with-password = Mit Kennwort anmelden
sign-in-through-provider = Über den Anmeldedienst

## Was schiefgeht
error-no-such-provider = Diesen Anmeldedienst gibt es hier nicht.
error-provider-unreachable = Der Anmeldedienst ist gerade nicht zu erreichen. Versuchen Sie es in einigen Minuten noch einmal.
error-provider-described = Der Anmeldedienst antwortet anders, als er hier eingerichtet ist. Sagen Sie bitte der Verwaltung des Datenhubs Bescheid.
error-provider-refused = Der Anmeldedienst hat die Anmeldung abgelehnt oder Sie haben sie abgebrochen.
error-provider-token = Was der Anmeldedienst mitgeschickt hat, wird nicht angenommen. Melden Sie sich bitte von vorn an; bleibt es so, sagen Sie der Verwaltung des Datenhubs Bescheid.
error-provider-groups-left-out = Ihr Konto hat so viele Gruppen, dass der Anmeldedienst sie nicht mitschickt. Die Verwaltung des Datenhubs kann dort App-Rollen oder „nur zugewiesene Gruppen“ einstellen.
error-provider-email-unverified = Der Anmeldedienst hat Ihre E-Mail-Adresse nicht bestätigt. Bestätigen Sie sie dort und melden Sie sich noch einmal an.
error-provider-no-role = Ihr Konto ist beim Anmeldedienst in keiner Gruppe, die hier hineinführt. Bitten Sie Ihre Leitung oder die Verwaltung des Datenhubs darum.
error-provider-no-email = Der Anmeldedienst schickt keine E-Mail-Adresse mit. Ohne sie kann hier kein Konto entstehen.
error-provider-email-taken = Mit Ihrer E-Mail-Adresse gibt es hier schon ein Konto. Melden Sie sich mit dem Kennwort an und verknüpfen Sie es unter „Konto“, „Anmeldedienste“.
error-provider-needed = Wer zu einem Haus gehört, meldet sich hier über den Anmeldedienst an, nicht mit dem Kennwort.
error-account-closed = Ihr Konto ist geschlossen.

## Seite des eigenen Kontos
providers-title = Anmeldedienste
provider-is-linked = Sie können sich über diesen Dienst anmelden.
provider-not-linked = Ihr Konto ist mit diesem Dienst nicht verknüpft.
provider-link = Mit { $name } verknüpfen
provider-link-hint = Ihr Kennwort, damit niemand an einem offenen Bildschirm einen zweiten Zugang anlegt.
provider-link-onward = Weiter bei { $name }
provider-link-onward-text = Melden Sie sich dort mit dem Konto an, das Sie verknüpfen möchten. Danach kommen Sie hierher zurück.
provider-unlink = Verknüpfung mit { $name } lösen
provider-unlink-hint = Ihr Kennwort. Was über den Dienst angemeldet ist, endet sofort.
provider-only-way = Es ist Ihr einziger Zugang: Ihr Konto hat kein Kennwort. Deshalb lässt er sich nicht lösen.
provider-was-linked = Ihr Konto ist verknüpft.
provider-was-unlinked = Die Verknüpfung ist gelöst.
providers-none = Kein Anmeldedienst eingerichtet
providers-none-text = Dieser Datenhub hat nur eigene Konten. Sie melden sich mit E-Mail-Adresse und Kennwort an.
providers-what = Wozu das gut ist
providers-what-text = Sie melden sich an wie an anderen Diensten der Stadt und merken sich kein weiteres Kennwort. Verlassen Sie die Stadt, endet auch dieser Zugang.
providers-kept = Was hier gespeichert ist
providers-kept-text = Die Kennung, die der Dienst Ihrem Konto gegeben hat, Name und E-Mail-Adresse. Ihr Kennwort dort sieht der Datenhub nie.

## Zugriffsprotokoll
action-link-identity = Konto mit Anmeldedienst verknüpft
action-unlink-identity = Verknüpfung mit Anmeldedienst gelöst
rule-provider = Der Anmeldedienst sagt es.
rule-provider-logout = Beim Anmeldedienst abgemeldet.
sign-in-rule-provider = über den Anmeldedienst
sign-in-rule-provider-and-code = über den Anmeldedienst, mit Code
sign-in-rule-provider-needed = Kennwort richtig, aber der Anmeldedienst ist vorgeschrieben
sign-in-rule-provider-refused = vom Anmeldedienst abgelehnt
sign-in-rule-provider-token = Ausweis des Anmeldedienstes nicht angenommen
sign-in-rule-provider-groups-left-out = Gruppen fehlen, weil es zu viele sind
sign-in-rule-provider-email-unverified = E-Mail-Adresse beim Anmeldedienst nicht bestätigt
sign-in-rule-provider-no-role = in keiner Gruppe, die hineinführt
sign-in-rule-provider-no-email = Anmeldedienst ohne E-Mail-Adresse
sign-in-rule-provider-email-taken = E-Mail-Adresse gehört schon zu einem Konto
sign-in-rule-account-closed = Konto geschlossen
sign-in-rule-sign-in-lapsed = zu spät oder von anderswo zurückgekommen
