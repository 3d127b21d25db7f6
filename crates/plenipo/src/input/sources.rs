//! Which files to read, in which order.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::InputError;

/// Something to read documents from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input, given as `-`.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// The path as given, or `-`.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }
}

/// The inputs of a run in order: as given; inside a folder, and in the folders in it, by name. A path that
/// comes up again is read once, so that no row stands in a table twice.
#[derive(Debug, Default)]
pub struct Sources {
    items: Vec<Result<Source, InputError>>,
    seen: BTreeSet<PathBuf>,
}

impl Sources {
    /// Lists what `paths` name. Folders are read down to the last; of the files in them those count
    /// whose names end in `extensions`, also before `.gz` or `.zst`; names with a leading dot do not.
    /// A path given by itself always counts. What is missing or cannot be read becomes an error in
    /// its place.
    pub fn list(paths: &[PathBuf], extensions: &[&str]) -> Self {
        let mut sources = Self::default();
        for path in paths {
            if path.as_os_str() == "-" {
                sources.push(PathBuf::from("-"), Source::Stdin);
            } else {
                sources.add(path, extensions);
            }
        }
        sources
    }

    /// Number of sources and errors.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether nothing was named.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn add(&mut self, path: &Path, extensions: &[&str]) {
        match fs::metadata(path) {
            Err(error) => self.items.push(Err(InputError::io(path.to_string_lossy(), &error))),
            Ok(meta) if meta.is_dir() => self.add_folder(path, extensions),
            Ok(_) => self.push(path.to_owned(), Source::File(path.to_owned())),
        }
    }

    fn push(&mut self, path: PathBuf, source: Source) {
        let path = fs::canonicalize(&path).unwrap_or(path);
        if self.seen.insert(path) {
            self.items.push(Ok(source));
        }
    }

    fn add_folder(&mut self, root: &Path, extensions: &[&str]) {
        let before = self.items.len();
        let mut found = false;
        // Folders still to be read; a stack, so that depth costs no recursion.
        let mut folders = vec![root.to_owned()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    self.items.push(Err(InputError::io(folder.to_string_lossy(), &error)));
                    continue;
                }
            };
            for entry in entries.flatten() {
                let path = entry.path();
                if entry.file_name().to_string_lossy().starts_with('.') {
                    continue;
                }
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(path),
                    Ok(_) if has_extension(&path, extensions) => files.push(path),
                    _ => {}
                }
            }
        }
        files.sort();
        for file in files {
            found = true;
            self.push(file.clone(), Source::File(file));
        }
        if !found && self.items.len() == before {
            let reason = format!("no {} file in this folder", extensions.join(", "));
            self.items.push(Err(InputError::new(root.to_string_lossy(), reason)));
        }
    }
}

impl IntoIterator for Sources {
    type Item = Result<Source, InputError>;
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

/// The extension of `path` in lower case, without `.gz` or `.zst`, with its dot; empty if it has none.
pub(super) fn extension(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let bare = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    bare.rfind('.').map_or_else(String::new, |dot| bare[dot..].to_owned())
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    extensions.contains(&extension(path).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_read_by_name_and_to_the_last() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.html.gz", "a/note.md", ".hidden.txt", "a.txt"] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let names: Vec<String> = Sources::list(&[dir.path().to_owned()], &[".txt", ".html"])
            .into_iter()
            .map(|s| s.unwrap().name().split_off(dir.path().to_string_lossy().len() + 1))
            .collect();
        assert_eq!(names, ["a/z.html.gz", "a.txt", "b.txt"]);
    }

    #[test]
    fn a_path_that_comes_up_again_is_read_once() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.txt");
        fs::write(&file, "x").unwrap();
        let again = dir.path().join(".").join("a.txt");
        let paths = [dir.path().to_owned(), file.clone(), again, dir.path().to_owned()];
        let items: Vec<_> = Sources::list(&paths, &[".txt"]).into_iter().collect();
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].as_ref().unwrap(), &Source::File(file));
    }

    #[test]
    fn a_missing_path_is_an_error_in_its_place() {
        let sources = Sources::list(&["no/such/file.txt".into(), "-".into()], &[".txt"]);
        let items: Vec<_> = sources.into_iter().collect();
        assert!(items[0].as_ref().unwrap_err().to_string().contains("no such file"));
        assert_eq!(items[1].as_ref().unwrap(), &Source::Stdin);
    }
}
