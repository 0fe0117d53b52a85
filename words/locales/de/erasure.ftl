### Löschung (DSGVO Art. 17): Zeilen einer Person, eine Fassung oder ein ganzer Datensatz.

## Seite „Löschung“
erasure-view = Löschung
erasure-title = Daten endgültig löschen
erasure-what = Was soll gelöscht werden?
erasure-scope-person = Eine Person
erasure-scope-version = Eine Fassung
erasure-scope-dataset = Der ganze Datensatz
erasure-person-text = Alle Zeilen, in denen in einer Spalte der Wert steht, der die Person bezeichnet, aus allen Fassungen.
erasure-version-text = Alle Zeilen einer Fassung und die Datei, aus der sie kam. Die Fassung bleibt als leere in der Liste.
erasure-dataset-text = Alle Zeilen aller Fassungen und alle gelieferten Dateien. Der Datensatz gilt danach als zurückgezogen.
erasure-by-column = Spalte, in der die Person zu finden ist
erasure-value = Wert in dieser Spalte
erasure-value-hint = Genau wie in der Tabelle, Tage als 2026-11-26, Zahlen mit Dezimalpunkt. Der Wert wird nicht aufgeschrieben.
erasure-version = Fassung { $number } vom { $when }
erasure-show = Zeigen, was gelöscht würde
erasure-preview = Das würde gelöscht
erasure-would = { $rows ->
    [0] Keine Zeile.
    [one] Eine Zeile.
   *[other] { $rows } Zeilen aus allen Fassungen.
}
erasure-would-raw = { $files ->
    [0] Alle Originaldateien bleiben.
    [one] Eine Originaldatei geht mit: Sie lässt sich nicht ändern, ohne ein anderes Dokument zu werden.
   *[other] { $files } Originaldateien gehen mit: Sie lassen sich nicht ändern, ohne andere Dokumente zu werden.
}
erasure-nothing = Nichts gefunden
erasure-nothing-text = In keiner Fassung steht dieser Wert in dieser Spalte. Prüfen Sie die Schreibweise und die Spalte.
erasure-not-searched = nicht durchsucht
erasure-not-searched-text = Manche Fassungen haben diese Spalte nicht. Dort bleibt alles stehen. Suchen Sie dort mit einer anderen Spalte, oder löschen Sie die Fassung.
erasure-ends-waiting = Eine Lieferung, die auf ihre Freigabe wartet, enthält die Person auch. Sie wird abgelehnt und gelöscht.
erasure-shared = Dieselbe Originaldatei gehört auch zu { $names }. Dort bleibt sie, bis sie auch dort gelöscht wird.
erasure-reason = Grund
erasure-reason-hint = Das Aktenzeichen des Antrags, nicht der Name der Person. Der Grund bleibt in der Liste stehen.
erasure-final = Das lässt sich nicht rückgängig machen
erasure-final-text = Die Zeilen verschwinden aus allen Fassungen, aus Statistik, Suche und Brücken. Aufgeschrieben wird, dass gelöscht wurde, nicht was.
erasure-confirm = Ich habe die Zahlen geprüft und will endgültig löschen.
erasure-do = Endgültig löschen
erasure-was-done = Die Löschung ist ausgeführt. Im Datenverzeichnis ist nichts davon übrig.
erasure-changed = Inzwischen ist eine Lieferung gekommen, oder es sind andere Zeilen als in der Vorschau. Sehen Sie sich die Vorschau noch einmal an.
erasure-list = Bisherige Löschungen
erasure-none = In diesem Datensatz wurde noch nichts gelöscht.
erasure-column-when = Wann
erasure-column-what = Was
erasure-column-rows = Zeilen
erasure-column-version = Fassung
erasure-column-aside = Aussortiertes
erasure-column-by = Von
erasure-by-operator = Kommandozeile
erasure-unfinished = Dateien werden noch entfernt
erasure-about = Wer hier löscht
erasure-about-text = Die Datenverantwortung des Hauses und die Datenschutzbeauftragte löschen, wenn eine Person es verlangt und es ihr zusteht (DSGVO Artikel 17). Wer sich eine Vorschau ansieht und wer löscht, steht im Protokoll.
erasure-backups = Was nicht mitgelöscht wird
erasure-backups-text = Sicherungen liegen außerhalb des Datenhubs und enthalten die Zeilen, bis sie ablaufen. Wer eine Sicherung zurückspielt, wiederholt die Löschungen seit ihrem Tag. Auch was andere heruntergeladen haben und was in der Quelle steht, holt niemand von hier zurück: Bereinigen Sie zuerst die Quelle.

## Regeln und Fehler
rule-owner-erases = Die Datenverantwortung eines Hauses löscht, was das Haus von jemandem hält.
rule-officer-erases = Die Datenschutzbeauftragte löscht, was der Datenhub von jemandem hält.
error-no-value = Geben Sie den Wert an, der die Person bezeichnet.
error-no-column = Geben Sie die Spalte an, in der die Person zu finden ist.
error-invalid-erasure-reason = Der Grund fehlt oder ist länger als 500 Zeichen.
error-nothing-to-erase = Dazu ist nichts gefunden, was gelöscht werden könnte.
error-invalid-erasure = Nennen Sie entweder Spalte und Wert, oder eine Fassung, oder alles.
error-erased-file = Diese Datei wurde wegen einer Löschung entfernt. Nehmen Sie in der Quelle heraus, was gelöscht wurde, und liefern Sie die bereinigte Datei.

action-preview-erasure = Vorschau einer Löschung angesehen
action-erase = Daten endgültig gelöscht

## Kommandozeile
cli-erase = Daten endgültig löschen (DSGVO Artikel 17)
cli-erase-list = Auflisten, was in einem Datensatz gelöscht wurde
cli-erase-preview = Zeigen, wie viel gelöscht würde
cli-erase-run = Löschen, was die Vorschau gezeigt hat
cli-erase-list-dataset = Wessen Datensatz, als haus/datensatz
cli-erase-preview-dataset = Wessen Datensatz, als haus/datensatz
cli-erase-run-dataset = Wessen Datensatz, als haus/datensatz
cli-erase-preview-column = Spalte, in der die Person zu finden ist; den Wert liest der Befehl von der Standardeingabe
cli-erase-run-column = Spalte, in der die Person zu finden ist; den Wert liest der Befehl von der Standardeingabe
cli-erase-preview-of-version = Nummer der Fassung, die ganz gelöscht wird
cli-erase-run-of-version = Nummer der Fassung, die ganz gelöscht wird
cli-erase-preview-everything = Alle Fassungen und alle Lieferungen
cli-erase-run-everything = Alle Fassungen und alle Lieferungen
cli-erase-run-rows = Zahl der Zeilen aus der Vorschau
cli-erase-run-reason = Aktenzeichen des Antrags, nicht der Name der Person
cli-erase-column-version = Fassung
cli-erase-column-rows = Zeilen
cli-erase-column-aside = Aussortiertes
cli-erase-column-day = Tag
cli-erase-column-scope = Was
cli-erase-column-reason = Grund
cli-erase-would = Gelöscht würden { $rows } Zeilen und { $files } Originaldateien.
cli-erase-done = { $name }: { $rows } Zeilen und { $files } Originaldateien gelöscht
