//! Packages, resources, organisations (`model_dictize` of CKAN 2.11).

use serde::Serialize;
use serde_json::Value;

/// A key word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Identity; the hub's key words are their own.
    pub id: String,
    /// The word.
    pub name: String,
    /// The word as shown.
    pub display_name: String,
    /// `active`.
    pub state: &'static str,
    /// Always null: there are no vocabularies of tags.
    pub vocabulary_id: Option<String>,
}

impl Tag {
    /// A free key word.
    pub fn of(word: &str) -> Self {
        Self {
            id: word.to_owned(),
            name: word.to_owned(),
            display_name: word.to_owned(),
            state: "active",
            vocabulary_id: None,
        }
    }
}

/// A theme, which in CKAN is a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Identity: the code of the theme in small letters, as GovData names its groups.
    pub id: String,
    /// The same.
    pub name: String,
    /// Title.
    pub title: String,
    /// Title as shown.
    pub display_name: String,
    /// What it is.
    pub description: String,
    /// Address of a picture; empty.
    pub image_display_url: String,
}

/// Something said of a package that CKAN has no field for. Both sides are text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Extra {
    /// Name.
    pub key: String,
    /// Value; lists are JSON in it, as `ckanext-dcat` has it.
    pub value: String,
}

/// The owner as it stands in a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrganisationRef {
    /// Identity.
    pub id: String,
    /// Slug.
    pub name: String,
    /// Name.
    pub title: String,
    /// `organization`.
    pub r#type: &'static str,
    /// What it is.
    pub description: String,
    /// Address of a picture; empty.
    pub image_url: String,
    /// When it was made.
    pub created: String,
    /// True.
    pub is_organization: bool,
    /// `approved`.
    pub approval_status: &'static str,
    /// `active`.
    pub state: &'static str,
}

/// An organisation or group by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrganisationEntry {
    /// Identity.
    pub id: String,
    /// Slug.
    pub name: String,
    /// Name.
    pub title: String,
    /// Name as shown.
    pub display_name: String,
    /// What it is.
    pub description: String,
    /// Address of a picture; empty.
    pub image_url: String,
    /// The same.
    pub image_display_url: String,
    /// When it was made.
    pub created: String,
    /// Whether it is an organisation, not a group.
    pub is_organization: bool,
    /// `approved`.
    pub approval_status: &'static str,
    /// `active`.
    pub state: &'static str,
    /// `organization` or `group`.
    pub r#type: &'static str,
    /// Packages the caller may know of.
    pub package_count: u64,
    /// Nobody follows anything here.
    pub num_followers: u64,
    /// Nobody's names are told.
    pub users: Vec<Value>,
    /// Organisations above.
    pub groups: Vec<Value>,
    /// None.
    pub tags: Vec<Value>,
    /// None.
    pub extras: Vec<Extra>,
}

/// A file or interface of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resource {
    /// Identity.
    pub id: String,
    /// Its package.
    pub package_id: String,
    /// Title.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Where it is had.
    pub url: String,
    /// `upload` where a file that is sent becomes a new version; null for what the hub makes of it, and for links.
    pub url_type: Option<&'static str>,
    /// `CSV`, `JSON` …
    pub format: String,
    /// Media type.
    pub mimetype: Option<String>,
    /// Null.
    pub mimetype_inner: Option<String>,
    /// Null: a file that is made when it is asked for has no size before.
    pub size: Option<u64>,
    /// Empty, as the size.
    pub hash: String,
    /// Place among the others, from 0.
    pub position: usize,
    /// `active`.
    pub state: &'static str,
    /// When it was made.
    pub created: String,
    /// When its data changed.
    pub last_modified: Option<String>,
    /// When what is said of it changed.
    pub metadata_modified: String,
    /// Null.
    pub cache_url: Option<String>,
    /// Null.
    pub cache_last_updated: Option<String>,
    /// Null.
    pub resource_type: Option<String>,
    /// Whether `datastore_search` answers for it.
    pub datastore_active: bool,
    /// Address of the licence (`ckanext-dcat`).
    pub license: String,
    /// How the source is named (`ckanext-dcatde`).
    #[serde(rename = "licenseAttributionByText")]
    pub attribution: String,
}

/// A dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Package {
    /// Identity.
    pub id: String,
    /// Name in addresses: organisation and dataset with a hyphen.
    pub name: String,
    /// Title.
    pub title: String,
    /// Description; empty rather than null, which some harvesters refuse.
    pub notes: String,
    /// Its page.
    pub url: String,
    /// Number of its version.
    pub version: String,
    /// Name of the owner.
    pub author: String,
    /// Mailbox of the owner.
    pub author_email: String,
    /// Whom to ask.
    pub maintainer: String,
    /// Function mailbox.
    pub maintainer_email: String,
    /// Code of the licence; empty where nobody has chosen one.
    pub license_id: String,
    /// Its title.
    pub license_title: String,
    /// Its address.
    pub license_url: String,
    /// Whether the licence is open.
    pub isopen: bool,
    /// Identity of the owner.
    pub owner_org: String,
    /// Null: persons are not told.
    pub creator_user_id: Option<String>,
    /// Whether it is not for everybody.
    pub private: bool,
    /// `active`, or `deleted` for what was withdrawn.
    pub state: &'static str,
    /// `dataset`.
    pub r#type: &'static str,
    /// When it was made.
    pub metadata_created: String,
    /// When anything about it changed.
    pub metadata_modified: String,
    /// How many resources.
    pub num_resources: usize,
    /// How many tags.
    pub num_tags: usize,
    /// Files.
    pub resources: Vec<Resource>,
    /// Key words.
    pub tags: Vec<Tag>,
    /// Themes.
    pub groups: Vec<Group>,
    /// Owner.
    pub organization: OrganisationRef,
    /// What else is said.
    pub extras: Vec<Extra>,
    /// None.
    pub relationships_as_subject: Vec<Value>,
    /// None.
    pub relationships_as_object: Vec<Value>,
}
