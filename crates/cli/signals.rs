//! Interrupts: a file that is being written is finished or never begun, then the process dies as asked.

/// Makes SIGINT, SIGTERM and SIGHUP wait until no file is half-way between its temporary and its final name.
/// A second signal kills at once. On systems without these signals the default stands.
#[cfg(unix)]
pub(crate) fn finish_files_before_death() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let kinds = [SIGINT, SIGTERM, SIGHUP];
    let once = Arc::new(AtomicBool::new(false));
    for kind in kinds {
        // Order matters: the first of these acts only if the second has run before. Where a handler cannot be
        // set, the signal keeps its default, which kills as well, only less tidily.
        let _ = signal_hook::flag::register_conditional_default(kind, Arc::clone(&once));
        let _ = signal_hook::flag::register(kind, Arc::clone(&once));
    }
    let Ok(mut signals) = Signals::new(kinds) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let _no_more_files = crate::whole_files::close();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

/// The default stands.
#[cfg(not(unix))]
pub(crate) fn finish_files_before_death() {}

/// Makes SIGINT, SIGTERM and SIGHUP do nothing: a terminal sends them to worker processes as well, whose death would
/// read as a crash. They end with their parent.
#[cfg(unix)]
pub(crate) fn leave_death_to_the_parent() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    for kind in [SIGINT, SIGTERM, SIGHUP] {
        // Where a handler cannot be set, a worker dies a moment before its parent.
        let _ = signal_hook::flag::register(kind, Arc::new(AtomicBool::new(false)));
    }
}

/// The default stands.
#[cfg(not(unix))]
pub(crate) fn leave_death_to_the_parent() {}
