//! What a process and its children did to files, as `strace` wrote it down.

use anyhow::{Context, Result, bail, ensure};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// System calls that change files or make changes survive; any other way to write would go unseen, so the calls
/// that could be one are traced as well and refused.
pub(super) const CALLS: &str = "openat,creat,write,pwrite64,pwritev,pwritev2,writev,fsync,fdatasync,\
    sync_file_range,msync,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,\
    mkdir,mkdirat,ftruncate,truncate,lseek,copy_file_range,sendfile,fallocate,mmap";

/// One call that ended without an error.
#[derive(Debug)]
pub(super) struct Call {
    /// Line at which it began: a sync covers only what had ended before.
    pub(super) began: usize,
    /// Line at which it ended.
    pub(super) ended: usize,
    pub(super) what: What,
}

/// What a call did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A file was opened; whether it was made if missing, and whether it was emptied.
    Open {
        path: PathBuf,
        create: bool,
        truncate: bool,
    },
    /// Bytes were written, at an offset or behind the last ones.
    Write {
        path: PathBuf,
        offset: Option<usize>,
        bytes: Vec<u8>,
    },
    /// The place of the next write was set.
    Seek { path: PathBuf, offset: usize },
    /// A file got a length.
    Truncate { path: PathBuf, length: usize },
    /// A file or directory was synced.
    Sync(PathBuf),
    /// A name moved.
    Rename { from: PathBuf, to: PathBuf },
    /// A file got one more name.
    Link { from: PathBuf, to: PathBuf },
    /// A name was removed.
    Remove(PathBuf),
    /// A directory was made.
    MakeDirectory(PathBuf),
}

/// Reads a trace made with `strace -f -y -xx`.
pub(super) fn parse(text: &str) -> Result<Vec<Call>> {
    let mut open: HashMap<&str, (usize, String)> = HashMap::new();
    let mut calls = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let Some((process, rest)) = line.split_once(' ') else {
            continue;
        };
        let rest = rest.trim_start();
        let (began, whole) = if let Some(front) = rest.strip_suffix("<unfinished ...>") {
            open.insert(process, (number, front.to_owned()));
            continue;
        } else if let Some(resumed) = rest.strip_prefix("<... ") {
            let (_name, end) = resumed.split_once("resumed>").context("a resumed call")?;
            let Some((began, front)) = open.remove(process) else {
                continue;
            };
            (began, front + end)
        } else {
            (number, rest.to_owned())
        };
        if whole.starts_with("---") || whole.starts_with("+++") {
            continue;
        }
        if let Some(what) =
            understand(&whole).with_context(|| format!("line {}: {:.300}", number + 1, whole))?
        {
            calls.push(Call {
                began,
                ended: number,
                what,
            });
        }
    }
    Ok(calls)
}

fn understand(call: &str) -> Result<Option<What>> {
    let (name, rest) = call.split_once('(').context("a call")?;
    let (arguments, result) = rest.rsplit_once(" = ").context("a result")?;
    let arguments = arguments.trim_end();
    let arguments = arguments.strip_suffix(')').unwrap_or(arguments).trim_end();
    if result.starts_with('-') || result.starts_with('?') {
        return Ok(None);
    }
    let places = places(arguments)?;
    let texts = texts(arguments)?;
    let path = |at: usize| -> Result<PathBuf> {
        let text = texts.get(at).context("a path")?;
        let folder = places.get(at).cloned().unwrap_or_default();
        Ok(folder.join(as_path(text)))
    };
    let number = || -> Result<usize> {
        let last = arguments.rsplit(", ").next().context("a number")?;
        Ok(last.trim().parse()?)
    };
    let first = || places.first().cloned().context("an open file");
    let what = match name {
        "openat" => What::Open {
            path: places_of_result(result)?,
            create: arguments.contains("O_CREAT"),
            truncate: arguments.contains("O_TRUNC"),
        },
        "write" | "writev" | "pwrite64" => {
            let written: usize = result.split_whitespace().next().context("n")?.parse()?;
            let mut bytes = texts.concat();
            ensure!(bytes.len() >= written, "strace cut a write short");
            bytes.truncate(written);
            let offset = (name == "pwrite64").then(number).transpose()?;
            What::Write {
                path: first()?,
                offset,
                bytes,
            }
        }
        "lseek" => What::Seek {
            path: first()?,
            offset: result.split_whitespace().next().context("n")?.parse()?,
        },
        "ftruncate" => What::Truncate {
            path: first()?,
            length: number()?,
        },
        "fsync" | "fdatasync" => What::Sync(first()?),
        "rename" => What::Rename {
            from: as_path(texts.first().context("a path")?),
            to: as_path(texts.get(1).context("a path")?),
        },
        "renameat" | "renameat2" => What::Rename {
            from: path(0)?,
            to: path(1)?,
        },
        "link" => What::Link {
            from: as_path(texts.first().context("a path")?),
            to: as_path(texts.get(1).context("a path")?),
        },
        "linkat" => What::Link {
            from: path(0)?,
            to: path(1)?,
        },
        "unlink" | "rmdir" => What::Remove(as_path(texts.first().context("a path")?)),
        "unlinkat" => What::Remove(path(0)?),
        "mkdir" => What::MakeDirectory(as_path(texts.first().context("a path")?)),
        "mkdirat" => What::MakeDirectory(path(0)?),
        "mmap" => {
            let shared = arguments.contains("PROT_WRITE") && arguments.contains("MAP_SHARED");
            // The index of SQLite's log is shared memory: it is made anew when nobody has it open.
            if shared && !first().is_ok_and(|path| is_shared_memory(&path)) {
                ensure!(places.is_empty(), "a file is written through memory");
            }
            return Ok(None);
        }
        other => bail!("{other} is not simulated"),
    };
    Ok(Some(what))
}

/// Whether a file is shared memory, whose content means nothing after a boot.
pub(super) fn is_shared_memory(path: &Path) -> bool {
    path.to_string_lossy().ends_with("-shm")
}

/// Paths in `<…>`: of file descriptors and of the working directory.
fn places(arguments: &str) -> Result<Vec<PathBuf>> {
    arguments
        .split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>'))
        .map(|(text, _rest)| Ok(as_path(&unescape(text)?)))
        .collect()
}

fn places_of_result(result: &str) -> Result<PathBuf> {
    places(result)?.pop().context("a descriptor with its path")
}

/// Strings in quotes.
fn texts(arguments: &str) -> Result<Vec<Vec<u8>>> {
    arguments
        .split('"')
        .skip(1)
        .step_by(2)
        .map(unescape)
        .collect()
}

/// `\x68\x69`; other characters stand for themselves.
fn unescape(text: &str) -> Result<Vec<u8>> {
    let mut pieces = text.split("\\x");
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let (hex, rest) = piece.split_at_checked(2).context("two digits")?;
        bytes.push(u8::from_str_radix(hex, 16)?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    Ok(bytes)
}

fn as_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[test]
fn calls_of_several_threads_are_put_together() -> Result<()> {
    let calls = parse(
        "7 openat(AT_FDCWD<\\x2f>, \"\\x61\", O_WRONLY|O_CREAT, 0644) = 3<\\x2f\\x61>\n\
         7 write(3<\\x2f\\x61>, \"\\x68\\x69\", 2 <unfinished ...>\n\
         8 fsync(3<\\x2f\\x61>) = 0\n\
         7 <... write resumed>) = 2\n\
         8 unlink(\"\\x61\") = -1 ENOENT (No such file)\n",
    )?;
    assert_eq!(calls.len(), 3);
    assert_eq!((calls[2].began, calls[2].ended), (1, 3));
    assert_eq!(
        calls[2].what,
        What::Write {
            path: "/a".into(),
            offset: None,
            bytes: b"hi".to_vec()
        }
    );
    assert_eq!(calls[1].what, What::Sync("/a".into()));
    Ok(())
}
