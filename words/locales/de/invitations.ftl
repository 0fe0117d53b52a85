### Menschen von außerhalb, die für eine Zeit etwas lesen dürfen: Gutachterinnen, Auftragnehmer, Forschende.

## Liste und Formular eines Hauses
invitations-title = Einladungen
invitations-lead = Wer von außerhalb der Stadt etwas lesen darf, wozu und bis wann.
invitations-list = Offen und angenommen
invitations-empty = Niemand ist eingeladen
invitations-empty-text = Laden Sie jemanden zu einzelnen Datensätzen ein. Der Zugang endet am letzten Tag von selbst.
invitations-ended = { $count ->
    [one] Eine Einladung ist vorbei
   *[other] { $count } Einladungen sind vorbei
}
invitations-sealed = Dieses Haus ist abgeschottet. Von außen liest hier niemand, deshalb gibt es keine Einladungen.
invitations-about = Was Eingeladene sehen
invitations-about-text = Was öffentlich ist und was Sie ihnen hier geben, sonst nichts: auch nicht, dass es andere Datensätze gibt. Regeln unter „Schutz“ gelten für sie.
invitations-who-else = Menschen mit Konto
invitations-who-else-text = Wer schon ein Konto hat, bekommt keine Einladung, sondern beim Datensatz eine Berechtigung.
invitation-make = Einladen
invitation-email = E-Mail-Adresse
invitation-email-hint = Damit meldet sich die Person später an.
invitation-to = Wozu Sie einladen
invitation-as-reader = Alles, was das Haus selbst liest
invitation-as-reader-text = Wie eine Kollegin mit der Rolle „Lesen“, aber nichts von anderen Häusern.
invitation-until = Letzter Tag
invitation-until-hint = Danach ist das Konto geschlossen und nichts mehr zu lesen. Höchstens ein Jahr.
invitation-was-made = { $email } ist eingeladen.
invitation-copy-now = Schicken Sie diesen Link an die Person. Er gilt einmal und sieben Tage; gezeigt wird er nur jetzt.
invitation-by = Eingeladen von
invitation-link-until = Link gilt bis
invitation-ends = Endet
invitation-state-open = Noch nicht angenommen
invitation-state-lapsed = Nicht angenommen, Link abgelaufen
invitation-state-accepted = Angenommen
invitation-state-ended = Beendet
invitation-state-revoked = Zurückgenommen
invitation-revoke = Zurücknehmen
invitation-revoke-of = Einladung von { $email } zurücknehmen
invitation-revoke-headline = Einladung von { $email } zurücknehmen?
invitation-revoke-lead = Der Link gilt nicht mehr. Ist das Konto schon da, liest es ab sofort nichts mehr davon; bleibt ihm nichts, wird es geschlossen.
invitation-revoke-not = Nicht zurücknehmen
invitation-was-revoked = Die Einladung ist zurückgenommen.

## Seite der eingeladenen Person
invited-title = Sie sind eingeladen
invited-lead = { $house } lädt Sie ein, Daten zu lesen. Wählen Sie dafür ein Kennwort.
invited-email-hint = Mit dieser Adresse melden Sie sich künftig an.
invited-accept = Einladung annehmen
invited-what = Was Sie lesen dürfen
invited-as-reader = Alles, was { $house } selbst liest.
invited-purpose = Wozu: { $purpose }
invited-ends = Der Zugang endet am { $day } von selbst.
invited-record = Was Sie lesen, wird festgehalten. Wer eingeladen hat, kann den Zugang jederzeit beenden.

## Was schiefgeht
error-no-such-invitation = Diese Einladung gibt es nicht oder nicht mehr.
error-invitation-lapsed = Dieser Link gilt nicht mehr: Er wurde schon benutzt, zurückgenommen oder ist zu alt. Bitten Sie um eine neue Einladung.
error-invited-has-account = Diese Person hat schon ein Konto. Geben Sie ihr beim Datensatz eine Berechtigung.
error-invited-to-nothing = Wählen Sie mindestens einen Datensatz oder das ganze Haus.
error-invited-too-long = Nennen Sie einen letzten Tag, der noch kommt und höchstens ein Jahr entfernt ist.
error-account-ended = Die Zeit dieses Kontos ist abgelaufen.
refusal-invited-has-account = { error-invited-has-account }
refusal-invited-to-nothing = { error-invited-to-nothing }
refusal-invited-too-long = { error-invited-too-long }

## Zugriffsprotokoll und Regeln
action-invite = Jemanden von außerhalb eingeladen
action-revoke-invitation = Einladung zurückgenommen
rule-invitation = Eine Einladung wurde angenommen.
rule-invitation-ended = Die Zeit der Einladung ist vorbei.
rule-not-for-guests = Wer eingeladen ist, liest nur, wozu die Einladung gilt.
sign-in-rule-invitation = mit dem Link einer Einladung
sign-in-rule-account-ended = Konto abgelaufen
account-guest = Eingeladen von außerhalb
