//! Writes a volume of a thousand articles and a hundred pictures, for measuring: `volume FOLDER` makes the issue in JSON
//! and its Markdown edition. It says two numbers: the size of its EPUB in bytes, and by how many bytes the process grew
//! while writing it, where the system tells that.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use backissue_convert::model::{Image, Issue, sample, to_json};
use backissue_convert::{Target, WriteOptions, write};

/// Articles and pictures.
const VOLUME: (usize, usize) = (1_000, 100);

/// Side of a picture in pixels: grey noise, which nothing compresses, of 100 kB, as photographs on the web have.
const SIDE: u32 = 320;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/volume".to_owned()));
    fs::create_dir_all(&folder)?;
    let mut issue = sample::volume(VOLUME.0, VOLUME.1);
    let mut noise = Noise(1);
    for image in &mut issue.images {
        *image = picture(&image.id, &mut noise)?;
    }
    // First, while no other edition has left memory behind that this one could use.
    tell_memory(&issue)?;
    fs::write(folder.join("volume.json"), to_json(&issue))?;
    for file in write(&issue, Target::Markdown, &WriteOptions::default()) {
        store(&folder.join(&file.path), &file.data)?;
    }
    Ok(())
}

/// Writes the EPUB once and tells its size and how much the process grew meanwhile.
fn tell_memory(issue: &Issue) -> io::Result<()> {
    let before = peak(Peak::Anew);
    let size = write(issue, Target::Epub, &WriteOptions::default())[0].data.len();
    let grown = peak(Peak::SoFar).zip(before).map(|(after, before)| after.saturating_sub(before));
    writeln!(io::stdout(), "{size} {}", grown.map(|grown| grown.to_string()).unwrap_or_default())
}

/// What is asked of the system's highest mark of a process's memory.
#[derive(PartialEq, Clone, Copy)]
enum Peak {
    /// To begin again with what is in use now.
    Anew,
    /// To be told.
    SoFar,
}

/// The most memory that this process has had, in bytes (Linux, `proc_pid_status(5)`, `VmHWM`).
fn peak(wish: Peak) -> Option<u64> {
    if wish == Peak::Anew {
        // proc_pid_clear_refs(5): 5 sets the mark to the size of now.
        fs::write("/proc/self/clear_refs", "5").ok()?;
    }
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}

fn picture(id: &str, noise: &mut Noise) -> io::Result<Image> {
    let mut data = Vec::new();
    let mut encoder = png::Encoder::new(&mut data, SIDE, SIDE);
    encoder.set_color(png::ColorType::Grayscale);
    let samples: Vec<u8> = noise.take((SIDE * SIDE) as usize).collect();
    encoder.write_header()?.write_image_data(&samples)?;
    Ok(Image { id: id.to_owned(), media_type: "image/png".to_owned(), width: SIDE, height: SIDE, data })
}

fn store(path: &Path, data: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, data)
}

/// Numbers without a pattern that deflate knows, the same in each run (Knuth, MMIX).
struct Noise(u64);

impl Iterator for Noise {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some((self.0 >> 56) as u8)
    }
}
