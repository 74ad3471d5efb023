//! Giving memory back. The allocator of the C library keeps an arena for nearly every thread, and what was freed in one stays with it: eight
//! connections that each read a package of a whole run once hold some 40 MB each for good. Two arenas hold the same work in less than half
//! the memory. How many there are can only be said before the program starts, so it starts itself once more.

/// What the C library reads.
const ARENAS: &str = "MALLOC_ARENA_MAX";

/// Starts the program anew with two arenas, under the same number of process; an office that says another number itself keeps it. Where it
/// cannot be started anew it goes on as it is.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn bound_arenas() {
    use std::os::unix::process::CommandExt;
    if std::env::var_os(ARENAS).is_some() || !std::env::args_os().any(|it| it == "serve") {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut arguments = std::env::args_os();
    let name = arguments.next().unwrap_or_else(|| program.clone().into());
    let _ = std::process::Command::new(&program).arg0(name).args(arguments).env(ARENAS, "2").exec();
}

/// Other allocators keep no arenas for threads.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn bound_arenas() {
    let _ = ARENAS;
}
