//! Work side by side: tasks begun in their order on so many threads, results told in the same order. Not what the
//! work is.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::worker::STACK;

/// Tasks that each lane may begin before an older one is told: enough that a long one does not leave the others
/// idle, few enough that memory does not grow with the number of tasks.
const AHEAD: usize = 32;

/// How often something is told while there is nothing new.
const MOMENT: Duration = Duration::from_millis(250);

/// What is told.
#[derive(Debug)]
pub(crate) enum Event<R> {
    /// The next result.
    Done(R),
    /// A moment has passed without one.
    Waiting,
}

/// How far the work is.
#[derive(Debug, Default)]
struct Progress {
    begun: usize,
    told: usize,
    stopped: bool,
}

/// Works on `tasks` in `lanes` threads, each with what `equip` gives it. `tell` gets the results in the tasks' order,
/// on the calling thread. Once it breaks, no task is begun any more; those under way are finished and told.
pub(crate) fn run<T, S, R: Send>(
    lanes: usize,
    tasks: impl Iterator<Item = T> + Send,
    equip: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
    mut tell: impl FnMut(Event<R>) -> ControlFlow<()>,
) {
    let tasks = Mutex::new(tasks.enumerate());
    let (progress, changed) = (Mutex::new(Progress::default()), Condvar::new());
    let (sender, results) = mpsc::channel();
    let next = || {
        let mut now = lock(&progress);
        while !now.stopped && now.begun >= now.told + AHEAD * lanes {
            now = changed.wait(now).unwrap_or_else(PoisonError::into_inner);
        }
        now.begun += 1;
        // Waiting for a task must not keep others from telling theirs.
        drop(now);
        let mut tasks = lock(&tasks);
        let stopped = lock(&progress).stopped;
        if stopped { None } else { tasks.next() }
    };
    let lane = |sender: mpsc::Sender<(usize, R)>| {
        let mut equipment = equip();
        while let Some((index, task)) = next() {
            if sender.send((index, work(&mut equipment, task))).is_err() {
                break;
            }
        }
    };
    let note = |told, flow: ControlFlow<()>| {
        let mut now = lock(&progress);
        now.told = told;
        now.stopped |= flow.is_break();
        drop(now);
        changed.notify_all();
    };
    let begun = thread::scope(|scope| {
        let spawn = |_: &usize| {
            let (sender, lane) = (sender.clone(), &lane);
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, move || lane(sender)).is_ok()
        };
        let begun = (0..lanes).filter(spawn).count();
        drop(sender);
        collect(&results, &mut tell, note);
        begun
    });
    if begun == 0 {
        // A system that gives no thread has this one.
        let mut equipment = equip();
        while let Some((index, task)) = next() {
            note(index + 1, tell(Event::Done(work(&mut equipment, task))));
        }
    }
}

/// Tells results in order, and says after each how many have been told and whether to go on.
fn collect<R>(
    results: &mpsc::Receiver<(usize, R)>,
    tell: &mut impl FnMut(Event<R>) -> ControlFlow<()>,
    note: impl Fn(usize, ControlFlow<()>),
) {
    let mut early = BTreeMap::new();
    let mut told = 0;
    loop {
        match results.recv_timeout(MOMENT) {
            Ok((index, result)) => {
                early.insert(index, result);
            }
            Err(RecvTimeoutError::Timeout) => note(told, tell(Event::Waiting)),
            Err(RecvTimeoutError::Disconnected) => return,
        }
        while let Some(result) = early.remove(&told) {
            told += 1;
            note(told, tell(Event::Done(result)));
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lanes: usize, tasks: usize, mut tell: impl FnMut(usize) -> ControlFlow<()>) -> Vec<usize> {
        let mut all = Vec::new();
        let work = |_: &mut (), task: usize| {
            thread::sleep(Duration::from_micros((task % 7) as u64 * 100));
            task
        };
        run(
            lanes,
            0..tasks,
            || (),
            work,
            |event| {
                let Event::Done(result) = event else { return ControlFlow::Continue(()) };
                all.push(result);
                tell(result)
            },
        );
        all
    }

    #[test]
    fn results_come_in_the_order_of_the_tasks() {
        for lanes in [1, 3] {
            let all = told(lanes, 500, |_| ControlFlow::Continue(()));
            assert_eq!(all, (0..500).collect::<Vec<_>>());
        }
    }

    #[test]
    fn after_a_stop_what_is_under_way_is_told_and_nothing_begun() {
        let stop = |result| if result == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let all = told(2, 1000, stop);
        assert_eq!(all, (0..all.len()).collect::<Vec<_>>());
        assert!((6..=6 + 2 * AHEAD).contains(&all.len()), "{} were told", all.len());
    }
}
