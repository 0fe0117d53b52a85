### Befunde zu personenbezogenen Daten: finding-personal-data und die Arten personal-kind-<Kennung>.

finding-personal-data = Die Spalte enthält wahrscheinlich { $kind ->
    [first_name] Vornamen von Personen
    [last_name] Nachnamen von Personen
    [full_name] Namen von Personen
    [birth_date] Geburtstage oder Geburtsjahre von Personen
    [address] Anschriften von Personen
    [email] E-Mail-Adressen von Personen
    [phone] Telefonnummern von Personen
    [iban] Kontonummern (IBAN)
    [tax_id] Steuernummern von Personen
    [social_security_number] Rentenversicherungsnummern
    [health_insurance_number] Krankenversichertennummern
    [id_card] Nummern von Personalausweisen oder Reisepässen
    [licence_plate] Kennzeichen von Fahrzeugen
    [free_text] freien Text, in dem Personen genannt sind
   *[other] personenbezogene Daten
} ({ $cells ->
    [one] der einzige Wert
   *[other] { $found } von { $cells } verschiedenen Werten
}, erkannt an { $basis ->
    [dictionary] Listen von Namen
    [check_digit] der Prüfziffer
   *[pattern] der Schreibweise
}). Prüfen Sie, wer die Spalte sehen darf.

personal-kind-first-name = Vorname
personal-kind-last-name = Nachname
personal-kind-full-name = Name einer Person
personal-kind-birth-date = Geburtsdatum
personal-kind-address = Anschrift
personal-kind-email = E-Mail-Adresse
personal-kind-phone = Telefonnummer
personal-kind-iban = IBAN
personal-kind-tax-id = Steuernummer
personal-kind-social-security-number = Rentenversicherungsnummer
personal-kind-health-insurance-number = Krankenversichertennummer
personal-kind-id-card = Ausweisnummer
personal-kind-licence-plate = Kennzeichen
personal-kind-free-text = Text mit Personen
