### Veröffentlichung: was es braucht, bis Daten öffentlich sind, und wer dafür einsteht.

## Rolle und Regeln
role-gatekeeper = Freigabestelle
rule-gatekeeper-releases = Die Freigabestelle eines Hauses gibt seine Daten zur Veröffentlichung frei.
rule-not-a-gatekeeper = Das darf nur die Freigabestelle des Hauses.
error-not-a-gatekeeper = { rule-not-a-gatekeeper }

## Befunde
finding-release-needed = Gewünscht war „öffentlich“. Dazu braucht es eine Freigabe; bis dahin liest nur das eigene Haus.
finding-drift-not-released = { $is ->
    [each] Der Datensatz ist öffentlich, und jede Fassung wird einzeln freigegeben.
    [schema] Der Datensatz ist öffentlich, und die Dauerfreigabe gilt nur für dieselben Spalten. Diese Lieferung hat andere.
    [unchecked] Der Datensatz ist öffentlich, und diese Lieferung ließ sich nicht prüfen.
    [personal_data] Der Datensatz ist öffentlich, und in dieser Lieferung stehen personenbezogene Angaben, über die niemand entschieden hat.
    [anonymity] Der Datensatz ist öffentlich, und in dieser Lieferung heben sich einzelne Zeilen zu sehr heraus.
    [diversity] Der Datensatz ist öffentlich, und in dieser Lieferung verraten gleiche Zeilen eine Angabe, die niemand erfahren soll.
    [small_cells] Der Datensatz ist öffentlich, und in dieser Lieferung stehen zu kleine Zahlen.
    [differences] Der Datensatz ist öffentlich, und der Unterschied zur freigegebenen Fassung verrät einzelne Personen.
    [description] Der Datensatz ist öffentlich, und seine Beschreibung fehlt.
    [licence] Der Datensatz ist öffentlich, und seine Lizenz fehlt.
   *[contact] Der Datensatz ist öffentlich, und sein Kontakt fehlt.
}

## Protokoll
action-check-release = Prüfliste zur Veröffentlichung angesehen
action-apply-release = Veröffentlichung beantragt
action-agree-release = Zur Veröffentlichung freigegeben
action-refuse-release = Veröffentlichung abgelehnt
action-withdraw-release = Veröffentlichung zurückgenommen
action-standing-release = Durch Dauerfreigabe veröffentlicht

## Stände
release-state-applied = wartet auf Entscheidung
release-state-agreed = freigegeben
release-state-refused = abgelehnt
release-state-withdrawn = zurückgenommen
release-state-overtaken = durch einen neueren Antrag ersetzt

## Prüfliste
release-outcome-met = erfüllt
release-outcome-not-met = nicht erfüllt
release-outcome-does-not-apply = trifft nicht zu
release-check-personal-data = Personenbezogene Angaben
release-check-anonymity = Niemand hebt sich heraus
release-check-diversity = Gleiche Zeilen verraten nichts
release-check-small-cells = Keine zu kleinen Zahlen
release-check-differences = Unterschied zur vorigen Veröffentlichung
release-check-description = Beschreibung
release-check-licence = Lizenz
release-check-contact = Kontakt

release-reason = Begründung: { $reason }
release-unchosen = Wählen Sie Spalten, oder begründen Sie, warum dieser Punkt nicht zutrifft.
release-too-many = Es gibt zu viele verschiedene Gruppen: Fast jede Zeile steht für sich.
release-counts = Die Tabelle zählt Personen, sie führt sie nicht einzeln auf.
release-rows = Die Tabelle führt Zeilen auf, sie zählt keine Personen.
release-personal-data-none = In dieser Fassung wurden keine gefunden.
release-personal-data-decided = { $found ->
    [one] Eine Spalte mit personenbezogenen Angaben wurde gefunden, und es ist über sie entschieden.
   *[other] { $found } Spalten mit personenbezogenen Angaben wurden gefunden, und es ist über sie entschieden.
}
release-personal-data-waiting = { $waiting ->
    [one] Über eine Spalte mit personenbezogenen Angaben hat noch niemand entschieden.
   *[other] Über { $waiting } Spalten mit personenbezogenen Angaben hat noch niemand entschieden.
}
release-personal-data-closed = Eine Schutzregel nennt eine Spalte, die diese Fassung nicht hat.
release-anonymity-met = Wer die gewählten Spalten kennt, findet immer mindestens { $k } gleiche Zeilen; verlangt sind { $least }.
release-anonymity-not-met = { $small ->
    [one] Eine von { $rows } Zeilen gehört
   *[other] { $small } von { $rows } Zeilen gehören
} zu einer Gruppe mit weniger als { $least } gleichen Zeilen. Die kleinste Gruppe hat { $k ->
    [one] eine Zeile
   *[other] { $k } Zeilen
}.
release-diversity-met = In jeder Gruppe gleicher Zeilen kommen mindestens { $l } verschiedene Werte vor; verlangt sind { $least }.
release-diversity-not-met = { $small ->
    [one] Eine von { $rows } Zeilen gehört
   *[other] { $small } von { $rows } Zeilen gehören
} zu einer Gruppe mit weniger als { $least } verschiedenen Werten: Wer weiß, dass jemand dazugehört, kennt die Angabe.
release-small-cells-met = { $cells ->
    [one] Die einzige Zahl ist null oder mindestens { $least }.
   *[other] Jede der { $cells } Zahlen ist null oder mindestens { $least }.
}
release-small-cells-not-met = { $small ->
    [one] Eine von { $cells } Zahlen ist kleiner als { $least }.
   *[other] { $small } von { $cells } Zahlen sind kleiner als { $least }.
}
release-small-cells-with-them = { $more ->
    [0] Wer sie durch einen Punkt ersetzt, muss keine anderen ersetzen.
    [one] Wer sie durch einen Punkt ersetzt, muss auch eine andere ersetzen, damit niemand sie aus den Summen errechnet.
   *[other] Wer sie durch einen Punkt ersetzt, muss auch { $more } andere ersetzen, damit niemand sie aus den Summen errechnet.
}
release-differences-first = Vor dieser Fassung wurde keine andere freigegeben.
release-differences-met = Keine Zahl hat sich gegenüber Fassung { $version } um weniger als { $least } geändert.
release-differences-not-met = { $telling ->
    [one] Eine Zahl hat sich gegenüber Fassung { $version } um weniger als { $least } geändert oder war dort zu sehen: Der Unterschied verrät einzelne Personen.
   *[other] { $telling } Zahlen haben sich gegenüber Fassung { $version } um weniger als { $least } geändert oder waren dort zu sehen: Der Unterschied verrät einzelne Personen.
}
release-description-met = Titel und Beschreibung sagen, was die Daten sind.
release-description-not-met = Beschreiben Sie in mindestens einem Satz, was eine Zeile ist und woher die Daten kommen.
release-licence-met = Es ist gesagt, was andere mit den Daten tun dürfen.
release-licence-not-met = Wählen Sie eine Lizenz.
release-contact-met = Es ist gesagt, wen man fragen kann.
release-contact-not-met = Nennen Sie ein Funktionspostfach, beim Datensatz oder beim Haus.

## Seite „Veröffentlichung“
release-view = Veröffentlichung
release-now-public = Öffentlich ist Fassung { $version }.
release-now-public-text = Beantragt von { $applied }, freigegeben von { $decided }, { $when }. Seitdem { $reach ->
    [0] nicht benutzt
    [one] einmal benutzt
   *[other] { $reach }-mal benutzt
}.
release-by-itself = Dauerfreigabe
release-by-operator = Betrieb
release-now-public-before = Der Datensatz ist öffentlich, ohne dass eine Freigabe gespeichert ist.
release-now-public-before-text = Er war es schon, bevor es Freigaben gab, oder der Betrieb hat ihn geöffnet. Mit einem Antrag holen Sie Prüfung und Freigabe nach.
release-now-closed = Der Datensatz ist nicht öffentlich.
release-now-closed-text = Öffentlich wird er mit einer Freigabe: Eine Person beantragt sie mit erfüllter Prüfliste, eine andere gibt frei.
release-standing = Dauerfreigabe: Spätere Lieferungen werden von selbst öffentlich, solange Spalten und Prüfergebnisse gleich bleiben.
release-each = Jede Fassung wird einzeln freigegeben.
release-nothing = Es gibt noch keine Fassung, die veröffentlicht werden könnte.
release-checklist = { $waits ->
    [true] Prüfliste für Fassung { $version }, die noch wartet
   *[false] Prüfliste für Fassung { $version }
}
release-checklist-text = So sähen alle die Daten, nach den heutigen Schutzregeln.
release-fix-personal-data = Zum Schutz
release-fix-description = Beschreibung bearbeiten
release-choice = Was geprüft wird
release-choice-quasi = Woran könnte man eine Person erkennen?
release-choice-quasi-hint = Spalten, die jemand aus anderer Quelle kennen kann, zum Beispiel Stadtteil, Alter, Beruf. Bei einer Tabelle mit Zahlen: wonach sie gegliedert ist.
release-choice-sensitive = Was soll niemand über eine einzelne Person erfahren?
release-choice-counts = Welche Spalte enthält Anzahlen von Personen?
release-choice-none = Keine
release-choice-least = Kleinste Gruppe, kleinste Zahl
release-choice-least-hint = Empfohlen: 10 für alle, 5 innerhalb der Verwaltung.
release-choice-diverse = Verschiedene Werte in jeder Gruppe
release-choice-why = Warum „{ $check }“ nicht zutrifft
release-choice-why-hint = Nur ausfüllen, wenn der Punkt nichts mit diesen Daten zu tun hat, zum Beispiel: Bäume sind keine Personen.
release-recheck = Prüfen
release-remedies-find = Abhilfe suchen
release-remedies = Was helfen würde
release-remedies-text = Regeln legt die Datenverantwortung auf der Seite „Schutz“ fest.
release-remedies-none = Keine der versuchten Regeln hilft. Fassen Sie die Tabelle zusammen, bevor Sie sie einbringen.
release-remedy = Abhilfe
release-remedy-drop-rows = Zeilen weglassen, die sich herausheben
release-remedy-suffices = reicht aus
release-remedy-remains = { $share } der Zeilen heben sich weiter heraus
release-remedy-rows = Zeilen weniger
release-remedy-cells = Zellen betroffen
release-remedy-precision = Genauigkeit verloren
release-remedy-result = Wirkung
release-apply = Veröffentlichung beantragen
release-apply-ready = Alle Punkte sind erfüllt oder treffen nicht zu. Die Freigabestelle entscheidet.
release-apply-open = Ein Antrag ist möglich, sobald alle Punkte erfüllt sind oder nicht zutreffen.
release-note = Was die Freigabestelle wissen sollte
release-standing-wish = Spätere Lieferungen von selbst veröffentlichen
release-standing-wish-text = Nur solange Spalten und Prüfergebnisse gleich bleiben. Sonst bleibt die vorige Fassung öffentlich, und die neue wartet.
release-waiting = Ein Antrag wartet
release-waiting-text = Fassung { $version }, beantragt von { $applied }, { $when }.
release-own = Sie haben den Antrag selbst gestellt. Freigeben muss eine andere Person.
release-other = Über den Antrag entscheidet die Freigabestelle von { $house }.
release-agree-title = Freigeben
release-agree-text = Danach können alle Fassung { $version } lesen und herunterladen. Was einmal öffentlich war, lässt sich nicht zurückholen.
release-agree = Freigeben
release-refuse-title = Ablehnen
release-refuse-text = Der Datensatz bleibt, wie er ist. Sagen Sie, was sich ändern müsste.
release-refuse = Ablehnen
release-why = Grund
release-withdraw-title = Zurücknehmen
release-withdraw-text = Der Datensatz ist sofort nicht mehr öffentlich. Seit der Veröffentlichung wurde er { $reach ->
    [0] nicht benutzt.
    [one] einmal benutzt; was heruntergeladen wurde, lässt sich nicht zurückholen.
   *[other] { $reach }-mal benutzt; was heruntergeladen wurde, lässt sich nicht zurückholen.
}
release-withdraw-to = Wer darf danach lesen?
release-withdraw-confirm = Ich nehme die Veröffentlichung zurück.
release-withdraw = Veröffentlichung zurücknehmen
release-history = Bisherige Anträge
release-history-line = Fassung { $version }: { $state }
release-done-applied = Der Antrag ist gestellt. Die Freigabestelle sieht ihn in ihrer Liste.
release-done-agreed = Freigegeben. Die Fassung ist ab jetzt öffentlich.
release-done-refused = Abgelehnt. Wer den Antrag gestellt hat, sieht den Grund auf dieser Seite.
release-done-withdrawn = Zurückgenommen. Der Datensatz ist nicht mehr öffentlich.

## Seite „Anträge auf Veröffentlichung“
releases-title = Anträge auf Veröffentlichung
releases-lead = { $count ->
    [0] Zurzeit wartet kein Antrag.
    [one] Ein Antrag wartet.
   *[other] { $count } Anträge warten.
}
releases-empty-text = Einen Antrag stellt, wer einen Datensatz pflegt, auf dessen Seite „Veröffentlichung“. Hier erscheint, worüber Sie entscheiden oder was Sie beantragt haben.
releases-decide = Prüfen und entscheiden
releases-look = Ansehen

## Was nicht stimmt
error-release-needed = Öffentlich wird ein Datensatz mit einer Freigabe. Beantragen Sie sie auf seiner Seite „Veröffentlichung“.
error-release-checks-open = Auf der Prüfliste ist noch etwas offen.
error-release-needs-two = Über einen Antrag entscheidet eine andere Person als die, die ihn gestellt hat.
error-release-reason = Der Grund fehlt oder ist zu lang. Erlaubt sind 1.000 Zeichen.
error-release-withdraw-public = Wählen Sie, wer danach noch lesen darf: das eigene Haus oder die Verwaltung.
error-release-unconfirmed = Bestätigen Sie, dass Sie die Veröffentlichung zurücknehmen.
error-release-unknown-column = Eine der gewählten Spalten gibt es in dieser Fassung nicht.
error-release-least = Die kleinste Gruppe muss zwischen 3 und 1.000 liegen.
error-release-diverse = Verlangt werden können 2 bis 1.000 verschiedene Werte.
error-release-no-version = Dieser Datensatz hat noch keine Fassung.

## Kommandozeile
cli-release = Veröffentlichungen prüfen, beantragen, entscheiden und zurücknehmen
cli-release-list = Anträge auflisten, die auf eine Entscheidung warten
cli-release-check = Prüfliste eines Datensatzes zeigen
cli-release-apply = Veröffentlichung beantragen
cli-release-agree = Einen Antrag freigeben, den jemand auf den Seiten gestellt hat
cli-release-refuse = Einen Antrag ablehnen
cli-release-withdraw = Veröffentlichung zurücknehmen
cli-arg-quasi = Spalte, an der man eine Person erkennen könnte (tabelle.spalte); darf mehrfach stehen
cli-arg-sensitive = Spalte, die niemand über eine einzelne Person erfahren soll (tabelle.spalte)
cli-arg-counts = Spalte mit Anzahlen von Personen (tabelle.spalte)
cli-arg-least = Kleinste Gruppe und kleinste Zahl
cli-arg-diverse = Verschiedene Werte in jeder Gruppe
cli-arg-no-persons = Warum die Daten nicht von Personen handeln
cli-release-apply-note = Was die Freigabestelle wissen sollte
cli-release-apply-standing = Spätere Lieferungen von selbst veröffentlichen, solange Spalten und Prüfergebnisse gleich bleiben
cli-release-refuse-reason = Grund
cli-release-withdraw-reason = Grund
cli-release-withdraw-to = Wer danach lesen darf
cli-release-column-dataset = Datensatz
cli-release-column-version = Fassung
cli-release-column-by = Beantragt von
cli-release-column-check = Punkt
cli-release-column-outcome = Ergebnis
cli-release-column-evidence = Beleg
cli-release-applied = { $name }: Veröffentlichung von Fassung { $version } beantragt
cli-release-agreed = { $name }: freigegeben und öffentlich
cli-release-refused = { $name }: abgelehnt
cli-release-withdrawn = { $name }: zurückgenommen; seit der Veröffentlichung { $reach ->
    [0] nicht benutzt
    [one] einmal benutzt
   *[other] { $reach }-mal benutzt
}
