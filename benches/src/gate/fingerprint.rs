//! A fingerprint of the files of a set, so that a floor is never compared with another set's score.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The first 16 hex digits of SHA-256 over names and bytes of `paths`, folders with all files in them
/// by name.
pub(super) fn of(root: &Path, paths: &[String]) -> io::Result<String> {
    let mut digest = Sha256::new();
    for path in paths {
        for file in files(&root.join(path))? {
            let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
            digest.update(name.as_bytes());
            digest.update([0]);
            digest.update(fs::read(&file)?);
        }
    }
    let sum = digest.finalize();
    let mut head = [0; 8];
    head.copy_from_slice(&sum[..8]);
    Ok(format!("{:016x}", u64::from_be_bytes(head)))
}

fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        found.extend(files(&entry?.path())?);
    }
    found.sort();
    Ok(found)
}
