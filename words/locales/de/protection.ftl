### Schutz: was von einem Datensatz wem nicht gezeigt wird, und warum.

## Seite „Schutz“
protection-view = Schutz
protection-persons = Angaben zu Personen
protection-persons-none = Keine Angaben zu Personen gefunden
protection-persons-none-text = In der neuesten Fassung ist nichts aufgefallen. Steht trotzdem etwas darin, kennzeichnen Sie die Spalte selbst.
protection-waiting = { $count ->
    [one] In einer Spalte wurden Angaben zu Personen gefunden, die noch niemand geprüft hat. Bis dahin sieht sie nur das eigene Haus.
   *[other] In { $count } Spalten wurden Angaben zu Personen gefunden, die noch niemand geprüft hat. Bis dahin sieht sie nur das eigene Haus.
}
protection-nothing-waits = Alle Spalten mit Angaben zu Personen sind geprüft.
protection-waits = Angaben zu Personen sind zu prüfen
protection-look = Ansehen und entscheiden
protection-unreviewed = ungeprüft, nur im Haus sichtbar
protection-not-personal = kein Personenbezug
protection-personal = Personenbezug, bleibt im Haus
protection-review = Prüfen und entscheiden
protection-verdict = Was steht in dieser Spalte?
verdict-personal = Angaben zu Personen
verdict-not-personal = Nichts über Personen
verdict-explained-personal = Außerhalb des Hauses sieht die Spalte nur, wer ein Leserecht auch für Geschütztes hat. Alle anderen sehen, was eine Regel unten von ihr übrig lässt, sonst nichts.
verdict-explained-not-personal = Oder nur, was alle wissen dürfen: Funktionspostfächer, Namen von Amtsträgern, Straßen ohne Personen. Die Spalte ist dann zu sehen wie jede andere.
protection-reason = Begründung
protection-reason-hint = In einem Satz, den auch die Datenschutzbeauftragte versteht. Wer betroffen ist, liest ihn mit.
protection-review-save = Entscheidung speichern
protection-mark = Eine andere Spalte als Angabe zu Personen kennzeichnen
protection-mark-text = Die Spalte bleibt dann im Haus, auch in älteren und späteren Fassungen.
protection-mark-do = Kennzeichnen
protection-column = Spalte
protection-kind = Art der Angabe
protection-rules = Regeln
protection-rules-none = Noch keine Regel
protection-rules-none-text = Wer die Zeilen lesen darf, sieht alle Zeilen und alle Spalten, außer ungeprüften Angaben zu Personen.
protection-for = Gilt für: { $binds }
protection-lift = Aufheben
protection-lift-text = Ohne diese Regel sehen die genannten Lesenden sofort, was sie zurückgehalten hat, in allen Fassungen. Die Regel bleibt unter „Was bisher galt“ stehen.
protection-lift-do = Regel aufheben
protection-mask = Eine Spalte schützen
protection-instead = Was zu sehen ist
protection-number = Wie viel
protection-number-hint = Anfang: Zeichen, die bleiben. Gruppen: Breite, etwa 10. Runden: auf 100, 10, 1 oder 0,1. Raster: Meter, etwa 500.
protection-binds = Für wen
protection-mask-do = Spalte schützen
protection-rows = Zeilen zurückhalten
protection-rows-do = Zeilen zurückhalten
protection-who-may = Wer Regeln festlegt
protection-who-may-text = Regeln legt fest, wer in { $house } die Rolle Datenverantwortung hat. Die Rolle vergibt die Verwaltung des Datenhubs.
protection-about = Was Regeln bewirken
protection-about-text = Regeln gelten überall gleich: auf diesen Seiten, in Abfragen, in Dateien zum Herunterladen und in der Schnittstelle, für alle Fassungen. Datenpflege und Datenverantwortung des Hauses sehen immer alles. Findet eine Regel ihre Spalte nicht mehr, ist für die Betroffenen die ganze Fassung zu.
protection-changes = Was bisher galt
protection-change = { $columns ->
    [one] 1 Regel für Spalten
   *[other] { $columns } Regeln für Spalten
}, { $rows ->
    [one] 1 für Zeilen
   *[other] { $rows } für Zeilen
}, { $reviews ->
    [one] 1 Prüfung
   *[other] { $reviews } Prüfungen
}
protection-by-operator = Kommandozeile
protection-done-reviewed = Die Entscheidung ist gespeichert und gilt ab jetzt.
protection-done-ruled = Die Regel ist festgelegt und gilt ab jetzt.
protection-done-lifted = Die Regel ist aufgehoben.
protection-misfits = Eine Regel oder Entscheidung findet ihre Spalte nicht
protection-misfits-text = In der neuesten Fassung fehlt: { $columns }. Vielleicht heißt die Spalte jetzt anders. Bis Sie die Regel aufheben oder neu festlegen oder über die Spalte neu entscheiden, sehen die Betroffenen nichts von dieser Fassung.

## Für wen eine Regel gilt
binds-public = wer nicht angemeldet ist
binds-outside = alle außerhalb des Hauses
binds-readers = alle außer Datenpflege und Datenverantwortung

## Masken, wie sie angeboten werden
mask-offer-hide = nichts: Die Spalte fehlt
mask-offer-null = die leere Spalte
mask-offer-pseudonym = ein Deckname je Wert
mask-offer-beginning = der Anfang
mask-offer-group = Zahlen in Gruppen
mask-offer-round = gerundete Zahlen
mask-offer-year = das Jahr
mask-offer-quarter = das Quartal
mask-offer-month = der Monat
mask-offer-street = die Straße ohne Hausnummer
mask-offer-grid = die Mitte eines Rasterfelds

## Masken, wie sie wirken
mask-hide = Die Spalte wird nicht gezeigt.
mask-null = Die Spalte ist leer.
mask-pseudonym = Statt der Werte stehen Decknamen: gleiche Werte haben gleiche.
mask-beginning = { $count ->
    [one] Zu sehen ist nur das erste Zeichen.
   *[other] Zu sehen sind nur die ersten { $count } Zeichen.
}
mask-round = { $digits ->
    [one] Zahlen sind auf eine Stelle nach dem Komma gerundet.
   *[other] Zahlen sind auf { $digits } Stellen nach dem Komma gerundet.
}
mask-round-to = Zahlen sind auf { $step } gerundet.
mask-group = Zahlen stehen in Gruppen zu { $width }.
mask-period-year = Zu sehen ist nur das Jahr.
mask-period-quarter = Zu sehen ist nur das Quartal.
mask-period-month = Zu sehen ist nur der Monat.
mask-street = Zu sehen ist nur die Straße, ohne Hausnummer.
mask-grid = Punkte liegen in der Mitte eines Rasterfelds von { $metres } Metern.

## Regeln für Zeilen
row-rule-which = Welche Zeilen sind zu sehen?
row-rule-values = Zeilen mit bestimmten Werten
row-rule-values-label = Werte, einer je Zeile
row-rule-range = Zeilen zwischen zwei Werten
row-rule-range-from = von
row-rule-range-to = bis
row-rule-own = Zeilen des eigenen Hauses
row-rule-own-text = In der Spalte steht der Name oder das Kürzel des Hauses der Lesenden.
row-rule-one-of = { $count ->
    [one] Zu sehen sind nur Zeilen mit dem Wert { $values }.
   *[other] Zu sehen sind nur Zeilen mit einem dieser Werte: { $values }.
}
row-rule-between = Zu sehen sind nur Zeilen von { $from } bis { $to }.
row-rule-from = Zu sehen sind nur Zeilen ab { $from }.
row-rule-to = Zu sehen sind nur Zeilen bis { $to }.
row-rule-own-office = Zu sehen sind nur Zeilen, in denen das eigene Haus steht.

## Was Lesenden nicht gezeigt wird
held-back-title = { $count ->
    [one] Etwas wird Ihnen hier nicht oder nur vergröbert gezeigt
   *[other] { $count } Dinge werden Ihnen hier nicht oder nur vergröbert gezeigt
}
held-back-said = Grund: { $reason }
held-back-personal = Angaben zu Personen bleiben im Haus.
held-back-unreviewed = Hier wurden Angaben zu Personen gefunden, die noch niemand geprüft hat.

## Mit den Augen anderer
seen-title = Was sähe …?
seen-text = Sehen Sie den Datensatz mit den Augen anderer. Dass Sie das getan haben, steht im Protokoll.
seen-who = Wer?
seen-who-public = Die Öffentlichkeit
seen-who-house = Ein Haus
seen-who-person = Eine Person
seen-do = Ansehen
seen-by = Das sieht { $name }
seen-by-public = Das sieht die Öffentlichkeit
seen-reads = Liest die Zeilen: { $rule }
seen-knows = Weiß von dem Datensatz, liest aber keine Zeile: { $rule }
seen-nothing = Weiß nichts von dem Datensatz: { $rule }
seen-purpose = Unter dem Leserecht für: { $purpose }
seen-some-rows = Nicht alle Zeilen: Eine Regel hält einige zurück.
seen-no-columns = Keine Spalte ist zu sehen.
seen-no-rows = Keine Zeile ist zu sehen.
seen-rows = { $count ->
    [0] Keine Zeile
    [one] Die erste Zeile
   *[other] Die ersten { $count } Zeilen
}
seen-back = Zurück zum Schutz

## Leserechte auch für Geschütztes
grant-covers = Auch, was anderen vorenthalten ist
grant-covers-text = Regeln des Schutzes gelten dann nicht, und geprüfte Angaben zu Personen sind zu sehen. Nur, wenn Zweck und Rechtsgrundlage das tragen.
grant-extent = Was darf gelesen werden?
grant-extent-rows = Zeilen
grant-extent-rows-text = Die Daten selbst, auf Seiten, in Abfragen und zum Herunterladen.
grant-extent-statistics = Nur Statistik
grant-extent-statistics-text = Keine Zeile. Abfragen werden nur mit Anzahlen beantwortet; diese sind leicht verändert, und kleine werden nicht genannt.
count-with-query = Mit einer Abfrage zählen
grants-extent = Gelesen wird
grants-extent-statistics = nur Statistik
grants-covers = Umfang
grants-covers-all = auch Geschütztes

## Zahlen, die nicht genannt werden
version-rows-not-told = Wie viele Zeilen es sind, ist Ihnen nicht gezeigt.
preview-caption-some = Die ersten { $shown } Ihrer Zeilen, Fassung { $version }
preview-all-of-yours = Alle Ihre Zeilen
table-caption-some = { $rows ->
    [one] 1 Zeile, die Sie sehen dürfen
   *[other] { $rows } Zeilen, die Sie sehen dürfen
}
rows-refused-unseen-some = die Zeilen
compare-closed-untold = Die Zeilen sind für Sie geschlossen.
compare-nothing-in-common-untold = Die Fassungen haben keine Spalte gemeinsam, die sich vergleichen lässt.
compare-too-much-untold = Für den Vergleich Zeile für Zeile ist die Tabelle zu groß.

## Gründe des Wächters
rule-owner-protects = Die Datenverantwortung eines Hauses legt fest, was von seinen Daten zurückgehalten wird.
rule-protection-does-not-fit = Eine Regel zum Schutz dieser Daten findet ihre Spalte nicht mehr. Bis die Datenverantwortung des Hauses nachgesehen hat, ist die Fassung zu.

## Fehler
error-protection-does-not-fit = { rule-protection-does-not-fit }
error-unknown-column = Diese Spalte gibt es in der neuesten Fassung nicht.
error-too-many-rules = Mehr als 300 Regeln oder Prüfungen für einen Datensatz gehen nicht.
error-rule-twice = Für diese Spalte und diese Lesenden gibt es schon eine Regel. Heben Sie sie zuerst auf.
error-invalid-reason = Die Begründung fehlt oder ist länger als 1.000 Zeichen.
error-invalid-rule-values = Nennen Sie mindestens einen Wert, höchstens 1.000.
error-invalid-rule-value = Ein Wert passt nicht zu der Spalte, oder er ist zu lang.
error-rule-needs-text = Das eigene Haus kann nur in einer Spalte mit Text stehen.
error-invalid-mask = Die Zahl zu dieser Maske fehlt oder liegt außerhalb der Grenzen.
error-mask-does-not-fit = Diese Maske passt nicht zu den Werten der Spalte.
error-mask-missing = Wählen Sie, was zu sehen ist.
error-verdict-missing = Entscheiden Sie, was in der Spalte steht.
error-round-step = Gerundet wird auf 1, 10, 100 und so weiter oder auf 0,1, 0,01 und so weiter.

## hebewerk protection
cli-protection = Zeigt, was von einem Datensatz zurückgehalten wird, oder legt es fest
cli-protection-show = Zeigt die Regeln zum Schutz eines Datensatzes
cli-protection-set = Legt Regeln fest, an die Stelle aller bisherigen
cli-protection-show-dataset = Datensatz als Haus/Name
cli-protection-set-dataset = Datensatz als Haus/Name
cli-protection-set-file = Datei mit den Regeln, wie show --json sie ausgibt; - liest die Standardeingabe
cli-grant-give-statistics-only = Nur Statistik: Abfragen werden mit Anzahlen beantwortet, Zeilen sind nicht zu sehen
cli-grant-give-covers-protected = Das Leserecht gilt auch für das, was anderen vorenthalten ist
cli-protection-column-what = Was
cli-protection-column-column = Spalte
cli-protection-column-binds = Für wen
cli-protection-column-reason = Begründung
cli-protection-rows = Zeilen
cli-protection-done = { $name }: Regeln Nummer { $number } sind festgelegt.
