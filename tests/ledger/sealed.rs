//! A sealed file opens in another language too, by a short script that shares no line with this program.

use std::path::Path;
use std::process::{Command, Output};

fn script(file: &Path, passphrase: &str) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/open_sealed.mjs");
    Command::new("node").arg(script).arg(file).arg(passphrase).output().unwrap()
}

#[test]
fn another_language_opens_what_we_seal() {
    let document: String = (0..400_000_u64).map(|n| format!("{{\"n\":{}}}\n", n * n * 7_919 % 1_000_003)).collect();
    let sealed = cove::exchange::sealed::seal(document.as_bytes(), "小湾 2026", [9; 16], &|_| ());
    assert!(sealed.len() > 1 << 20, "more than one chunk");
    let temp = std::env::temp_dir().join(format!("cove-script-{}", std::process::id()));
    std::fs::write(&temp, &sealed).unwrap();
    let opened = script(&temp, "小湾 2026");
    assert_eq!(String::from_utf8_lossy(&opened.stderr), "");
    assert!(opened.stdout == document.as_bytes());
    assert!(!script(&temp, "小湾 2025").status.success());
    std::fs::write(&temp, &sealed[..sealed.len() - 1]).unwrap();
    assert!(!script(&temp, "小湾 2026").status.success());
    std::fs::remove_file(temp).unwrap();
}
