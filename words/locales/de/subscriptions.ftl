# Abonnements: gesagt bekommen, wenn sich etwas ändert.

subscriptions-title = Abonnements
subscribe = Benachrichtigen

## Die Seite
notices-title = Neuigkeiten
notices-none = Noch hat sich nichts geändert, wovon Sie wissen wollten.
notices-unread =
    { $count ->
        [one] 1 Neuigkeit haben Sie noch nicht als gelesen markiert.
       *[other] { $count } Neuigkeiten haben Sie noch nicht als gelesen markiert.
    }
notices-read = Alle als gelesen markieren
notices-were-read = Die Neuigkeiten sind als gelesen markiert.
notice-new = Neu
notice-unsent = ließ sich nicht per E-Mail senden
notice-version = Neue Fassung { $version }
notice-changed = Die Antwort der Sicht hat sich geändert
notice-above = Die Zahl liegt jetzt über { $value }
notice-below = Die Zahl liegt jetzt unter { $value }
subscriptions-none = Sie haben noch nichts abonniert
subscriptions-none-text = Öffnen Sie einen Datensatz, eine Sicht oder eine Übersicht und wählen Sie „Benachrichtigen“. Dann steht hier, wenn sich etwas ändert.
subscriptions-list = Was Sie abonniert haben
subscriptions-about = Was Sie erfahren
subscriptions-about-text = Nur, was Sie zu diesem Zeitpunkt sehen dürfen. Verlieren Sie ein Recht, verschwinden auch die Neuigkeiten dazu. Gespeichert sind höchstens 200, 90 Tage lang, und nie die Daten selbst.
subscriptions-mail = Per E-Mail
subscriptions-mail-text = Wo Sie es gewählt haben, kommt eine E-Mail mit Titel und Verweis, nie mit Daten.
subscriptions-no-mail = Dieser Datenhub ist nicht für E-Mail eingerichtet. Neuigkeiten stehen hier und im Feed.

## Ein Abonnement
subscription-of-dataset = bei jeder neuen Fassung
subscription-of-view = wenn sich die Antwort ändert
subscription-above = wenn die Zahl über { $value } steigt
subscription-below = wenn die Zahl unter { $value } fällt
subscription-since = seit { $day }
subscription-by-mail = auch per E-Mail
subscription-gone = Nicht mehr verfügbar
subscription-failing = Die Sicht ließ sich zuletzt nicht beantworten. Öffnen Sie sie; dort steht, woran es liegt.
subscription-change = Ändern
subscription-end = Beenden
subscription-end-of = Abonnement von „{ $title }“ beenden
subscription-ended = Das Abonnement ist beendet.
subscription-undo = Rückgängig machen
subscription-begun = Sie werden benachrichtigt.
subscription-resumed = Das Abonnement läuft weiter.

## Das Formular
subscription-new = Benachrichtigen
subscription-dataset-lead = Sie erfahren es, sobald der Datensatz eine neue Fassung hat.
subscription-view-lead = Sie erfahren es, sobald die Sicht anders antwortet oder ihre Zahl eine Grenze überschreitet. Nachgesehen wird, wenn sich Daten hinter der Sicht ändern, mit Ihren Rechten und den Vorgaben der Sicht.
subscription-when = Wann
subscription-when-anders = wenn sich die Antwort ändert
subscription-when-ueber = wenn die Zahl über die Grenze steigt
subscription-when-unter = wenn die Zahl unter die Grenze fällt
subscription-value = Grenze
subscription-value-hint = Nur für „über“ und „unter“: eine Zahl, zum Beispiel 1.250,5
subscription-column = Spalte mit der Zahl
subscription-column-hint = Nur für „über“ und „unter“: Verglichen wird der Wert der ersten Zeile.
subscription-mail = Auch per E-Mail
subscription-mail-text = An die Adresse Ihres Kontos, mit Titel und Verweis.
subscription-begin = Abonnieren
error-invalid-line = Geben Sie als Grenze eine Zahl an, zum Beispiel 100 oder 1.250,5.
error-no-figure = In dieser Spalte steht in der ersten Zeile keine Zahl. Wählen Sie eine andere Spalte.
error-subscription-purpose = Diese Sicht verbindet Daten mehrerer Häuser, und dabei muss jedes Mal gesagt werden, wofür. Darum kann niemand für Sie nachsehen. Abonnieren Sie die Datensätze dahinter.
error-too-many-subscriptions = Sie haben schon 100 Abonnements. Beenden Sie eines, das Sie nicht mehr brauchen.
error-no-such-subscription = Dieses Abonnement gibt es nicht mehr.
error-no-such-feed = Diesen Feed gibt es nicht. Vielleicht wurde sein Verweis erneuert.

## Der Feed
feed-headline = Als Feed
feed-text = Mit einem Verweis nur für Sie liest Ihr Feed-Leser oder Mailprogramm die Neuigkeiten ohne Anmeldung. Geben Sie ihn nicht weiter.
feed-since = Ihr Verweis gilt seit { $day }.
feed-make = Verweis anlegen
feed-renew = Verweis erneuern
feed-end = Verweis abschalten
feed-was-made = Ihr Verweis ist angelegt.
feed-copy-now = Kopieren Sie ihn jetzt. Er wird nur dieses eine Mal gezeigt; ein früherer gilt nicht mehr.
feed-was-ended = Der Verweis ist abgeschaltet.
feed-title = { $hub }: Ihre Neuigkeiten
action-renew-feed = Verweis auf den Feed der Neuigkeiten angelegt
action-end-feed = Verweis auf den Feed der Neuigkeiten abgeschaltet

## Der Brief
mail-notices-subject =
    { $count ->
        [one] Neu: { $title }
       *[other] { $count } Neuigkeiten
    }
mail-notices-text = Das hat sich geändert:
mail-notices-why = Sie bekommen diese E-Mail, weil Sie es so abonniert haben. Beenden oder ändern können Sie das im Datenhub unter „Abonnements“.
