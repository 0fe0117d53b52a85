# From elsewhere: what other catalogues say of their datasets, and what happens in a harvest.

connector-dcat = Harvest a catalogue (DCAT, RDF)
connector-dcat-about = The descriptions of all datasets of another catalogue, such as a neighbouring city's or the state's. They are found in the search and stay marked as “from elsewhere”.
connector-dcat-url = Address of the catalogue
connector-dcat-url-help = For example https://daten.musterstadt.example/catalog.ttl. Turtle, RDF/XML, JSON-LD and N-Triples are read, also in several pages.
connector-dcat-user = Name to sign in with
connector-dcat-user-help = Only if the address asks for a sign-in.
connector-dcat-password = Password
connector-dcat-password-help = Is stored encrypted and never shown again.
connector-dcat-token = Access key
connector-dcat-token-help = Instead of name and password, if you were given a key (token).

connector-ckan_portal = Harvest a data portal (CKAN)
connector-ckan_portal-about = The descriptions of all datasets of a portal that runs CKAN. They are found in the search and stay marked as “from elsewhere”.
connector-ckan_portal-url = Address of the portal
connector-ckan_portal-url-help = The start page of the portal, for example https://daten.musterstadt.example
connector-ckan_portal-filter = Only a part
connector-ckan_portal-filter-help = A condition as CKAN writes it, for example organization:stadt-musterstadt. Without it everything.
connector-ckan_portal-token = Access key
connector-ckan_portal-token-help = Only for datasets that are not public.

connector-csw = Harvest a catalogue of spatial data (CSW)
connector-csw-about = The descriptions of all data and services of a catalogue of spatial data, for example of the district or the state (CSW 2.0.2, ISO 19139). They are found in the search and stay marked as “from elsewhere”.
connector-csw-url = Address of the catalogue service
connector-csw-url-help = For example https://geo.musterstadt.example/csw, without anything behind the question mark.
connector-csw-filter = Only a part
connector-csw-filter-help = A condition in CQL, for example csw:AnyText like '%Musterstadt%'. Without it everything.
connector-csw-user = Name to sign in with
connector-csw-user-help = Only if the address asks for a sign-in.
connector-csw-password = Password
connector-csw-password-help = Is stored encrypted and never shown again.
connector-csw-token = Access key
connector-csw-token-help = Instead of name and password, if you were given a key (token).

error-fetch-endless = The catalogue leads in a circle or does not end ({ $detail }). Nothing was taken over.
error-fetch-no-catalogue = At this address there is a web page, no catalogue ({ $detail }). Please look there for the address meant for programs.
error-fetch-catalogue-empty = The catalogue does not name a single dataset ({ $detail }). Nothing was changed; it will be tried again.
error-fetch-encoding = The catalogue is not written in UTF-8 ({ $detail }). Nothing was taken over.
error-fetch-rdf-invalid = This is no valid RDF ({ $detail }, followed by the line). Nothing was taken over.
error-fetch-page-too-large = A page of the catalogue is too large or nested too deep ({ $detail }). Please look there for an address that spreads the catalogue over several pages.

reject-unreadable = cannot be read
reject-no-identity = has neither an address nor an identifier
reject-no-title = has no title
reject-twice = came before in the same harvest
reject-own = is a dataset of this hub that came back
reject-too-far = came through more than eight catalogues
reject-too-large = is too large

foreign-mark = from elsewhere
foreign-title = From elsewhere
foreign-lead = What other catalogues describe. These data are not in the hub; every entry says where it comes from.
foreign-search = Search other catalogues
foreign-nothing = Nothing about this is known from elsewhere.
foreign-nothing-text = The catalogues the hub harvests name nothing about this. Try another word. Stewards connect further catalogues under “Connections”.
foreign-count =
    { $count ->
        [one] One dataset from elsewhere
       *[other] { $count } datasets from elsewhere
    }
foreign-count-for =
    { $count ->
        [one] One dataset from elsewhere about “{ $text }”
       *[other] { $count } datasets from elsewhere about “{ $text }”
    }
foreign-all =
    { $count ->
        [one] See the one dataset from elsewhere
       *[other] See all { $count } datasets from elsewhere
    }
foreign-sources = Sources
foreign-all-sources = All sources
foreign-own = In the hub
foreign-own-link = Look for the same among the hub's own datasets
foreign-publisher = Publisher
foreign-formats = Format
foreign-modified = Last changed
foreign-issued = Published
foreign-theme = Theme
foreign-place = Place
foreign-area = Location
foreign-area-text = { $west } to { $east }° east, { $south } to { $north }° north
foreign-contact = Contact
foreign-twins = Also at: { $sources }
foreign-also = The same here too
foreign-files = Files and services
foreign-file = Name
foreign-lies-at = Lies at
foreign-more-files =
    { $count ->
        [one] One more file is named on the publisher's page.
       *[other] { $count } more files are named on the publisher's page.
    }
foreign-whose = This description comes from “{ $source }”.
foreign-whose-text = The hub does not have the data and has not checked them.
foreign-page = To the publisher's page
foreign-gone = “{ $source }” has not named this dataset since { $day }.
foreign-gone-text = It was probably deleted or renamed there. It is not found in the search any more.
foreign-origin = Origin
foreign-hop = Passed on by
foreign-source = Harvested from
foreign-key = Identifier at the source
foreign-identifier = Further identifier
foreign-first-seen = Known here since

harvest-brings =
    { $count ->
        [0] No descriptions yet. They come with the first harvest.
        [one] One description from elsewhere
       *[other] { $count } descriptions from elsewhere
    }
harvest-see = See them in the search
harvest-done =
    { $seen ->
        [one] One record read
       *[other] { $seen } records read
    }: { $new } new, { $changed } changed, { $same } unchanged, { $gone } gone, { $rejected } not taken over.
harvest-twins =
    { $count ->
        [one] Another source names one of them too.
       *[other] Another source names { $count } of them too.
    }
harvest-rejected = Not taken over
harvest-rejected-caption =
    { $count ->
        [one] One record of the last harvest, with the reason
       *[other] { $count } records of the last harvest, with the reason
    }
harvest-record = Record
harvest-reason = Reason
harvest-nameless = without a name
harvest-happens = Every record of the catalogue becomes a description that stands in the search as “from elsewhere”. The hub hands none of it on as its own. What the catalogue does not name any more vanishes here too.
harvest-access = Who may find the descriptions?
harvest-name-hint = The catalogue has this name in the search, too.
harvest-visibility-office = Only members of the office find them.
harvest-visibility-city = Whoever is signed in finds them.
harvest-visibility-public = Everybody finds them, without signing in.
