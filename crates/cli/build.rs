//! What the program says of its own build under `--version`: the compiler, the machine it is for, the profile. No
//! time and no place, so that two builds of the same are the same.

use std::env;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=crates/cli/build.rs");
    let known = |name: &str| env::var(name).unwrap_or_else(|_| "unknown".to_owned());
    let compiler = Command::new(known("RUSTC")).arg("--version").output();
    let compiler = compiler.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    println!("cargo::rustc-env=BACKISSUE_COMPILER={}", compiler.unwrap_or_else(|_| "unknown".to_owned()));
    println!("cargo::rustc-env=BACKISSUE_TARGET={}", known("TARGET"));
    println!("cargo::rustc-env=BACKISSUE_PROFILE={}", known("PROFILE"));
}
