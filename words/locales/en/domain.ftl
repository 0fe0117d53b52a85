### Words for the terms of the house: one entry for each kind and code.

## Column types
column-type-text = Text
column-type-integer = Whole number
column-type-decimal = Decimal number
column-type-float = Floating-point number
column-type-boolean = Yes or no
column-type-date = Date
column-type-time = Time of day
column-type-timestamp = Date and time
column-type-timestamp-utc = Point in time (UTC)
column-type-json = Nested values (JSON)
column-type-binary = Bytes

## Meaning of columns
semantic-type-postcode = Postcode
semantic-type-ags = Official municipality key (AGS)
semantic-type-ars = Official regional key (ARS)
semantic-type-key = Key
semantic-type-street = Street
semantic-type-house-number = House number
semantic-type-district = City district
semantic-type-place = Place
semantic-type-longitude = Longitude
semantic-type-latitude = Latitude
semantic-type-easting = Easting (UTM)
semantic-type-northing = Northing (UTM)
semantic-type-geometry = Geometry
semantic-type-year = Year
semantic-type-date = Date
semantic-type-period = Period
semantic-type-money = Amount of money
semantic-type-percent = Share in per cent
semantic-type-quantity = Quantity
semantic-type-category = List of fixed terms
semantic-type-email = E-mail address
semantic-type-telephone = Telephone number
semantic-type-iban = IBAN
semantic-type-url = Web address
semantic-type-person-name = Name of a person
semantic-type-identifier = Running number
semantic-type-free-text = Free text

## File formats
format-csv = CSV
format-xlsx = Excel (XLSX)
format-xls = Excel 97–2003 (XLS)
format-xlsb = Excel binary (XLSB)
format-ods = OpenDocument (ODS)
format-json = JSON
format-ndjson = JSON, one value a line
format-geojson = GeoJSON
format-parquet = Parquet
format-arrow = Arrow
format-avro = Avro
format-shapefile = Shapefile
format-dbf = dBASE (DBF)
format-geopackage = GeoPackage
format-sqlite = SQLite database
format-flatgeobuf = FlatGeobuf
format-kml = KML
format-gml = GML
format-xml = XML
format-zip = ZIP archive
format-tar = tar archive
format-7z = 7z archive
format-gzip = Compressed file (gzip)
format-bzip2 = Compressed file (bzip2)
format-xz = Compressed file (xz)
format-zstd = Compressed file (Zstandard)
format-unknown = Unknown

## Circles of readers
visibility-public = Public
visibility-city = Within the administration
visibility-office = Own house only

visibility-public-explained = Everybody can read and download the rows.
visibility-city-explained = Everybody who is signed in can read and download the rows.
visibility-office-explained = Only members of the own house, and whom it allows to, can read the rows. Everybody who is signed in can see that the dataset exists.

## State of a dataset
state-announced = Announced
state-lifted = Lifted
state-raw-only = File only
state-withdrawn = Withdrawn

state-announced-explained = The dataset is described. No file has come yet.
state-lifted-explained = At least one version can be read.
state-raw-only-explained = The file is kept. No table could be read from it yet.
state-withdrawn-explained = The source has vanished. All versions remain readable.

## Themes (EU vocabulary “data-theme”)
theme-AGRI = Agriculture, fisheries, forestry and food
theme-ECON = Economy and finance
theme-EDUC = Education, culture and sport
theme-ENER = Energy
theme-ENVI = Environment
theme-GOVE = Government and public sector
theme-HEAL = Health
theme-INTR = International issues
theme-JUST = Justice, legal system and public safety
theme-REGI = Regions and cities
theme-SOCI = Population and society
theme-TECH = Science and technology
theme-TRAN = Transport

## Severity of findings
severity-note = Remark
severity-warning = Note
severity-error = Error

## Roles
role-reader = Reading
role-steward = Data steward
role-owner = Data owner
role-administrator = Administration of the data hub

## Kinds of houses
organisation-kind-office = Department
organisation-kind-enterprise = Municipal enterprise
organisation-kind-company = Company
organisation-kind-statistics = Statistics office

## What became of a delivery
outcome-version = New version
outcome-unchanged = Unchanged
outcome-unreadable = Unreadable
outcome-held = Waits for approval
outcome-refused = Refused
outcome-overtaken = Overtaken

## Rules that decide
rule-public-for-all = The dataset is public.
rule-city-for-signed-in = Everybody who is signed in may read data of the administration.
rule-office-for-members = Members read what their house owns.
rule-granted-for-statistics = You or your house have been allowed to count in the dataset for a purpose. Counts are changed a little, small ones are not told.
rule-statistics-only = You are allowed statistics only: rows are not seen, but you can count with a query.
rule-granted-for-purpose = You or your house have been allowed to read it for a purpose.
rule-metadata-for-signed-in = Everybody who is signed in may know which datasets exist.
rule-steward-maintains = The data stewards of a house maintain its datasets.
rule-owner-grants = The data owners of a house allow others to read its data.
rule-administrator-runs = The administration of the data hub sets up houses and accounts.
rule-own-account = Everybody changes their own account.
rule-operator-holds-the-directory = Whoever runs the data directory has access to everything in it.
rule-not-public = The dataset is not public. You need to be signed in.
rule-not-a-member = The rows are reserved for members of the house that owns the dataset.
rule-not-a-steward = Only data stewards of the house may do this.
rule-not-an-owner = Only data owners of the house may do this.
rule-not-an-administrator = Only the administration of the data hub may do this.

## Classes of failures
kind-invalid = The request is not right as it stands.
kind-unauthenticated = You need to sign in for this.
kind-forbidden = You are not allowed to do this.
kind-not-found = There is no such thing here.
kind-conflict = This does not fit the present state.
kind-too-many = This is too much at once.
kind-unavailable = This cannot be reached just now.
kind-timeout = This took too long.
kind-internal = Something went wrong on our side.

## Licences (list of DCAT-AP.de)
licence-dl-zero-de-2-0 = Data licence Germany – Zero 2.0
licence-dl-by-de-2-0 = Data licence Germany – Attribution 2.0
licence-cc-zero = Creative Commons Zero 1.0 (CC0)
licence-cc-by-4-0 = Creative Commons Attribution 4.0
licence-cc-by-de-3-0 = Creative Commons Attribution 3.0 Germany
licence-cc-by-sa-4-0 = Creative Commons Attribution-ShareAlike 4.0
licence-odbl = Open Data Commons Open Database License (ODbL)
licence-other-closed = Other closed licence

## Filters of the search
facet-organisation = House
facet-theme = Theme
facet-format = Format
facet-visibility = Access
facet-tag = Key word

## Why something was found
found-in-title = Title
found-in-tags = Key word
found-in-columns = Column
found-in-description = Description
found-in-organisation = House
found-in-theme = Theme
found-in-values = Value in a column
found-in-part = Part of a word
found-in-similar = Similar spelling
found-in-synonym = Related word

## Comparisons in filters
comparator-eq = equals
comparator-ne = does not equal
comparator-lt = less than
comparator-le = at most
comparator-gt = greater than
comparator-ge = at least
comparator-contains = contains
comparator-is-null = without a value
comparator-not-null = with a value

## Languages
language-de = German
language-en = English
