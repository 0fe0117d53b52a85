### Häuser: wie sie zueinander stehen, und welche abgeschottet sind.

house-parent = Gehört zu
house-parent-hint = Wer im übergeordneten Haus eine Rolle hat, hat sie auch hier.
house-no-parent = keinem anderen Haus
house-below = Darunter
house-part-of = gehört zu { $house }
house-seal = Abschottung
house-sealed = Abgeschottet
house-sealed-short = abgeschottet
house-sealed-text = Zeilen liest nur, wer selbst zu diesem Haus gehört, oder alle, wenn sie veröffentlicht sind. Rollen von oben und Leserechte gelten hier nicht.
rule-sealed = Das Haus ist abgeschottet: Außerhalb liest seine Zeilen niemand, solange sie nicht veröffentlicht sind.
error-sealed = { rule-sealed }
error-sealed-from-city = Ein abgeschottetes Haus kann Daten nur für sich behalten oder veröffentlichen, nicht stadtweit zeigen.
error-parent-below-itself = Dieses Haus steht selbst darunter. Wählen Sie ein anderes.
action-seal-organisation = Haus abgeschottet
action-unseal-organisation = Abschottung aufgehoben
