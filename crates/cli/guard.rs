//! Conversions under limits on time and memory: each runs in a worker process, which is ended when it takes too long
//! or needs too much, and replaced. Nothing in a file can reach out of that process.

use std::env;
use std::io::{self, BufReader};
use std::panic;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use backissue_convert::Failure;

use crate::disk;
use crate::editions;
use crate::limits::{self, Limits};
use crate::source::{self, PourError, Source};
use crate::task::{Made, Task, failure};
use crate::worker::{self, Reply};

/// A place where one conversion after the other is made.
#[derive(Debug)]
pub(crate) struct Guard {
    limits: Limits,
    /// Processor threads that one conversion may use.
    threads: usize,
    worker: Option<Worker>,
}

#[derive(Debug)]
struct Worker {
    child: Child,
    stdin: ChildStdin,
    replies: Receiver<Reply>,
    /// Whether it has answered before.
    used: bool,
}

/// Why a worker gave no answer.
#[derive(Debug)]
enum Lapse {
    /// The input could not be read.
    Input(String),
    /// It could not be started.
    Start(String),
    /// Its time was up.
    Time,
    /// It died, with these last words.
    Death(ExitStatus, String),
}

impl Guard {
    /// A place without a worker yet; the first conversion starts one.
    pub(crate) fn new(limits: Limits, threads: usize) -> Self {
        if limits == Limits::NONE {
            // A panic in one input becomes that input's message; the default would print a trace beside it.
            panic::set_hook(Box::new(|_| {}));
        }
        Self { limits, threads, worker: None }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It holds nothing that would have to be put in order.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Converts a source; without limits in this process, else in a worker.
///
/// A worker that dies over its second or later input is replaced and asked again: what earlier inputs have left in
/// it must not decide about this one.
///
/// # Errors
///
/// Why nothing came of it.
pub(crate) fn convert(guard: &mut Guard, task: &Task, source: &mut Source<'_>) -> Result<Made, Failure> {
    if guard.limits == Limits::NONE {
        let bytes = source::bytes(source).map_err(|message| failure("input", message))?;
        return editions::attempt(task, bytes);
    }
    loop {
        let mut worker = match guard.worker.take() {
            Some(worker) => worker,
            None => start(guard).map_err(|lapse| told(lapse, guard.limits))?,
        };
        match ask(&mut worker, task, source, guard.limits) {
            Ok(made) => {
                worker.used = true;
                guard.worker = Some(worker);
                return made;
            }
            Err(Lapse::Death(..)) if worker.used => {}
            Err(lapse) => return Err(told(lapse, guard.limits)),
        }
    }
}

fn start(guard: &Guard) -> Result<Worker, Lapse> {
    let failed = |error: &io::Error| Lapse::Start(disk::reason(error));
    // What the runtime says of a death comes where answers come, so that a worker needs two pipes and no third.
    let (answers, words) = io::pipe().map_err(|error| failed(&error))?;
    let said = words.try_clone().map_err(|error| failed(&error))?;
    let mut command = Command::new(this_program().map_err(|error| failed(&error))?);
    command.arg("worker").arg("--threads").arg(guard.threads.to_string());
    if let Some(memory) = guard.limits.memory {
        command.arg("--memory").arg(memory.to_string());
    }
    command.stdin(Stdio::piped()).stdout(words).stderr(said);
    let mut child = command.spawn().map_err(|error| failed(&error))?;
    // The command holds the writing ends; as long as it does, the worker's death would go unnoticed.
    drop(command);
    let stdin = child.stdin.take().expect("it was asked for as a pipe");
    let (sender, replies) = mpsc::channel();
    let listen = move || {
        let mut answers = BufReader::new(answers);
        loop {
            let reply = worker::get(&mut answers);
            let last = matches!(reply, Reply::Broken(_));
            if sender.send(reply).is_err() || last {
                return;
            }
        }
    };
    let worker = Worker { child, stdin, replies, used: false };
    thread::Builder::new().spawn(listen).map_err(|error| failed(&error))?;
    Ok(worker)
}

/// The program that runs, also after another version has been installed over it.
fn this_program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") { Ok(PathBuf::from("/proc/self/exe")) } else { env::current_exe() }
}

fn ask(
    worker: &mut Worker,
    task: &Task,
    source: &mut Source<'_>,
    limits: Limits,
) -> Result<Result<Made, Failure>, Lapse> {
    let poured = source::pour(source, &mut worker.stdin, |stdin, size| worker::put(task, size, stdin));
    if let Err(PourError::Source(reason)) = poured {
        return Err(Lapse::Input(reason));
    }
    let reply = match limits.time {
        Some(limit) => worker.replies.recv_timeout(limit),
        None => worker.replies.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    match reply {
        Ok(Reply::Made(made)) => Ok(made.map(|made| *made)),
        Ok(Reply::Broken(words)) => Err(death(worker, words)),
        Err(RecvTimeoutError::Timeout) => Err(Lapse::Time),
        Err(RecvTimeoutError::Disconnected) => Err(death(worker, String::new())),
    }
}

/// The last a worker says, it says when it dies; but its pipe may be gone a moment before itself.
fn death(worker: &mut Worker, words: String) -> Lapse {
    /// Long for a process that ends, short for one that waits for its death.
    const PATIENCE: Duration = Duration::from_secs(2);
    const STEP: Duration = Duration::from_millis(5);
    let mut waited = Duration::ZERO;
    loop {
        match worker.child.try_wait() {
            Ok(Some(status)) => return Lapse::Death(status, words),
            Ok(None) if waited < PATIENCE => {
                thread::sleep(STEP);
                waited += STEP;
            }
            _ => return Lapse::Death(ExitStatus::default(), words),
        }
    }
}

fn told(lapse: Lapse, limits: Limits) -> Failure {
    match lapse {
        Lapse::Input(reason) => failure("input", reason),
        Lapse::Start(reason) => failure(
            "internal",
            format!(
                "no worker process can be started: {reason}; --timeout none --max-memory none does without"
            ),
        ),
        Lapse::Time => {
            let seconds = limits.time.unwrap_or_default().as_secs_f64();
            failure("time", format!("it takes longer than the limit of {seconds} s (--timeout)"))
        }
        Lapse::Death(_, words) if words.contains("memory allocation of") => {
            failure("memory", format!("it needs more memory than it may have ({})", allowed(limits)))
        }
        Lapse::Death(status, _) if was_killed(status) => {
            failure("memory", "the system ended its conversion, most likely for want of memory")
        }
        Lapse::Death(_, words) if words.contains("overflowed its stack") => {
            failure("internal", "internal error, please report it: it nests deeper than the stack")
        }
        Lapse::Death(status, words) => {
            let words = words.lines().next().unwrap_or_default();
            failure(
                "internal",
                format!("internal error, please report it: the worker ended, {status} {words}"),
            )
        }
    }
}

/// The system may have set a limit of its own, on the processes of a user or a container.
fn allowed(limits: Limits) -> String {
    match limits.memory {
        Some(memory) => {
            format!("--max-memory {}, or less by the system's own limit", limits::in_words(memory))
        }
        None => "a limit of the system".to_owned(),
    }
}

#[cfg(unix)]
fn was_killed(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(rustix::process::Signal::KILL.as_raw())
}

#[cfg(not(unix))]
fn was_killed(_: ExitStatus) -> bool {
    false
}
