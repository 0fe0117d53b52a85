use super::*;
use hebewerk_hub::ports::Secrets;
use std::collections::BTreeMap;
use std::sync::Mutex;
use tempfile::TempDir;

/// A place in memory: path, time, text; and what it does wrong.
#[derive(Default)]
struct Fake {
    files: Mutex<BTreeMap<String, (i64, String)>>,
    /// After so many bytes a reading breaks off.
    breaks_after: Option<usize>,
    /// A file that changes once it has been read.
    grows: Option<&'static str>,
}

impl Fake {
    fn with(files: &[(&str, i64, &str)]) -> Self {
        let fake = Self::default();
        for (path, time, text) in files {
            fake.put(path, *time, text);
        }
        fake
    }

    fn put(&self, path: &str, time: i64, text: &str) {
        let mut files = self.files.lock().unwrap();
        files.insert(path.to_owned(), (time, text.to_owned()));
    }

    fn mark(text: &str, time: i64) -> String {
        format!("{}/{time}", text.len())
    }
}

#[async_trait]
impl Shelf for Fake {
    fn timed_out(&self) -> FetchError {
        FetchError::passing("fetch_timeout", "fake")
    }

    async fn list(&self, below: bool) -> Result<Vec<Listed>, FetchError> {
        let files = self.files.lock().unwrap();
        let listed = files
            .iter()
            .filter(|(path, _)| below || !path.contains('/'));
        let listed = listed.map(|(path, (time, text))| Listed {
            path: path.clone(),
            bytes: Some(text.len() as u64),
            modified: Some(*time),
            mark: Self::mark(text, *time),
        });
        Ok(listed.collect())
    }

    async fn mark(&self, file: &Listed) -> Result<Option<String>, FetchError> {
        let files = self.files.lock().unwrap();
        let found = files.get(&file.path);
        Ok(found.map(|(time, text)| Self::mark(text, *time)))
    }

    async fn read(&self, file: &Listed, copy: &mut Copying<'_>) -> Result<(), FetchError> {
        let (time, text) = self.files.lock().unwrap()[&file.path].clone();
        let rest = &text.as_bytes()[copy.bytes() as usize..];
        let end = self.breaks_after.unwrap_or(rest.len()).min(rest.len());
        copy.add(&rest[..end]).await?;
        if self.grows == Some(file.path.as_str()) {
            self.put(&file.path, time + 1, &format!("{text}more"));
        }
        if end < rest.len() {
            return Err(FetchError::passing("fetch_cut_off", "fake"));
        }
        Ok(())
    }
}

fn asks(settings: &[(&str, &str)], memory: Option<String>) -> Fetch {
    let settings = settings.iter();
    let settings = settings.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Fetch {
        connection: None,
        connector: "fake".to_owned(),
        settings: settings.collect(),
        secrets: Secrets::default(),
        memory,
        former: None,
        most_bytes: 100,
        time: Duration::from_mins(1),
    }
}

/// Part, name and text of each file; and what is left behind.
type Came = (Vec<(Option<String>, String, String)>, Option<String>);

async fn fetched(shelf: &Fake, fetch: &Fetch) -> Result<Option<Came>, FetchError> {
    let folder = TempDir::new().unwrap();
    match super::fetch(shelf, fetch, folder.path(), &|_, _| {}).await? {
        Fetched::Catalogue { .. } => panic!("files were asked for"),
        Fetched::Unchanged => Ok(None),
        Fetched::Files { files, memory, .. } => {
            let files = files.into_iter().map(|file| {
                let text = std::fs::read_to_string(&file.path).unwrap();
                (file.part, file.name, text)
            });
            Ok(Some((files.collect(), memory)))
        }
    }
}

fn came(files: &[(Option<&str>, &str, &str)]) -> Vec<(Option<String>, String, String)> {
    let files = files.iter();
    let files = files.map(|(part, name, text)| {
        let part = part.map(str::to_owned);
        (part, (*name).to_owned(), (*text).to_owned())
    });
    files.collect()
}

#[tokio::test]
async fn only_what_is_new_or_changed_comes() {
    let shelf = Fake::with(&[("a.csv", 1, "a"), ("b.csv", 1, "b"), ("x.txt", 1, "x")]);
    let asks = |memory| asks(&[("pattern", "*.csv")], memory);
    let (files, memory) = fetched(&shelf, &asks(None)).await.unwrap().unwrap();
    let both = [(Some("a.csv"), "a.csv", "a"), (Some("b.csv"), "b.csv", "b")];
    assert_eq!(files, came(&both));
    assert_eq!(fetched(&shelf, &asks(memory.clone())).await.unwrap(), None);
    shelf.put("b.csv", 2, "B");
    let (files, memory) = fetched(&shelf, &asks(memory)).await.unwrap().unwrap();
    assert_eq!(files, came(&[(Some("b.csv"), "b.csv", "B")]));
    assert_eq!(fetched(&shelf, &asks(memory)).await.unwrap(), None);
}

#[tokio::test]
async fn the_newest_file_is_the_next_version_of_one_dataset() {
    let shelf = Fake::with(&[("jan.csv", 1, "1"), ("alt/feb.csv", 2, "2")]);
    let wanted = [("which", "newest"), ("depth", "below")];
    let (files, memory) = fetched(&shelf, &asks(&wanted, None))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(files, came(&[(None, "feb.csv", "2")]));
    shelf.put("dez.csv", 0, "0");
    let again = fetched(&shelf, &asks(&wanted, memory.clone())).await;
    assert_eq!(again.unwrap(), None);
    shelf.put("mrz.csv", 3, "3");
    let (files, _) = fetched(&shelf, &asks(&wanted, memory))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(files, came(&[(None, "mrz.csv", "3")]));
}

#[tokio::test]
async fn a_name_without_signs_for_others_is_one_dataset() {
    let shelf = Fake::with(&[("a.csv", 1, "a"), ("b.csv", 1, "b")]);
    let asks = asks(&[("pattern", "A.csv")], None);
    let (files, _) = fetched(&shelf, &asks).await.unwrap().unwrap();
    assert_eq!(files, came(&[(None, "a.csv", "a")]));
}

#[tokio::test]
async fn what_breaks_off_goes_on_where_it_ended() {
    let shelf = Fake {
        breaks_after: Some(3),
        ..Fake::with(&[("a.csv", 1, "ein langer Text in vielen Stuecken")])
    };
    let (files, _) = fetched(&shelf, &asks(&[], None)).await.unwrap().unwrap();
    assert_eq!(files[0].2, "ein langer Text in vielen Stuecken");
    let broken = Fake {
        breaks_after: Some(0),
        ..Fake::with(&[("a.csv", 1, "a")])
    };
    let error = fetched(&broken, &asks(&[], None)).await.unwrap_err();
    assert_eq!(error.code, "fetch_cut_off");
}

#[tokio::test]
async fn a_file_that_changes_meanwhile_waits_for_the_next_fetch() {
    let shelf = Fake {
        grows: Some("b.csv"),
        ..Fake::with(&[("a.csv", 1, "a"), ("b.csv", 1, "b")])
    };
    let (files, memory) = fetched(&shelf, &asks(&[], None)).await.unwrap().unwrap();
    assert_eq!(files, came(&[(Some("a.csv"), "a.csv", "a")]));
    let error = fetched(&shelf, &asks(&[], memory.clone()))
        .await
        .unwrap_err();
    assert_eq!(
        (error.code, error.detail.as_str(), error.passing),
        ("fetch_still_growing", "b.csv", true)
    );
    let still = Fake {
        files: shelf.files,
        ..Fake::default()
    };
    let (files, _) = fetched(&still, &asks(&[], memory)).await.unwrap().unwrap();
    assert_eq!(files, came(&[(Some("b.csv"), "b.csv", "bmoremore")]));
}

#[tokio::test]
async fn a_place_without_fitting_files_is_an_error_until_the_first_has_come() {
    let empty = Fake::default();
    let error = fetched(&empty, &asks(&[], None)).await.unwrap_err();
    assert_eq!(
        (error.code, error.field),
        ("fetch_no_file_fits", Some("pattern"))
    );
    let (_, memory) = fetched(&Fake::with(&[("a", 1, "a")]), &asks(&[], None))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(fetched(&empty, &asks(&[], memory)).await.unwrap(), None);
    let error = look(&empty, &asks(&[("pattern", "*.csv")], None)).await;
    assert_eq!(error.unwrap_err().detail, "*.csv");
}

#[tokio::test]
async fn all_files_together_are_not_larger_than_allowed() {
    let long = "x".repeat(60);
    let shelf = Fake::with(&[("a", 1, long.as_str()), ("b", 1, long.as_str())]);
    let error = fetched(&shelf, &asks(&[], None)).await.unwrap_err();
    assert_eq!((error.code, error.passing), ("fetch_too_large", false));
}

#[tokio::test]
async fn what_would_come_is_shown() {
    let shelf = Fake::with(&[("a.csv", 1, "abc"), ("b/c.csv", 1, "b")]);
    let offers = look(&shelf, &asks(&[("depth", "below")], None)).await;
    let offers: Vec<_> = offers
        .unwrap()
        .into_iter()
        .map(|offer| (offer.value, offer.size))
        .collect();
    assert_eq!(
        offers,
        [
            ("a.csv".to_owned(), Some(3)),
            ("b/c.csv".to_owned(), Some(1))
        ]
    );
}
