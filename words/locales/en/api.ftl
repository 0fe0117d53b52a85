### Sentences of the interface for programs (REST). Codes as in `web/src/api`.

## What is wrong about a request
refusal-unknown-parameter = There is no parameter “{ $name }” here. Known ones are: { $known }.
refusal-unknown-column = There is no column “{ $name }” in this table.
refusal-unknown-operator = There is no operator “{ $operator }”. It stands with the column “{ $column }”.
refusal-invalid-filter-value = “{ $value }” is no value of the column “{ $column }”.
refusal-invalid-condition = A condition does not fit the type of its column.
refusal-too-many-conditions = There are too many conditions. At most { $limit } are allowed.
refusal-too-many-sort-columns = Rows can be sorted by exactly one column.
refusal-invalid-parameter = “{ $value }” is no value of the parameter “{ $name }”.
refusal-invalid-limit = “limit” is a number from 1 to { $most }.
refusal-invalid-version = “version” is the number of a version or a day like 2026-11-20.
refusal-invalid-truth = “{ $name }” is “true” or “false”.
refusal-invalid-cursor = This value of “after” does not belong to this list.
refusal-json-expected = The request must hold JSON (Content-Type: application/json).
refusal-invalid-json = The request is no fitting JSON: { $message }
refusal-invalid-recipe = The corrections (“recipe”) are no fitting JSON: { $message }
refusal-invalid-on-drift = “on_drift” is “hold” or “accept”.
refusal-not-acceptable = There is no such form. There are JSON, CSV and NDJSON.
refusal-missing-statement = The statement is missing.
refusal-missing-file-name = The name of the file is missing.
refusal-more-than-one-file = Each delivery holds exactly one file.
refusal-field-too-long = The field “{ $name }” is too long.
refusal-invalid-token = The token is not valid, or no longer.

## What you can do
hint-bearer = Sign in with POST /api/v1/sessions. Send the token in the header “Authorization: Bearer …”.
hint-proof = Send the value of GET /api/v1/sessions/current in the header “X-CSRF-Token”, or use a token.
hint-operators = There are eq, ne, lt, lte, gt, gte, contains and null.
hint-columns = The description of the table names all columns.
hint-similar-columns = Check the spelling. Similar columns are named in “parameters”.
hint-standard-notation = Write days as 2026-11-20, numbers with a point (1208.5), truth values as true or false.
hint-cursor = Take the address of “next”, or begin without “after”.

## Page “interface”
call-rest = REST (JSON)
call-tiles = Map (TileJSON with vector tiles)
call-document = Description of the interface (OpenAPI)
call-sign-in = Sign in (curl)
