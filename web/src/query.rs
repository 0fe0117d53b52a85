//! Query strings: read in order, written without empty parameters.

/// Parameters of an address, in order; a name may occur several times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query(pub(crate) Vec<(String, String)>);

impl Query {
    /// Reads a query string without its `?`.
    pub(crate) fn parse(text: &str) -> Self {
        Self(
            form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// The parameters of an address that may carry a path in front.
    pub(crate) fn of_address(address: &str) -> Self {
        address
            .split_once('?')
            .map_or_else(Self::default, |(_path, query)| Self::parse(query))
    }

    /// The first value of a parameter, trimmed; none if it is missing or empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .filter(|(key, _value)| key == name)
            .map(|(_key, value)| value.trim())
            .find(|value| !value.is_empty())
    }

    /// All values of a parameter that are not empty.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _value)| key == name)
            .map(|(_key, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The last value of a parameter as it was sent: a cursor may hold a text that ends in spaces.
    pub(crate) fn untrimmed(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .rev()
            .find(|(key, _value)| key == name)
            .map(|(_key, value)| value.as_str())
    }

    /// All parameters.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same without a parameter.
    #[must_use]
    pub(crate) fn without(&self, name: &str) -> Self {
        Self(
            self.0
                .iter()
                .filter(|(key, _value)| key != name)
                .cloned()
                .collect(),
        )
    }

    /// The same without one value of a parameter.
    #[must_use]
    pub(crate) fn without_value(&self, name: &str, value: &str) -> Self {
        Self(
            self.0
                .iter()
                .filter(|(key, known)| key != name || known != value)
                .cloned()
                .collect(),
        )
    }

    /// The same with a parameter set to one value.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand over numbers and borrowed text alike"
    )]
    pub(crate) fn with(&self, name: &str, value: impl ToString) -> Self {
        let mut query = self.without(name);
        query.0.push((name.to_owned(), value.to_string()));
        query
    }

    /// The same with one value more of a parameter.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand over numbers and borrowed text alike"
    )]
    pub(crate) fn and(&self, name: &str, value: impl ToString) -> Self {
        let mut query = self.clone();
        query.0.push((name.to_owned(), value.to_string()));
        query
    }

    /// Only the parameters named, with all their values.
    #[must_use]
    pub(crate) fn only(&self, names: &[&str]) -> Self {
        Self(
            self.0
                .iter()
                .filter(|(key, _value)| names.contains(&key.as_str()))
                .cloned()
                .collect(),
        )
    }

    /// The address of `path` with these parameters; empty values are left out.
    pub(crate) fn href(&self, path: &str) -> String {
        let mut serializer = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs().filter(|(_name, value)| !value.is_empty()) {
            serializer.append_pair(name, value);
        }
        let query = serializer.finish();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        }
    }
}

/// The parameters of a request's address; never fails.
impl<S: Sync> axum::extract::FromRequestParts<S> for Query {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        _state: &S,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_change_by_one_parameter_and_drop_empty_ones() {
        let query = Query::parse("q=m%C3%BCll&thema=ENVI&thema=TRAN&leer=");
        assert_eq!(
            query.href("/daten"),
            "/daten?q=m%C3%BCll&thema=ENVI&thema=TRAN"
        );
        assert_eq!(
            query.without_value("thema", "ENVI").href("/daten"),
            "/daten?q=m%C3%BCll&thema=TRAN"
        );
        assert_eq!(
            query.with("q", "a b").without("thema").href("/x"),
            "/x?q=a+b"
        );
        assert_eq!(query.get("leer"), None);
    }
}
