## Questions to the catalogue in SPARQL
sparql-title = SPARQL
sparql-headline = Ask the catalogue in SPARQL
sparql-lead = Here you ask what the public catalogue says about datasets, houses and files. The data themselves are asked on the page “SQL”.
sparql-ask-text = What the catalogue says about datasets, houses and files is asked in another language.
sparql-query = Question in SPARQL 1.1
sparql-run = Ask
sparql-as-file = Answer as a file
sparql-yes = Yes.
sparql-no = No.
sparql-rows = { $count ->
    [one] One row
   *[other] { $count } rows
}
sparql-cut = You see the beginning. The file holds everything.
sparql-example-houses = How many datasets has each house published?
sparql-example-files = Which CSV files are there?
sparql-example-new = What was changed last?
sparql-programs = For programs
sparql-programs-text = Programs ask at the same address by the SPARQL 1.1 protocol. Answers come as JSON, XML, CSV and TSV, statements as Turtle, RDF/XML, JSON-LD and N-Triples.
refusal-sparql-syntax = This is no question in SPARQL. It was read up to line { $line }, character { $column }; the mistake is there or shortly before.
refusal-sparql-unreadable = This is no question in SPARQL.
refusal-sparql-missing = The question (“query”) is missing.
refusal-sparql-media-type = The question comes as a form (application/x-www-form-urlencoded) or as text (application/sparql-query).
refusal-sparql-update = Here you can only ask. There is no changing, loading or deleting.
refusal-sparql-graphs = There is only one graph. Leave out FROM, FROM NAMED and their parameters.
refusal-sparql-service = There is no SERVICE here: nothing is fetched from other servers for a question.
refusal-sparql-function = There is no function { $name } here.
refusal-sparql-too-many = The answer would have too many rows. Narrow the question, for example with LIMIT.
refusal-sparql-answer-too-long = The answer would be too long. Narrow the question, for example with LIMIT.
refusal-sparql-evaluation = This question could not be answered.
refusal-sparql-too-long = The question is too long. { $most } KB are allowed.
refusal-sparql-timeout = { $seconds ->
    [one] The question took longer than a second and was ended.
   *[other] The question took longer than { $seconds } seconds and was ended.
} Ask for less.
refusal-sparql-memory = The question needed too much memory, or is nested too deeply. Ask for less.
refusal-sparql-busy = Other questions are being answered. Please try again in a moment.
refusal-sparql-graph-too-large = The catalogue is too large for questions in SPARQL. As a whole it lies at /catalog.ttl.
