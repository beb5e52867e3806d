//! Completions and manual pages, made from the same description as the help.

use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::args::Arguments;
use crate::config_file::with_nearest;

/// A script that completes the command line in a shell.
pub(crate) fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "backissue", &mut script);
    script
}

/// The manual page, in roff, of the command or of one of its subcommands.
///
/// # Errors
///
/// A sentence that names the subcommands there are.
pub(crate) fn page(subcommand: Option<&str>) -> Result<Vec<u8>, String> {
    let mut command = Arguments::command();
    command.build();
    if let Some(name) = subcommand {
        let shown = command.get_subcommands().filter(|known| !known.is_hide_set());
        let names: Vec<String> = shown.map(|known| format!("`{}`", known.get_name())).collect();
        let known = command.find_subcommand(name);
        command = known.cloned().ok_or_else(|| {
            with_nearest(&format!("unknown subcommand `{name}`, expected one of {}", names.join(", ")))
        })?;
    }
    let mut page = Vec::new();
    // Memory takes all that is written to it.
    Man::new(command).render(&mut page).map_err(|error| error.to_string())?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_of_the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn pages_and_completions_know_the_options() {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is text");
        let page = text(page(Some("convert")).expect("there is such a subcommand"));
        assert!(page.contains("\\-\\-report") && page.contains("Exit codes"), "{page}");
        assert!(text(completions(Shell::Bash)).contains("--report"));
        assert!(self::page(Some("convrt")).is_err_and(|message| message.ends_with("is convert meant?")));
    }
}
