### Findings about personal data: finding-personal-data and the kinds personal-kind-<code>.

finding-personal-data = The column probably holds { $kind ->
    [first_name] first names of persons
    [last_name] family names of persons
    [full_name] names of persons
    [birth_date] days or years of birth of persons
    [address] addresses of persons
    [email] e-mail addresses of persons
    [phone] telephone numbers of persons
    [iban] account numbers (IBAN)
    [tax_id] tax numbers of persons
    [social_security_number] numbers of the pension insurance
    [health_insurance_number] numbers of the health insurance
    [id_card] numbers of identity cards or passports
    [licence_plate] registration plates of vehicles
    [free_text] text in which persons are named
   *[other] personal data
} ({ $cells ->
    [one] the only value
   *[other] { $found } of { $cells } different values
}, known by { $basis ->
    [dictionary] lists of names
    [check_digit] the check digit
   *[pattern] how they are written
}). Check who may see the column.

personal-kind-first-name = First name
personal-kind-last-name = Family name
personal-kind-full-name = Name of a person
personal-kind-birth-date = Date of birth
personal-kind-address = Address
personal-kind-email = E-mail address
personal-kind-phone = Telephone number
personal-kind-iban = IBAN
personal-kind-tax-id = Tax number
personal-kind-social-security-number = Pension insurance number
personal-kind-health-insurance-number = Health insurance number
personal-kind-id-card = Identity card number
personal-kind-licence-plate = Registration plate
personal-kind-free-text = Text with persons
