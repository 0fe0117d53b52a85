# Von anderswo: was andere Kataloge über ihre Datensätze sagen, und was beim Ernten geschieht.

connector-dcat = Katalog ernten (DCAT, RDF)
connector-dcat-about = Die Beschreibungen aller Datensätze eines anderen Katalogs, etwa einer Nachbarstadt oder des Landes. Sie werden in der Suche gefunden und bleiben als „von anderswo“ gekennzeichnet.
connector-dcat-url = Adresse des Katalogs
connector-dcat-url-help = Zum Beispiel https://daten.musterstadt.example/catalog.ttl. Turtle, RDF/XML, JSON-LD und N-Triples werden gelesen, auch auf mehreren Seiten.
connector-dcat-user = Name zum Anmelden
connector-dcat-user-help = Nur wenn die Adresse eine Anmeldung verlangt.
connector-dcat-password = Kennwort
connector-dcat-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-dcat-token = Zugriffsschlüssel
connector-dcat-token-help = Anstelle von Name und Kennwort, wenn Sie einen Schlüssel (Token) bekommen haben.

connector-ckan_portal = Datenportal ernten (CKAN)
connector-ckan_portal-about = Die Beschreibungen aller Datensätze eines Portals, das mit CKAN läuft. Sie werden in der Suche gefunden und bleiben als „von anderswo“ gekennzeichnet.
connector-ckan_portal-url = Adresse des Portals
connector-ckan_portal-url-help = Die Startseite des Portals, zum Beispiel https://daten.musterstadt.example
connector-ckan_portal-filter = Nur ein Teil
connector-ckan_portal-filter-help = Eine Bedingung in der Schreibweise von CKAN, zum Beispiel organization:stadt-musterstadt. Ohne Angabe alles.
connector-ckan_portal-token = Zugriffsschlüssel
connector-ckan_portal-token-help = Nur für Datensätze, die nicht öffentlich sind.

connector-csw = Geodatenkatalog ernten (CSW)
connector-csw-about = Die Beschreibungen aller Daten und Dienste eines Geodatenkatalogs, etwa des Kreises oder des Landes (CSW 2.0.2, ISO 19139). Sie werden in der Suche gefunden und bleiben als „von anderswo“ gekennzeichnet.
connector-csw-url = Adresse des Katalogdienstes
connector-csw-url-help = Zum Beispiel https://geo.musterstadt.example/csw, ohne Angaben hinter dem Fragezeichen.
connector-csw-filter = Nur ein Teil
connector-csw-filter-help = Eine Bedingung in CQL, zum Beispiel csw:AnyText like '%Musterstadt%'. Ohne Angabe alles.
connector-csw-user = Name zum Anmelden
connector-csw-user-help = Nur wenn die Adresse eine Anmeldung verlangt.
connector-csw-password = Kennwort
connector-csw-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-csw-token = Zugriffsschlüssel
connector-csw-token-help = Anstelle von Name und Kennwort, wenn Sie einen Schlüssel (Token) bekommen haben.

error-fetch-endless = Der Katalog führt im Kreis oder hört nicht auf ({ $detail }). Nichts wurde übernommen.
error-fetch-no-catalogue = Unter dieser Adresse ist eine Web-Seite, kein Katalog ({ $detail }). Bitte suchen Sie dort nach der Adresse für Programme.
error-fetch-catalogue-empty = Der Katalog nennt keinen einzigen Datensatz ({ $detail }). Nichts wurde geändert; es wird wieder versucht.
error-fetch-encoding = Der Katalog ist nicht in UTF-8 geschrieben ({ $detail }). Nichts wurde übernommen.
error-fetch-rdf-invalid = Das ist kein gültiges RDF ({ $detail }, dahinter die Zeile). Nichts wurde übernommen.
error-fetch-page-too-large = Eine Seite des Katalogs ist zu groß oder zu tief geschachtelt ({ $detail }). Bitte suchen Sie dort nach einer Adresse, die den Katalog auf mehrere Seiten verteilt.

reject-unreadable = lässt sich nicht lesen
reject-no-identity = hat weder Adresse noch Kennung
reject-no-title = hat keinen Titel
reject-twice = kam in derselben Ernte schon einmal
reject-own = ist ein Datensatz dieses Datenhubs, der zurückkommt
reject-too-far = kam durch mehr als acht Kataloge
reject-too-large = ist zu groß

foreign-mark = von anderswo
foreign-title = Von anderswo
foreign-lead = Was andere Kataloge beschreiben. Diese Daten liegen nicht im Datenhub; jeder Eintrag nennt, woher er kommt.
foreign-search = In anderen Katalogen suchen
foreign-nothing = Von anderswo ist dazu nichts bekannt.
foreign-nothing-text = Die Kataloge, die der Datenhub erntet, nennen dazu nichts. Versuchen Sie ein anderes Wort. Weitere Kataloge bindet die Datenpflege unter „Anbindungen“ an.
foreign-count =
    { $count ->
        [one] Ein Datensatz von anderswo
       *[other] { $count } Datensätze von anderswo
    }
foreign-count-for =
    { $count ->
        [one] Ein Datensatz von anderswo zu „{ $text }“
       *[other] { $count } Datensätze von anderswo zu „{ $text }“
    }
foreign-all =
    { $count ->
        [one] Den einen Datensatz von anderswo ansehen
       *[other] Alle { $count } Datensätze von anderswo ansehen
    }
foreign-sources = Quellen
foreign-all-sources = Alle Quellen
foreign-own = Im Datenhub
foreign-own-link = Dasselbe unter den eigenen Datensätzen suchen
foreign-publisher = Herausgeber
foreign-formats = Format
foreign-modified = Zuletzt geändert
foreign-issued = Veröffentlicht
foreign-theme = Thema
foreign-place = Ort
foreign-area = Lage
foreign-area-text = { $west } bis { $east }° östlicher Länge, { $south } bis { $north }° nördlicher Breite
foreign-contact = Ansprechstelle
foreign-twins = Auch bei: { $sources }
foreign-also = Dasselbe auch hier
foreign-files = Dateien und Dienste
foreign-file = Bezeichnung
foreign-lies-at = Liegt bei
foreign-more-files =
    { $count ->
        [one] Eine weitere Datei nennt die Seite beim Anbieter.
       *[other] { $count } weitere Dateien nennt die Seite beim Anbieter.
    }
foreign-whose = Diese Beschreibung stammt aus „{ $source }“.
foreign-whose-text = Der Datenhub hat die Daten nicht und hat sie nicht geprüft.
foreign-page = Zur Seite beim Anbieter
foreign-gone = „{ $source }“ nennt diesen Datensatz seit dem { $day } nicht mehr.
foreign-gone-text = Vermutlich wurde er dort gelöscht oder umbenannt. In der Suche steht er nicht mehr.
foreign-origin = Herkunft
foreign-hop = Weitergereicht von
foreign-source = Geerntet aus
foreign-key = Kennung an der Quelle
foreign-identifier = Weitere Kennung
foreign-first-seen = Hier bekannt seit

harvest-brings =
    { $count ->
        [0] Noch keine Beschreibungen. Sie kommen mit der ersten Ernte.
        [one] Eine Beschreibung von anderswo
       *[other] { $count } Beschreibungen von anderswo
    }
harvest-see = In der Suche ansehen
harvest-done =
    { $seen ->
        [one] Ein Eintrag gelesen
       *[other] { $seen } Einträge gelesen
    }: { $new } neu, { $changed } geändert, { $same } unverändert, { $gone } verschwunden, { $rejected } nicht übernommen.
harvest-twins =
    { $count ->
        [one] Einen davon nennt auch eine andere Quelle.
       *[other] { $count } davon nennt auch eine andere Quelle.
    }
harvest-rejected = Nicht übernommen
harvest-rejected-caption =
    { $count ->
        [one] Ein Eintrag der letzten Ernte, mit dem Grund
       *[other] { $count } Einträge der letzten Ernte, mit dem Grund
    }
harvest-record = Eintrag
harvest-reason = Grund
harvest-nameless = ohne Bezeichnung
harvest-happens = Aus jedem Eintrag des Katalogs wird eine Beschreibung, die in der Suche als „von anderswo“ steht. Nichts davon gibt der Datenhub als Eigenes weiter. Was der Katalog nicht mehr nennt, verschwindet auch hier.
harvest-access = Wer darf die Beschreibungen finden?
harvest-name-hint = So heißt der Katalog auch in der Suche.
harvest-visibility-office = Nur die Mitglieder des Hauses finden sie.
harvest-visibility-city = Wer angemeldet ist, findet sie.
harvest-visibility-public = Alle finden sie, auch ohne Anmeldung.
