//! The process in which files are converted: it takes tasks from its standard input and answers on its standard
//! output, until the input ends. It opens no file and writes none, so it can be killed at any moment.
//!
//! A task and an answer are each a line of JSON, followed by the bytes whose sizes the line tells.

use std::io::{self, BufRead, Read as _, Write};
use std::panic;
use std::sync::mpsc;
use std::thread;

use backissue_convert::{Failure, InputReport};
use backissue_model::File;
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::Exit;
use crate::editions;
use crate::signals;
use crate::task::{Made, Task};

/// Stack of a thread in bytes, that of a main thread on most systems. Nesting that a file survives on one thread it
/// must survive on all.
pub(crate) const STACK: usize = 8 << 20;

/// What a worker is started with.
#[derive(Debug, Args)]
pub(crate) struct WorkerOptions {
    /// Processor threads to use.
    #[arg(long)]
    pub(crate) threads: usize,

    /// Most memory in bytes.
    #[arg(long)]
    pub(crate) memory: Option<u64>,
}

/// First line of what a worker is told.
#[derive(Debug, Serialize, Deserialize)]
struct Question {
    task: Task,
    size: u64,
}

/// First line of what a worker answers.
#[derive(Debug, Serialize, Deserialize)]
struct Answer {
    failure: Option<Failure>,
    report: InputReport,
    editions: Vec<Vec<Part>>,
}

/// A file that follows an answer.
#[derive(Debug, Serialize, Deserialize)]
struct Part {
    path: String,
    size: u64,
}

/// What came back from a worker.
#[derive(Debug)]
pub(crate) enum Reply {
    /// An answer.
    Made(Result<Box<Made>, Failure>),
    /// It said something else, at most its last words; or nothing any more.
    Broken(String),
}

/// Serves until standard input ends, which it also does when the process at its other end dies.
pub(crate) fn run(options: &WorkerOptions) -> Exit {
    signals::leave_death_to_the_parent();
    limit_memory(options);
    // A panic becomes an answer; the default would print a trace into the midst of it.
    panic::set_hook(Box::new(|_| {}));
    // It can fail only where threads cannot be had at all; then the work is done on one.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(options.threads).stack_size(STACK).build_global();
    let (questions, inbox) = mpsc::channel::<(Task, Vec<u8>)>();
    let serve = move || {
        for (task, bytes) in inbox {
            let made = editions::attempt(&task, bytes);
            if answer(&mut io::stdout().lock(), made).is_err() {
                return;
            }
        }
    };
    if thread::Builder::new().stack_size(STACK).spawn(serve).is_err() {
        return Exit::Failed;
    }
    // The end of the input ends the process in the midst of any work: nobody waits for it.
    let mut stdin = io::stdin().lock();
    while let Ok(Some(question)) = hear(&mut stdin) {
        if questions.send(question).is_err() {
            break;
        }
    }
    Exit::Done
}

/// Asks the system to refuse memory over the limit. What the threads need for their stacks comes on top.
#[cfg(unix)]
fn limit_memory(options: &WorkerOptions) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let Some(limit) = options.memory else { return };
    // The data of a process is what it has allocated; its address space also holds what allocators merely reserve,
    // which grows with the number of processors. Linux counts data in full, other systems in part.
    let resource = if cfg!(target_os = "linux") { Resource::Data } else { Resource::As };
    let stacks = (options.threads as u64 + 2) * STACK as u64;
    let maximum = getrlimit(resource).maximum;
    let wanted = limit.saturating_add(stacks).min(maximum.unwrap_or(u64::MAX));
    // A system that refuses has no such limit; the one on time is left.
    let _ = setrlimit(resource, Rlimit { current: Some(wanted), maximum });
}

#[cfg(not(unix))]
fn limit_memory(_: &WorkerOptions) {}

fn hear(stdin: &mut impl BufRead) -> io::Result<Option<(Task, Vec<u8>)>> {
    let mut line = Vec::new();
    if stdin.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let question: Question = serde_json::from_slice(&line)?;
    Ok(Some((question.task, take(stdin, question.size)?)))
}

fn take(source: &mut impl BufRead, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(usize::MAX));
    source.take(size).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == size { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn answer(stdout: &mut impl Write, made: Result<Made, Failure>) -> io::Result<()> {
    let (failure, made) = match made {
        Ok(made) => (None, made),
        Err(failure) => (Some(failure), Made::default()),
    };
    let part = |file: &File| Part { path: file.path.clone(), size: file.data.len() as u64 };
    let editions = made.editions.iter().map(|files| files.iter().map(part).collect()).collect();
    let header = Answer { failure, report: made.report, editions };
    let mut line = serde_json::to_vec(&header)?;
    line.push(b'\n');
    stdout.write_all(&line)?;
    for file in made.editions.iter().flatten() {
        stdout.write_all(&file.data)?;
    }
    stdout.flush()
}

/// Tells a worker's standard input what to do: the task, and that so many bytes follow.
///
/// # Errors
///
/// What the pipe answers.
pub(crate) fn put(task: &Task, size: u64, stdin: &mut impl Write) -> io::Result<()> {
    let mut line = serde_json::to_vec(&Question { task: task.clone(), size })?;
    line.push(b'\n');
    stdin.write_all(&line)
}

/// Waits for a reply on a worker's standard output.
pub(crate) fn get(stdout: &mut impl BufRead) -> Reply {
    let mut line = Vec::new();
    let read = stdout.read_until(b'\n', &mut line);
    let header = serde_json::from_slice::<Answer>(&line);
    match (read, header) {
        (Ok(_), Ok(header)) => receive(stdout, header),
        _ => Reply::Broken(last_words(stdout, line)),
    }
}

fn receive(stdout: &mut impl BufRead, header: Answer) -> Reply {
    if let Some(failure) = header.failure {
        return Reply::Made(Err(failure));
    }
    let mut file = |part: Part| take(stdout, part.size).map(|data| File { path: part.path, data });
    let edition = |parts: Vec<Part>| parts.into_iter().map(&mut file).collect::<io::Result<Vec<File>>>();
    match header.editions.into_iter().map(edition).collect() {
        Ok(editions) => Reply::Made(Ok(Box::new(Made { report: header.report, editions }))),
        Err(error) => Reply::Broken(error.to_string()),
    }
}

/// What the runtime says when a process has to die: its standard error leads here, too.
fn last_words(stdout: &mut impl BufRead, mut begun: Vec<u8>) -> String {
    /// Enough for a sentence and a backtrace's first lines.
    const LONGEST: u64 = 4096;
    let _ = stdout.take(LONGEST).read_to_end(&mut begun);
    String::from_utf8_lossy(&begun).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::failure;

    #[test]
    fn what_is_said_is_heard() {
        let task = Task { name: Some("a.txt".to_owned()), options: Default::default(), editions: Vec::new() };
        let mut pipe = Vec::new();
        put(&task, 3, &mut pipe).expect("memory takes all");
        pipe.extend_from_slice(b"a\nb");
        let heard = hear(&mut pipe.as_slice()).expect("it is whole");
        assert_eq!(heard, Some((task, b"a\nb".to_vec())));
        assert!(hear(&mut &pipe[..pipe.len() - 1]).is_err(), "a byte is missing");
    }

    #[test]
    fn answers_come_back_and_last_words_are_no_answer() {
        let made =
            Made { editions: vec![vec![File::new("a.md", "x\n"), File::new("b", "")]], ..Made::default() };
        let mut pipe = Vec::new();
        answer(&mut pipe, Ok(made.clone())).expect("memory takes all");
        answer(&mut pipe, Err(failure("empty", "nothing"))).expect("memory takes all");
        pipe.extend_from_slice(b"memory allocation of 9 bytes failed\n");
        let mut pipe = pipe.as_slice();
        assert!(matches!(get(&mut pipe), Reply::Made(Ok(back)) if *back == made));
        assert!(matches!(get(&mut pipe), Reply::Made(Err(failure)) if failure.code == "empty"));
        assert!(matches!(get(&mut pipe), Reply::Broken(words) if words.ends_with("bytes failed")));
    }
}
