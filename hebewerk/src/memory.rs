//! How much memory there is for this process.

use std::path::Path;

/// What is taken for it where the system does not say.
const UNKNOWN: u64 = 2 << 30;

/// Bytes of memory of the machine, or of the container if it has less.
pub(crate) fn total_bytes() -> u64 {
    let machine = read("/proc/meminfo").and_then(|text| of_machine(&text));
    let container = read("/sys/fs/cgroup/memory.max").and_then(|text| text.trim().parse().ok());
    machine
        .unwrap_or(UNKNOWN)
        .min(container.unwrap_or(u64::MAX))
}

fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(path)).ok()
}

fn of_machine(meminfo: &str) -> Option<u64> {
    let line = meminfo
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes << 10)
}

#[cfg(test)]
mod tests {
    use super::of_machine;

    #[test]
    fn the_machine_says_how_much_it_has() {
        let said = "MemTotal:       24000000 kB\nMemFree:         1000 kB\n";
        assert_eq!(of_machine(said), Some(24_000_000 << 10));
        assert_eq!(of_machine("MemFree: 3 kB"), None);
    }
}
