### Sichten: Fragen mit einem Namen, sichten.<name>.

views-title = Sichten
views-lead = Eine Sicht ist eine Frage mit einem Namen. Sie wird bei jedem Öffnen neu beantwortet und zeigt allen nur, was sie an den Quellen selbst lesen dürfen.
views-link = Gespeicherte Sichten
views-ask-text = Fragen mit einem Namen können Sie wie eine Tabelle abfragen: sichten.name.
views-search = Sicht suchen
views-not-found = Keine Sicht passt zu: { $text }
views-all = Alle Sichten
views-none = Noch gibt es keine Sicht, die Sie sehen können
views-none-one = Stellen Sie eine Frage in Schritten.
views-none-question = Zur Auswertung
views-none-two = Oder schreiben Sie eine Abfrage.
views-none-sql = Zu SQL
views-none-three = Wählen Sie neben der Antwort „Als Sicht speichern“. Danach steht sie hier, und andere können mit ihr weiterarbeiten.
views-none-public = Manche Sichten sehen nur Angemeldete.

view-kind = Sicht
view-keep = Aufheben
view-keep-text = Gibt der Frage einen Namen, unter dem auch andere sie finden. Sie wird bei jedem Öffnen neu beantwortet.
view-keep-do = Als Sicht speichern
view-name = Name in SQL
view-name-text = Unter diesem Namen steht die Sicht in jeder Abfrage und auch in anderen Sichten.
view-open-question = In Auswertung öffnen
view-open-rest = Für Programme (JSON)
view-sql = Die Abfrage dahinter
view-definition-hidden = Was die Sicht fragt, sehen nur die, die alle ihre Quellen lesen dürfen.
view-failed = Diese Sicht lässt sich gerade nicht zeigen
view-no-rows = Die Sicht hat zurzeit keine Zeilen.
view-cut = Gezeigt werden die ersten Zeilen. Alle stehen in den Dateien.
view-sources = Woher die Daten kommen
view-source-withdrawn = Dieser Datensatz wurde zurückgezogen. Seine letzte Fassung bleibt lesbar.
view-source-bridge = Brücke zwischen zwei Datensätzen
view-source-view = Sicht
view-source-gone = Diese Quelle gibt es nicht mehr
view-keeper = Wer sie pflegt
view-keeper-person = { $house }, zuletzt { $person }
view-used-by = Sichten, die auf dieser stehen
view-history = Was sie früher war
view-history-show = Abfrage ansehen
view-edition = Stand { $number }
view-edition-question = Auswertung: { $address }
view-values = Angaben
view-values-apply = Anwenden
view-change = Bearbeiten
view-done-saved = Die Sicht ist gespeichert.
view-done-changed = Die Änderung ist gespeichert. Der frühere Stand bleibt in der Geschichte.

view-circle-office = Nur das eigene Haus
view-circle-city = Alle in der Verwaltung
view-circle-public = Alle
view-circle-office-explained = Name und Titel sehen nur die Mitglieder des Hauses, das dafür zuständig ist.
view-circle-city-explained = Name und Titel sehen alle Angemeldeten der Verwaltung, die alle Quellen kennen dürfen.
view-circle-public-explained = Name und Titel sehen alle, wenn jede Quelle öffentlich ist. Sonst sehen sie nur die, die alle Quellen kennen dürfen.

view-truth-true = ja
view-truth-false = nein
view-kind-text = Text
view-kind-integer = ganze Zahl
view-kind-decimal = Zahl mit Komma
view-kind-date = Tag
view-kind-boolean = ja oder nein
view-kind-hint-text = Text
view-kind-hint-integer = Ganze Zahl, zum Beispiel 12
view-kind-hint-decimal = Zahl mit Punkt, zum Beispiel 12.5
view-kind-hint-date = Tag, zum Beispiel 2026-11-27
view-kind-hint-boolean = Ja oder nein

## Formular
view-new-headline = Als Sicht speichern
view-change-headline = Sicht bearbeiten
view-save = Sicht speichern
view-form-lead = Eine Sicht speichert die Frage, nicht die Antwort. Wer sie öffnet, bekommt die Antwort von heute.
view-form-title = Titel
view-form-name = Name in SQL
view-form-name-hint = Kleine Buchstaben, Ziffern und Unterstriche. Ohne Angabe wird er aus dem Titel gebildet. Er bleibt immer gleich.
view-form-about = Beschreibung
view-form-about-hint = Was zeigt die Sicht, und was sollte man beim Lesen wissen? Eine leere Zeile beginnt einen neuen Absatz.
view-form-house = Haus, das die Sicht pflegt
view-form-circle = Wer die Sicht finden kann
view-no-house = Sie gehören zu keinem Haus
view-no-house-text = Eine Sicht gehört immer einem Haus. Bitten Sie Ihre Verwaltung um eine Rolle.
view-rights = Wer was sieht
view-rights-text = Die Sicht gibt niemandem neue Rechte. Welche Zeilen und Spalten jemand sieht, entscheidet sich an den Quellen. Name, Titel und Abfrage sehen nur die, die alle Quellen kennen dürfen.
view-parameters = Angaben beim Öffnen
view-parameters-text = Schreiben Sie in der Abfrage $name, zum Beispiel: where stadtbezirk = $bezirk. Wer die Sicht öffnet, kann den Wert ändern. In SQL gilt immer die Vorgabe.
view-parameter = Angabe { $number }
view-parameter-name = Name
view-parameter-label = Beschriftung
view-parameter-kind = Art
view-parameter-default = Vorgabe

## Entfernen
view-remove = Entfernen
view-remove-headline = „{ $title }“ entfernen?
view-remove-lead = Die Sicht { $name } und ihre Geschichte werden gelöscht. Die Daten bleiben. Abfragen, die diesen Namen enthalten, finden sie dann nicht mehr.
view-remove-used = Diese Sichten stehen auf ihr und lassen sich danach nicht mehr öffnen:
view-remove-do = Sicht entfernen
view-remove-not = Behalten
view-removed = Die Sicht ist entfernt.

## Fehler
error-no-such-view = Eine Sicht „{ $name }“ gibt es nicht, oder sie ist für Sie nicht sichtbar.
error-sql-view = { $problem ->
    [circle] Die Sicht „{ $name }“ steht über andere Sichten auf sich selbst. Ändern Sie eine von ihnen.
    [too_deep] Hinter der Sicht „{ $name }“ stehen zu viele Sichten.
    [source_gone] Die Sicht „{ $name }“ braucht „{ $source }“. Das gibt es nicht mehr.
   *[hidden] Die Sicht „{ $name }“ fragt nach etwas, das für Sie nicht sichtbar ist.
}
error-view-name = Der Name besteht aus kleinen Buchstaben, Ziffern und Unterstrichen und beginnt mit einem Buchstaben.
error-view-name-taken = Diesen Namen hat schon eine andere Sicht.
error-view-title = Der Titel fehlt oder ist zu lang.
error-view-description = Die Beschreibung ist zu lang. Erlaubt sind 5.000 Zeichen.
error-view-definition = Die Frage fehlt, ist zu lang oder passt nicht mehr zu den Daten.
error-view-without-source = Eine Sicht fragt mindestens eine Tabelle.
error-view-circle = So stünde die Sicht über andere Sichten auf sich selbst.
error-view-circle-missing = Wählen Sie, wer die Sicht finden kann.
error-view-too-deep = So stünden zu viele Sichten hintereinander. Erlaubt sind 8.
error-view-parameters = Eine Angabe ist nicht in Ordnung: Namen bestehen aus kleinen Buchstaben, Ziffern und Unterstrichen, jeder kommt einmal vor, und es sind höchstens 12.
error-view-parameter-unknown = Nach einer dieser Angaben fragt die Sicht nicht.
error-view-parameter-value = Ein Wert passt nicht zu seiner Art. Tage schreiben Sie wie 2026-11-27, Zahlen mit Punkt.

rule-member-keeps-views = Wer einem Haus angehört, kann in seinem Namen Sichten speichern.
action-save-view = Sicht gespeichert
action-change-view = Sicht geändert
action-remove-view = Sicht entfernt

## Befehlszeile
cli-view = Sichten auflisten, zeigen, speichern und löschen
cli-view-list = Sichten auflisten
cli-view-list-organisation = Nur die dieses Hauses
cli-view-show = Eine Sicht zeigen; ihre Zeilen gibt hebewerk sql "select * from sichten.name"
cli-view-show-name = Name ohne „sichten.“
cli-view-save = Eine Sicht speichern oder ändern
cli-view-save-name = Name ohne „sichten.“
cli-view-save-sql = Eine SELECT-Anweisung
cli-view-save-title = Titel
cli-view-save-description = Beschreibung
cli-view-save-organisation = Haus, das die Sicht pflegt; nötig bei einer neuen
cli-view-save-visibility = Wer die Sicht finden kann: office, city oder public
cli-view-save-parameters = Eine Angabe der Sicht als name:art=vorgabe, zum Beispiel bezirk:text=Mitte; mehrfach möglich
cli-view-delete = Eine Sicht und ihre Geschichte löschen
cli-view-delete-name = Name ohne „sichten.“
cli-view-delete-yes = Bestätigt, dass die Sicht gelöscht werden soll
cli-view-column-name = Name
cli-view-column-title = Titel
cli-view-column-organisation = Haus
cli-view-column-visibility = findet
cli-view-column-edition = Stand
cli-view-column-sources = Quellen
cli-view-saved = Gespeichert: { $name }, Stand { $number }
cli-view-deleted = Gelöscht: { $name }
error-view-edition-missing = Sagen Sie mit edition, welchen Stand der Sicht Sie meinen.
error-view-delete-unconfirmed = Die Sicht und ihre Geschichte würden gelöscht. Wiederholen Sie den Befehl mit --yes, wenn das so sein soll.

## Herkunft
view-columns = Woher jede Spalte kommt
view-columns-text = Gezeigt ist, aus welchen Spalten die Werte stammen und aus welcher Fassung sie gerade gelesen werden. Bedingungen und Verbindungen zählen nicht mit.
view-column = Spalte der Sicht
view-column-source = Herkunft der Werte
view-column-from = { $column } aus „{ $title }“, Fassung { $version }
view-column-made = gezählt oder aus festen Werten
views-of-dataset = Sichten auf diesen Datensatz

## Übersichten: Seiten aus Sichten, Zahlen und Text
overviews-title = Übersichten
overviews-lead = Eine Übersicht stellt Sichten, einzelne Zahlen und Text auf einer Seite zusammen. Sie zeigt bei jedem Öffnen den Stand von jetzt.
overviews-link = Übersichten
overviews-none = Noch gibt es keine Übersicht, die Sie sehen können
overviews-none-text = Eine Übersicht besteht aus Sichten. Speichern Sie zuerst eine Frage als Sicht.
overview-kind = Übersicht
overview-new = Übersicht anlegen
overview-new-headline = Übersicht anlegen
overview-change-headline = Übersicht bearbeiten
overview-form-lead = Wählen Sie, was untereinander auf der Seite steht. Alles wird bei jedem Öffnen neu beantwortet, mit den Rechten dessen, der liest.
overview-form-house = Haus, das die Übersicht pflegt
overview-form-circle = Wer die Übersicht finden kann
overview-parts = Was auf der Seite steht
overview-parts-text = Zum Entfernen wählen Sie bei „Art“ „nichts“. Eine andere Reihenfolge geben Sie mit „Stelle auf der Seite“ an. Nach dem Speichern gibt es wieder zwei freie Plätze, höchstens zwölf Teile.
overview-part = Teil { $number }
overview-part-kind = Art
overview-part-none = nichts
overview-part-view = Sicht
overview-part-no-view = keine
overview-part-heading = Überschrift
overview-part-place = Stelle auf der Seite
overview-part-text = Text
overview-part-text-hint = Eine leere Zeile beginnt einen neuen Absatz.
overview-part-column = Spalte der Sicht
overview-part-column-hint = Gezeigt wird der Wert der ersten Zeile. Der Name steht über der Tabelle der Sicht.
overview-part-rows = Zeilen, die zu sehen sind
overview-kind-text = Text
overview-kind-figure = Zahl
overview-kind-table = Tabelle
overview-kind-picture = Bild
overview-save = Übersicht speichern
overview-done = Die Übersicht ist gespeichert.
overview-removed = Die Übersicht ist entfernt.
overview-remove-lead = Die Übersicht wird gelöscht. Ihre Sichten und die Daten bleiben.
overview-remove-do = Übersicht entfernen
overview-answered = Stand: { $when }
overview-to-view = Zur Sicht
overview-purpose = Diese Sicht verbindet Daten mehrerer Häuser. Öffnen Sie die Sicht und sagen Sie, wofür; danach steht sie auch hier.
overview-embed = Adresse zum Einbetten in andere Seiten:
error-no-such-overview = Eine Übersicht „{ $name }“ gibt es nicht, oder sie ist für Sie nicht sichtbar.
error-overview-name-taken = Diesen Namen hat schon eine andere Übersicht.
error-overview-parts = Eine Übersicht hat mindestens einen und höchstens zwölf Teile.
error-overview-part = Ein Teil ist nicht vollständig: Zahlen, Tabellen und Bilder brauchen eine Sicht, eine Tabelle 1 bis 100 Zeilen.
error-overview-no-picture = Ein Bild gibt es nur von Sichten, die aus einer Auswertung stammen und etwas zählen.
action-save-overview = Übersicht gespeichert
action-change-overview = Übersicht geändert
action-remove-overview = Übersicht entfernt
