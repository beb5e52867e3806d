//! `convert --json-lines`: each line is answered, in order, whatever the others hold.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::command::{STORY, command, errors, folder, run_with_input, testdata};

fn answers(arguments: &[&str], lines: &[Value]) -> Vec<Value> {
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let done = run_with_input(&[&["convert", "--json-lines"], arguments].concat(), input.as_bytes());
    assert!(errors(&done).is_empty(), "{}", errors(&done));
    let text = String::from_utf8(done.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn files_come_back_in_the_answer() {
    let path = testdata("text/big5.txt");
    let tasks = [
        json!({"id": 1, "path": path, "to": ["markdown", "epub"]}),
        json!({"id": "two", "base64": "VGhlIHF1YXkgaXMgbWVuZGVk", "name": "a.txt", "to": ["json"]}),
    ];
    let answers = answers(&[], &tasks);
    assert_eq!((&answers[0]["id"], &answers[1]["id"]), (&json!(1), &json!("two")));
    assert_eq!(answers[0]["outcome"], "converted");
    assert_eq!(answers[0]["encoding"], "Big5");
    let files = answers[0]["files"].as_array().unwrap();
    let shown: Vec<(&Value, &Value)> = files.iter().map(|file| (&file["target"], &file["path"])).collect();
    assert_eq!(shown, [(&json!("markdown"), &json!("issue.md")), (&json!("epub"), &json!("issue.epub"))]);
    assert!(files[0]["text"].as_str().unwrap().starts_with("---\n"));
    assert!(files[1]["base64"].as_str().unwrap().starts_with("UEsDB"), "that is how a ZIP package begins");
    assert!(answers[1]["files"][0]["text"].as_str().unwrap().contains("The quay is mended"));
}

#[test]
fn files_go_where_the_task_says_and_are_the_same() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let tasks = [
        json!({"path": at("in/a.txt"), "output": at("out/a.md")}),
        json!({"path": at("in/a.txt"), "to": ["markdown"]}),
        json!({"path": at("in/b.txt"), "output": at("out/"), "to": ["json", "markdown"]}),
        json!({"base64": "VGhlIHF1YXkgaXMgbWVuZGVk", "name": "../../c.txt", "output": at("out/"), "to": ["json"]}),
    ];
    let answers = answers(&[], &tasks);
    assert!(answers.iter().all(|answer| answer["outcome"] == "converted"), "{answers:?}");
    let written = fs::read_to_string(at("out/a.md")).unwrap();
    assert_eq!(answers[1]["files"][0]["text"].as_str(), Some(written.as_str()));
    assert_eq!(answers[2]["outputs"], json!([at("out/b.json"), at("out/b.md")]));
    assert_eq!(answers[3]["outputs"], json!([at("out/c.json")]));
    assert!(answers[0].get("files").is_none());
}

#[test]
fn a_bad_line_answers_with_its_failure_and_spoils_no_other() {
    let good = json!({"base64": "VGhlIHF1YXkgaXMgbWVuZGVk"});
    let tasks = [
        json!({"id": 0, "path": "no/such/file"}),
        good.clone(),
        json!({"id": 2, "pth": "a.txt"}),
        json!([1, 2]),
        json!({"id": 4, "base64": "!"}),
        json!({"id": 5, "base64": "AAAA", "path": "a.txt"}),
        json!({"id": 6, "base64": "", "to": ["json"]}),
        json!({"id": 7, "base64": "AAAA", "options": {"encodnig": "big5"}}),
        json!({"id": 8, "base64": "AAAA", "output": "-"}),
        json!({"id": 9, "base64": "AAAA", "to": ["mobi"]}),
        good,
    ];
    let answers = answers(&[], &tasks);
    let codes: Vec<Option<&str>> = answers.iter().map(|answer| answer["failure"]["code"].as_str()).collect();
    let task = Some("task");
    assert_eq!(codes, [Some("input"), None, task, task, task, task, Some("empty"), task, task, task, None]);
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids[2], &json!(2), "a line that is JSON says whose it is");
    assert_eq!(ids[3], &Value::Null);
    let words = answers[7]["failure"]["message"].as_str().unwrap();
    assert!(words.contains("encodnig") && words.contains("encoding"), "{words}");
}

#[test]
fn options_of_the_command_line_hold_unless_the_task_has_its_own() {
    let text = "VGhlIHF1YXkgaXMgbWVuZGVk";
    let tasks = [
        json!({"base64": text}),
        json!({"base64": text, "options": {"meta": {"volume": "4"}}}),
        json!({"base64": text, "to": ["markdown"], "options": {"meta": {"number": ""}}}),
    ];
    let answers = answers(&["--to", "json", "--meta", "number=17", "--meta", "volume=3"], &tasks);
    let issue =
        |answer: &Value| serde_json::from_str::<Value>(answer["files"][0]["text"].as_str().unwrap()).unwrap();
    let metadata = |answer: &Value| issue(answer)["issue"]["metadata"].clone();
    assert_eq!(metadata(&answers[0])["volume"], "3");
    assert_eq!(metadata(&answers[1])["volume"], "4");
    assert_eq!(metadata(&answers[1])["number"], "17");
    assert!(!answers[2]["files"][0]["text"].as_str().unwrap().contains("17"));
}

#[test]
fn each_line_is_answered_before_the_next_is_asked_for() {
    let mut child = command(Path::new("."), &["convert", "--json-lines", "--jobs", "2"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for number in 0..3 {
        writeln!(stdin, "{}", json!({"id": number, "base64": "VGhlIHF1YXkgaXMgbWVuZGVk"})).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&answer["id"], &answer["outcome"]), (&json!(number), &json!("converted")));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_who_has_gone_ends_it() {
    let task = json!({"base64": "VGhlIHF1YXkgaXMgbWVuZGVk", "name": STORY}).to_string() + "\n";
    let mut child =
        command(Path::new("."), &["convert", "--json-lines"]).stdin(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    // It may end before it has read all.
    let _ = child.stdin.take().unwrap().write_all(task.repeat(5_000).as_bytes());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), errors(&done)), (Some(0), String::new()));
}
