//! Where a command writes: standard output, or a file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::{Builder, NamedTempFile};

/// A buffered output. What was written to a file is seen only after [`Output::finish`].
pub(crate) enum Output {
    /// Standard output.
    Stdout(BufWriter<Stdout>),
    /// A device or pipe, written directly.
    Device(BufWriter<File>),
    /// A new file beside its final place.
    File { temporary: BufWriter<NamedTempFile>, path: PathBuf },
}

impl Output {
    /// Opens `path`; standard output for `None` and `-`.
    pub(crate) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|p| p.as_os_str() != "-") else {
            return Ok(Self::Stdout(BufWriter::new(io::stdout())));
        };
        // Devices such as /dev/null cannot be replaced by a new file.
        if fs::metadata(path).is_ok_and(|m| !m.is_file()) {
            let file = File::options().write(true).open(path);
            let file = file.with_context(|| format!("{}: cannot be written", path.display()))?;
            return Ok(Self::Device(BufWriter::new(file)));
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let temporary = new_file_in(folder)
            .with_context(|| format!("{}: cannot be written", path.display()))?;
        Ok(Self::File { temporary: BufWriter::new(temporary), path: path.to_owned() })
    }

    /// Flushes and, for a file, puts it in its place.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Stdout(mut out) => Ok(out.flush()?),
            Self::Device(mut out) => Ok(out.flush()?),
            Self::File { temporary, path } => {
                let file = temporary.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(&path)
                    .with_context(|| format!("{}: cannot be put in place", path.display()))?;
                Ok(())
            }
        }
    }
}

/// A file with the permissions of any new file, removed when it is dropped before its time.
fn new_file_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".plenipo-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the user's mask leaves of it, as for every file that a program creates.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Device(out) => out.write(bytes),
            Self::File { temporary, .. } => temporary.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Device(out) => out.flush(),
            Self::File { temporary, .. } => temporary.flush(),
        }
    }
}
