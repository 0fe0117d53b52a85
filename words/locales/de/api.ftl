### Sätze der Schnittstelle für Programme (REST). Kennungen wie in `web/src/api`.

## Was an einer Anfrage nicht stimmt
refusal-unknown-parameter = Den Parameter „{ $name }“ gibt es hier nicht. Bekannt sind: { $known }.
refusal-unknown-column = Eine Spalte „{ $name }“ gibt es in dieser Tabelle nicht.
refusal-unknown-operator = Den Operator „{ $operator }“ gibt es nicht. Er steht bei der Spalte „{ $column }“.
refusal-invalid-filter-value = „{ $value }“ ist kein Wert der Spalte „{ $column }“.
refusal-invalid-condition = Eine Bedingung passt nicht zur Art ihrer Spalte.
refusal-too-many-conditions = Es sind zu viele Bedingungen. Erlaubt sind höchstens { $limit }.
refusal-too-many-sort-columns = Sortieren lässt sich nach genau einer Spalte.
refusal-invalid-parameter = „{ $value }“ ist kein Wert für den Parameter „{ $name }“.
refusal-invalid-limit = „limit“ ist eine Zahl von 1 bis { $most }.
refusal-invalid-version = „version“ ist die Nummer einer Fassung oder ein Tag wie 2026-11-20.
refusal-invalid-truth = „{ $name }“ ist „true“ oder „false“.
refusal-invalid-cursor = Dieser Wert von „after“ gehört nicht zu dieser Liste.
refusal-json-expected = Die Anfrage muss JSON enthalten (Content-Type: application/json).
refusal-invalid-json = Die Anfrage ist kein passendes JSON: { $message }
refusal-invalid-recipe = Die Korrekturen („recipe“) sind kein passendes JSON: { $message }
refusal-invalid-on-drift = „on_drift“ ist „hold“ (warten) oder „accept“ (gelten lassen).
refusal-not-acceptable = Diese Form gibt es nicht. Es gibt JSON, CSV und NDJSON.
refusal-missing-statement = Es fehlt die Abfrage.
refusal-missing-file-name = Es fehlt der Name der Datei.
refusal-more-than-one-file = Jede Lieferung enthält genau eine Datei.
refusal-field-too-long = Das Feld „{ $name }“ ist zu lang.
refusal-invalid-token = Das Zugangszeichen gilt nicht oder nicht mehr.

## Was Sie tun können
hint-bearer = Melden Sie sich mit POST /api/v1/sessions an. Senden Sie das Zugangszeichen im Kopf „Authorization: Bearer …“.
hint-proof = Senden Sie im Kopf „X-CSRF-Token“ den Wert aus GET /api/v1/sessions/current, oder nehmen Sie ein Zugangszeichen.
hint-operators = Es gibt eq, ne, lt, lte, gt, gte, contains und null.
hint-columns = Die Beschreibung der Tabelle nennt alle Spalten.
hint-similar-columns = Prüfen Sie die Schreibweise. Ähnliche Spalten stehen bei „parameters“.
hint-standard-notation = Schreiben Sie Tage als 2026-11-20, Zahlen mit Punkt (1208.5), Wahrheitswerte als true oder false.
hint-cursor = Nehmen Sie die Adresse aus „next“ oder beginnen Sie ohne „after“.

## Seite „Schnittstelle“
call-rest = REST (JSON)
call-tiles = Karte (TileJSON mit Vektorkacheln)
call-document = Beschreibung der Schnittstelle (OpenAPI)
call-sign-in = Anmelden (curl)
