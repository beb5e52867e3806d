//! `docs/issue-model.md` is true: its example is an issue that balances, its lists are those of the program, and
//! its recipes run.

use std::fs;
use std::path::Path;
use std::process::Command;

use backissue_convert::model::{Balance, from_json};

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/issue-model.md")).unwrap()
}

/// The blocks of the page in a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("\n```{language}\n");
    page.split(fence.as_str()).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

#[test]
fn the_example_is_an_issue_that_balances() {
    let page = page();
    let example = blocks(&page, "json")[0];
    let issue = from_json(example).unwrap();
    assert_eq!(issue.articles[0].title(), "Clock that runs fast will keep its four minutes");
    let sum = Balance::of(&issue);
    assert!(sum.balanced, "{sum:?}, wanted {:?}", issue.ledger.expected());
}

#[test]
fn each_kind_of_the_schema_is_explained() {
    let page = page();
    let schema =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/issue.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let kinds: Vec<&str> = ["WarningKind", "Content", "Inline", "Place"]
        .iter()
        .flat_map(|name| names(&schema["$defs"][name]))
        .collect();
    assert!(kinds.len() > 40, "{kinds:?}");
    let missing: Vec<&&str> = kinds
        .iter()
        .filter(|kind| !page.contains(&format!("`{kind}`")) && !page.contains(&format!("\"{kind}\"")))
        .collect();
    assert!(missing.is_empty(), "docs/issue-model.md does not explain {missing:?}");
}

/// The names of an enumeration's variants in a schema.
fn names(definition: &serde_json::Value) -> Vec<&str> {
    let variants = definition["oneOf"].as_array().or_else(|| definition["anyOf"].as_array()).unwrap();
    variants
        .iter()
        .flat_map(|variant| {
            let listed = variant["enum"].as_array().into_iter().flatten().filter_map(|name| name.as_str());
            let keyed = variant["required"].as_array().into_iter().flatten().filter_map(|name| name.as_str());
            listed.chain(variant["const"].as_str()).chain(keyed).collect::<Vec<&str>>()
        })
        .collect()
}

/// Needs `jq` and a POSIX shell, which not every machine has; without them only the form of the recipes is seen.
#[test]
fn the_recipes_run() {
    let page = page();
    let recipes = blocks(&page, "sh");
    assert!(recipes.len() >= 5, "{} recipes", recipes.len());
    if Command::new("jq").arg("--version").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), blocks(&page, "json")[0]).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_backissue"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    for recipe in recipes {
        let mut shell = Command::new("sh");
        let done =
            shell.args(["-ec", recipe]).current_dir(folder.path()).env("PATH", &path).output().unwrap();
        assert!(done.status.success(), "{recipe}\n{}", String::from_utf8_lossy(&done.stderr));
    }
    let mended = fs::read_to_string(folder.path().join("mended.json")).unwrap();
    assert_eq!(from_json(&mended).unwrap().metadata.number.as_deref(), Some("17"));
    assert!(folder.path().join("mended.epub").exists() && folder.path().join("shorter.md").exists());
}
