### Brücken im Hub: was zusammenpasst, wer darüber entscheidet, und die Karte der Silos.

## Zustände
bridge-state-suggested = Vorgeschlagen
bridge-state-accepted = Übernommen
bridge-state-decayed = Trägt nicht mehr
bridge-state-rejected = Abgelehnt
bridge-decay-columns-gone = Eine Spalte, auf der die Brücke steht, gibt es nicht mehr.
bridge-decay-closed = Eine Spalte, auf der die Brücke steht, wird inzwischen geschützt.
bridge-decay-fewer-matches = Es passen viel weniger Werte zusammen als bei der Übernahme.
bridge-decay-key-lost = Eine Seite ist nicht mehr eindeutig: Zeilen stehen jetzt mehrfach im Ergebnis.

## Liste
nav-bridges = Brücken
bridges-title = Brücken zwischen Datensätzen
bridges-lead = { $suggested ->
    [0] Der Hub vergleicht alle Spalten, die Sie lesen dürfen. Zu entscheiden ist gerade nichts.
    [one] Der Hub vergleicht alle Spalten, die Sie lesen dürfen. Ein Vorschlag wartet auf eine Entscheidung.
   *[other] Der Hub vergleicht alle Spalten, die Sie lesen dürfen. { $suggested } Vorschläge warten auf eine Entscheidung.
}
bridges-filter = Auswählen
bridges-filter-house = Haus
bridges-filter-state = Zustand
bridges-filter-all = Alle
bridges-filter-do = Anzeigen
bridges-empty-title = Noch keine Brücke
bridges-empty-text = Brücken erscheinen von selbst, sobald zwei Datensätze dieselben Straßen, Schlüssel oder Namen enthalten. Spalten mit Angaben zu Personen und geschützte Spalten nehmen nicht teil.
bridges-empty-upload = Daten hochladen
bridges-none-chosen = Zu dieser Auswahl gibt es keine Brücke, die Sie sehen dürfen.
bridges-none-chosen-all = Alle Brücken zeigen
bridges-more = { $count ->
    [one] Ein weiterer Eintrag wird nicht gezeigt. Wählen Sie oben ein Haus oder einen Zustand.
   *[other] { $count } weitere Einträge werden nicht gezeigt. Wählen Sie oben ein Haus oder einen Zustand.
}
bridges-map = Zur Silokarte
bridges-caption = { $count ->
    [one] Eine Verbindung, das Nützlichste zuerst
   *[other] { $count } Verbindungen, das Nützlichste zuerst
}
bridges-of-group = { $thing }: { $count ->
    [one] eine Verbindung
   *[other] { $count } Verbindungen
}
bridge-group-extent = { $tables ->
    [one] Eine Tabelle
   *[other] { $tables } Tabellen
}
bridge-group-houses = { $names } und { $others ->
    [one] ein weiteres Haus
   *[other] { $others } weitere Häuser
}
bridge-group-more = { $count ->
    [one] und eine weitere Verbindung
   *[other] und { $count } weitere Verbindungen
}
bridge-group-tables = Tabellen wie „{ $title }“
bridge-group-steps = Über Stufen: { $thing }
bridge-group-reference = Gemeinsamer Bezug: { $thing }
bridge-group-warning = Vorsicht, nur ähnlich: { $thing }
bridge-column-thing = Worum es geht
bridge-column-best = Beste Verbindung
bridge-column-between = Zwischen
bridge-column-on = Gemeinsam
bridge-column-fits = Es passen
bridge-column-state = Zustand
bridge-look = Ansehen
bridges-decayed-title = Brücken, die nicht mehr tragen
bridges-decayed-lead = { $count ->
    [one] Eine übernommene Brücke trägt nicht mehr. Prüfen Sie, ob sie noch gilt.
   *[other] { $count } übernommene Brücken tragen nicht mehr. Prüfen Sie, ob sie noch gelten.
}

## Eine Brücke
bridge-above = { $state ->
    [suggested] Vorgeschlagene Brücke, gefunden am { $day }
    [accepted] Übernommene Brücke
    [decayed] Übernommene Brücke, die nicht mehr trägt
   *[rejected] Abgelehnter Vorschlag
}
bridge-headline-join = Diese Spalten passen zusammen.
bridge-headline-union = Diese Tabellen gehören untereinander.
bridge-headline-duplicate = Das ist zweimal dieselbe Tabelle.
bridge-headline-hierarchy = Diese Tabellen treffen sich über Stufen.
bridge-headline-lookalike = Vorsicht: Diese Spalten sehen nur gleich aus.
bridge-lead-join = „{ $left }“ und „{ $right }“ nennen dieselben Dinge.
bridge-lead-union = Beide Tabellen haben dieselben Spalten, zum Beispiel aus einem anderen Jahr oder einem anderen Haus.
bridge-lead-duplicate = Alle Zeilen und Spalten sind gleich. Vielleicht genügt einer der beiden Datensätze.
bridge-lead-hierarchy = „{ $left }“ ist feiner als „{ $right }“: Ein Wert links gehört zu höchstens einem Wert rechts.
bridge-lead-lookalike = „{ $left }“ und „{ $right }“ heißen gleich und sehen gleich aus, haben aber nur wenige Werte gemeinsam. Das kommt vor, wenn sich Schlüssel geändert haben. Verbinden Sie sie nicht ungeprüft.
bridge-share-of-values = { $count ->
    [one] der eine Wert hat einen Partner
   *[other] von { $count } verschiedenen Werten haben einen Partner
}
bridge-share-of-columns = der Spalten haben einen Partner
bridge-over = { $steps }, über „{ $title }“ von { $house }
bridge-over-calendar = { $steps }, nach dem Kalender
bridge-over-note = Die Tabelle dazwischen sagt zu jedem feinen Wert, wohin er gehört. Ein Wert, der nicht in mindestens 95 % seiner Zeilen zum selben Ziel führt, bleibt ohne Partner.
bridge-level-monat = Monat
bridge-level-quartal = Quartal
bridge-level-jahr = Jahr
bridge-rules-calendar = auf eine Stufe des Kalenders gebracht
bridge-rules-none = gleich geschrieben
bridge-rules-some = { $count ->
    [one] angeglichen nach einer Regel: { $rules }
   *[other] angeglichen nach { $count } Regeln: { $rules }
}
bridge-what-it-does = Was beim Verbinden geschieht
bridge-rows-11 = Eine Zeile trifft höchstens eine Zeile (1:1). Summen stimmen auf beiden Seiten.
bridge-rows-1n = Eine Zeile links trifft mehrere Zeilen rechts (1:n). Beträge der linken Seite stehen mehrfach im Ergebnis: Summen darüber werden zu groß. Summen der rechten Seite stimmen.
bridge-rows-n1 = Mehrere Zeilen links treffen dieselbe Zeile rechts (n:1). Summen der linken Seite stimmen. Beträge der rechten Seite stehen mehrfach im Ergebnis: Summen darüber werden zu groß.
bridge-rows-nm = Mehrere Zeilen treffen mehrere Zeilen (n:m). Beträge beider Seiten stehen mehrfach im Ergebnis: Summen werden zu groß. Fassen Sie vorher eine Seite zusammen.
bridge-rows-steps = Jede Zeile links trifft höchstens eine Zeile rechts (n:1). Auf dem Weg dorthin wird nichts vervielfacht: Summen der linken Seite stimmen. Beträge der rechten Seite stehen bei jeder Zeile, die zu ihnen gehört: Fassen Sie zuerst die linke Seite zusammen, bevor Sie beide teilen oder vergleichen.
bridge-rows-none = Die Zeilen beider Tabellen stehen untereinander. Achten Sie darauf, dass nichts zweimal vorkommt.
bridge-rows-lost = Zeilen ohne Partner fehlen im Ergebnis.
bridge-examples = Beispiele
bridge-rows-show = Beispiele und erste Zeilen zeigen
bridge-examples-matched = Passt zusammen
bridge-examples-left = Nur bei „{ $name }“
bridge-examples-right = Nur bei „{ $name }“
bridge-examples-all = Jeder Wert hat einen Partner.
bridge-preview = Die ersten Zeilen
bridge-preview-caption = { $count ->
    [0] Keine Zeile trifft eine andere.
    [one] Eine verbundene Zeile
   *[other] { $count } verbundene Zeilen
}
bridge-preview-failed = Die Vorschau ließ sich nicht berechnen: { $error }
bridge-sql = Abfrage über diese Brücke
bridge-sql-open = In der Abfrageseite öffnen
bridge-freshness = Frische
bridge-freshness-line = Fassung { $version } vom { $day }
bridge-freshness-measured = zuletzt gezählt am { $day }
bridge-decide = Entscheiden
bridge-decide-text = Übernommene Brücken werden bei beiden Datensätzen angeboten und bei jeder neuen Fassung nachgezählt.
bridge-accept = Übernehmen
bridge-accept-again = So weiter gelten lassen
bridge-reject = Ablehnen
bridge-reopen = Entscheidung zurücknehmen
bridge-decided = { $state ->
    [accepted] Übernommen am { $day } von { $name }.
    [decayed] Übernommen am { $day } von { $name }.
   *[rejected] Abgelehnt am { $day } von { $name }.
}
bridge-decided-by-operator = Betrieb
bridge-may-not = Entscheiden kann, wer einen der beiden Datensätze pflegt und beide lesen darf.
bridge-done-accept = Die Brücke ist übernommen. Sie steht jetzt bei beiden Datensätzen.
bridge-done-reject = Der Vorschlag ist abgelehnt. Er kommt nicht wieder, solange die Spalten so heißen.
bridge-done-reopen = Die Entscheidung ist zurückgenommen. Die Brücke steht wieder unter den Vorschlägen.
bridge-was = Bei der Übernahme passten { $left } links und { $right } rechts.

## Warum ein Vorschlag wo steht
bridge-why = Was dafür und dagegen spricht
bridge-speaks-for = spricht dafür
bridge-speaks-against = spricht dagegen
bridge-speaks-neither = zählt nicht
bridge-because-keys-both = Auf beiden Seiten kommt jeder Wert nur einmal vor: Er benennt genau eine Zeile.
bridge-because-keys-one = Auf einer Seite kommt jeder Wert nur einmal vor: Dort benennt er genau eine Zeile.
bridge-because-keys-none = Auf beiden Seiten kommen Werte mehrfach vor: Sie benennen keine Zeile.
bridge-because-coverage = { $share } der Werte, die einen Partner suchen, finden einen.
bridge-because-balanced = Beide Seiten haben ähnlich viele verschiedene Werte.
bridge-because-larger = Eine Seite hat { $times }-mal so viele verschiedene Werte wie die andere.
bridge-because-headers-same = Die Überschriften sind gleich.
bridge-because-headers-alike = Die Überschriften ähneln einander.
bridge-because-headers-different = Die Überschriften haben nichts gemeinsam.
bridge-because-headers-say-nothing = Die Überschriften passen zu jeder Spalte und sagen nichts.
bridge-because-meaning = Beide Seiten sind erkannt als: { $meaning }.
bridge-because-meanings = Die Seiten sind verschieden erkannt: { $left } und { $right }.
bridge-because-meaning-unknown = Was die Werte bedeuten, ist nicht auf beiden Seiten erkannt.
bridge-because-spelled = Gemeinsame Werte sind gleich geschrieben.
bridge-because-spelling = { $share } der gemeinsamen Werte sind gleich geschrieben, die übrigen nach Regeln angeglichen.
bridge-because-across = Die Brücke führt in ein anderes Haus.
bridge-because-within = Beide Seiten gehören demselben Haus.
bridge-because-reference = Die Werte sagen nur, in welchem Teil der Stadt etwas liegt.
bridge-learned-up = Steht weiter vorn, weil ähnliche Vorschläge übernommen wurden.
bridge-learned-down = Steht weiter hinten, weil ähnliche Vorschläge abgelehnt wurden.
bridge-learned-reason = { $what }: { $accepted } übernommen, { $rejected } abgelehnt
bridge-learned-note = Gezählt sind nur Entscheidungen, die Sie sehen dürfen. Sie verschieben einen Vorschlag um höchstens { $most }.
bridge-sign-column = Vorschläge mit derselben Spalte „{ $label }“
bridge-sign-headers = Vorschläge mit denselben Überschriften „{ $left }“ und „{ $right }“
bridge-sign-meaning = Vorschläge, bei denen beide Seiten erkannt sind als: { $meaning }
bridge-sign-meanings = Vorschläge zwischen { $left } und { $right }
bridge-sign-meaning-unknown = nicht erkannt
bridge-sign-headers-same = Vorschläge mit gleichen Überschriften
bridge-sign-headers-alike = Vorschläge mit ähnlichen Überschriften
bridge-sign-headers-different = Vorschläge, deren Überschriften nichts gemeinsam haben
bridge-sign-headers-say-nothing = Vorschläge, deren Überschriften nichts sagen
bridge-sign-spelled = Vorschläge mit gleich geschriebenen Werten
bridge-sign-rule = Vorschläge mit angeglichenen Werten: { $rule }
bridge-sign-rows = Vorschläge, bei denen Zeilen einander { $rows } treffen
bridge-sign-kind = Vorschläge dieser Art: { $kind }
bridge-sign-across = Vorschläge zwischen zwei Häusern
bridge-sign-within = Vorschläge innerhalb eines Hauses
bridge-freshness-days = Zeitraum { $from } bis { $until }
bridge-freshness-from = Zeitraum ab { $day }
bridge-freshness-until = Zeitraum bis { $day }
bridge-freshness-territory = Gebietsstand laut Beschreibung: { $when }
bridge-caution-territory = Verschiedene Gebietsstände: { $left } und { $right }. Schlüssel und Grenzen können sich dazwischen geändert haben.
bridge-caution-days = Beide Datensätze handeln von verschiedenen Zeiträumen.
bridge-caution-years = { $years ->
    [one] Die Fassungen liegen mehr als ein Jahr auseinander.
   *[other] Die Fassungen liegen mehr als { $years } Jahre auseinander.
}

## Auf der Seite eines Datensatzes
bridges-here = Brücken zu anderen Datensätzen
bridges-here-on = über { $columns }
bridges-here-suggested = Vorschläge
bridges-here-to = zu „{ $title }“, { $house }
bridges-here-to-some = zu „{ $title }“ und { $count ->
    [one] einem weiteren
   *[other] { $count } weiteren
}
bridges-here-more = { $count ->
    [one] Noch ein Vorschlag
   *[other] { $count } weitere Vorschläge
}

## Abgeschottete Häuser
bridges-sealed-title = Abgeschottete Häuser
bridges-sealed-text = Die Daten eines abgeschotteten Hauses werden nicht verglichen, außer das Haus stimmt zu. Auch dann sieht niemand mehr, als er lesen darf.
bridges-sealed-joins = { $house } nimmt teil.
bridges-sealed-stays = { $house } nimmt nicht teil.
bridges-sealed-join = Teilnehmen
bridges-sealed-leave = Nicht mehr teilnehmen

## Silokarte
silomap-title = Silokarte
silomap-above = Silos und Brücken
silomap-headline = { $bridges ->
    [0] Noch verbindet keine Brücke zwei Häuser.
    [one] Eine Brücke verbindet zwei Häuser.
   *[other] { $bridges } Brücken verbinden Häuser miteinander.
}
silomap-lead = Jede Säule ist ein Amt oder eine Gesellschaft. Ihre Länge zeigt, wie viele Datensätze bekannt sind; der helle Teil ist gehoben und nutzbar. Bögen sind Brücken, so weit Sie davon wissen dürfen.
silomap-label = Bogenbild: { $houses ->
    [one] ein Haus
   *[other] { $houses } Häuser
}, { $spans ->
    [0] keine Verbindung
    [one] eine Verbindung
   *[other] { $spans } Verbindungen
}. Dieselben Zahlen stehen in den Tabellen darunter.
silomap-legend = Zeichenerklärung
silomap-legend-walked = Brücke wird begangen
silomap-legend-still = übernommen, noch ungenutzt
silomap-legend-suggested = vorgeschlagen
silomap-foot = Dicke der Bögen: Zahl der Auswertungen über diese Brücken in einem halben Jahr. Gezählt werden Häuser, nicht Personen.
silomap-measure-joined = der Paare von Datensätzen, die zusammenpassen, sind verbunden
silomap-measure-joined-of = { $joined } von { $all } Paaren verschiedener Häuser
silomap-measure-joined-none = noch passt nichts über Häuser hinweg zusammen
silomap-measure-answers = der Auswertungen nutzen zwei Häuser oder mehr
silomap-measure-answers-of = { $across } von { $all } in einem halben Jahr
silomap-measure-answers-none = noch keine Auswertung gezählt
silomap-measure-islands = { $count ->
    [one] Haus ist eine Insel
   *[other] Häuser sind Inseln
}
silomap-spans = Verbindungen
silomap-spans-none = Noch führt keine Brücke von einem Haus zum anderen.
silomap-between = { $one } – { $two }
silomap-column-accepted = Brücken
silomap-column-suggested = Vorschläge
silomap-column-uses = Auswertungen
silomap-column-state = Lage
silomap-state-walked = begangen
silomap-state-still = noch ungenutzt
silomap-state-decayed = trägt nicht mehr
silomap-state-suggested = vorgeschlagen
silomap-places = Ämter und Gesellschaften
silomap-column-house = Amt oder Gesellschaft
silomap-column-datasets = Gehobene Datensätze
silomap-place-bound = verbunden
silomap-place-island = Insel
silomap-bridges = Zu den Brücken
silomap-empty = Noch hat kein Haus etwas gehoben, wovon Sie wissen dürfen.

## Protokoll und Fehler
action-accept-bridge = Brücke übernommen
action-reject-bridge = Brücke abgelehnt
action-reopen-bridge = Entscheidung über eine Brücke zurückgenommen
action-join-bridges = Abgeschottetes Haus nimmt an Brücken teil
action-leave-bridges = Abgeschottetes Haus nimmt nicht mehr an Brücken teil
error-invalid-bridge-state = Das geht bei dieser Brücke gerade nicht. Vielleicht hat inzwischen jemand anderes entschieden.
error-invalid-bridge-not-sealed = Dieses Haus ist nicht abgeschottet und nimmt ohnehin teil.

## Kommandozeile
cli-bridge = Brücken des Hubs auflisten, zeigen und entscheiden
cli-bridge-list = Brücken auflisten, Vorschläge zuerst
cli-bridge-list-organisation = Nur Brücken dieses Hauses (Kurzname)
cli-bridge-list-state = Nur Brücken in diesem Zustand
cli-bridge-list-every = Jede Brücke für sich, nicht nach dem zusammengefasst, worum es geht
cli-bridge-show = Eine Brücke zeigen
cli-bridge-show-id = Kennung der Brücke
cli-bridge-accept = Eine Brücke übernehmen
cli-bridge-accept-id = Kennung der Brücke
cli-bridge-reject = Einen Vorschlag ablehnen
cli-bridge-reject-id = Kennung der Brücke
cli-bridge-reopen = Eine Entscheidung zurücknehmen
cli-bridge-reopen-id = Kennung der Brücke
cli-bridge-find = Jetzt nach Brücken suchen, ohne auf den Server zu warten
cli-bridge-rebuild = Alle Skizzen der Spalten neu anlegen; Entscheidungen bleiben
cli-bridge-column-thing = Worum es geht
cli-bridge-column-tables = Tabellen
cli-bridge-column-houses = Häuser
cli-bridge-column-bridges = Brücken
cli-bridge-column-id = Kennung
cli-bridge-column-state = Zustand
cli-bridge-column-kind = Was
cli-bridge-column-left = Links
cli-bridge-column-right = Rechts
cli-bridge-column-middle = Dazwischen
cli-bridge-column-rules = Angeglichen
cli-bridge-column-rows = Zeilen
cli-bridge-done-accept = Übernommen: { $left } und { $right }
cli-bridge-done-reject = Abgelehnt: { $left } und { $right }
cli-bridge-done-reopen = Wieder offen: { $left } und { $right }
cli-bridge-followed = { $datasets ->
    [one] Ein Datensatz angesehen
   *[other] { $datasets } Datensätze angesehen
}, { $suggested ->
    [0] kein neuer Vorschlag
    [one] ein neuer Vorschlag
   *[other] { $suggested } neue Vorschläge
}{ $decayed ->
    [0] {""}
    [one] , eine Brücke trägt nicht mehr
   *[other] , { $decayed } Brücken tragen nicht mehr
}
