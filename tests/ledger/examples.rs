//! The examples that come with the format, byte for byte.

use cove::exchange::report::state_json;
use cove::exchange::{Document, Limits, Union};
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exchange")
}

/// The folders with their input files, sorted.
pub(crate) fn folders() -> Vec<(PathBuf, Vec<PathBuf>)> {
    let dirs = |path: &Path| {
        let mut paths: Vec<PathBuf> = path.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let folders = dirs(&fixtures()).into_iter().filter(|path| path.is_dir());
    let input = |path: &PathBuf| path.file_stem().unwrap().len() == 1;
    folders.map(|folder| (folder.clone(), dirs(&folder).into_iter().filter(input).collect())).collect()
}

fn union(files: impl IntoIterator<Item = impl AsRef<Path>>) -> Union {
    let mut union = Union::default();
    for file in files {
        let document = Document::read(&std::fs::read(file).unwrap(), &Limits::default()).unwrap();
        union.add(document, &Limits::default()).unwrap();
    }
    union
}

#[test]
fn merged_and_state_of_every_folder() {
    let folders = folders();
    assert!(folders.len() >= 9);
    for (folder, files) in folders {
        let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let union = union(&files);
        let state = union.history.fold();
        let (json, hash) = state_json(&state, union.workspace.as_deref().unwrap(), union.unknown_keys());
        assert_eq!(json + "\n", text("state.json"), "{}", folder.display());
        assert_eq!(hash, union.state_hash());
        assert_eq!(union.write_merged().0, text("merged.json"), "{}", folder.display());
    }
}

#[test]
fn merged_files_mean_the_same() {
    for (folder, files) in folders() {
        let merged = [folder.join("merged.json")];
        assert_eq!(union(&merged).state_json(), union(&files).state_json());
        assert_eq!(union(&merged).write_merged().0, std::fs::read_to_string(&merged[0]).unwrap());
        assert_eq!(union(files.iter().rev().chain(&files).chain(&merged)).state_json(), union(&files).state_json());
    }
}

/// Runs the tool in the folder of the fixtures and gives exit code and output.
fn tool(args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cove-file")).args(args).current_dir(fixtures()).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_tool_prints_what_the_format_says() {
    let temp = std::env::temp_dir().join(format!("cove-file-{}", std::process::id()));
    std::fs::create_dir_all(&temp).unwrap();
    let out = |name: &str| temp.join(name).to_str().unwrap().to_owned();
    for (folder, files) in folders() {
        let mut args: Vec<&str> = vec!["state"];
        args.extend(files.iter().map(|file| file.to_str().unwrap()));
        assert_eq!(tool(&args), (0, std::fs::read_to_string(folder.join("state.json")).unwrap()));
        args[0] = "merge";
        let merged = out("merged.json.gz");
        args.extend(["-o", merged.as_str()]);
        assert_eq!(tool(&args).0, 0);
        let bytes = std::fs::read(&merged).unwrap();
        let text = cove::exchange::packed::text(&bytes, &Limits::default()).unwrap().into_owned();
        assert_eq!(text, std::fs::read_to_string(folder.join("merged.json")).unwrap());
    }
    let (code, line) = tool(&["check", "02-conflict/a.json", "none.json"]);
    assert_eq!(code, 74);
    assert!(line.starts_with(r#"{"changes":2,"file":"02-conflict/a.json","hash":"eecfa287599612c684e3cd4402d0d86ac4d9456aa1314bdb8ca4e03edc8fb5a6","kind":"full","ok":true,"parts":0,"quarantined":0,"records":1,"state":"7bc8305abb14ba803243a9717a3596c378ae30d6a556bc7becae6ce904f252c5","unknown_ops":0,"workspace":"ws-1"}"#));
    assert!(line.contains(r#""error":"io","file":"none.json","ok":false"#));
    let diff = r#"{"fields":[{"a":[{"dot":"9a1c000000000001.1","v":"Hongda"}],"b":[],"e":"lead","field":"name","id":"9a1c000000000001.1.x8"},{"a":[{"dot":"9a1c000000000001.2","v":"won"}],"b":[{"dot":"77e0000000000002.1","v":"lost"}],"e":"lead","field":"stage","id":"9a1c000000000001.1.x8"}],"only_a":[["9a1c000000000001",1,"623d81ebee04c81e"],["9a1c000000000001",2,"5fae4cf8b78ed569"]],"only_b":[["77e0000000000002",1,"ca630c84377c4d5c"]],"same":false}"#;
    assert_eq!(tool(&["diff", "02-conflict/a.json", "02-conflict/b.json"]), (1, diff.to_owned() + "\n"));
    assert_eq!(tool(&["diff", "02-conflict/a.json", "02-conflict/a.json"]).0, 0);
    let merged = r#"{"changes":3,"hash":"d3c1c5100b2f86f032a08a267f8196bb6c65016ae07b6946dadd526e5675cedd","ok":true,"state":"1769c187e712b89605822efa136d2cae93e70aadd542239107c047e4e94493a8"}"#;
    let o = out("merged.json");
    assert_eq!(tool(&["merge", "02-conflict/a.json", "-o", &o, "02-conflict/b.json"]), (0, merged.to_owned() + "\n"));
    for usage in [
        &[][..],
        &["state"],
        &["merge", "a"],
        &["diff", "a"],
        &["frob", "a"],
        &["check", "-o"],
        &["seal", "a", "-o", "b"],
    ] {
        assert_eq!(tool(usage), (64, String::new()));
    }
    assert_eq!(tool(&["state", "README.md"]).0, 2);
    std::fs::remove_dir_all(temp).unwrap();
}

/// Hashing a passphrase is slow by design, slower still without optimisation: hence few calls.
#[test]
fn the_tool_seals_and_opens() {
    let temp = std::env::temp_dir().join(format!("cove-sealed-{}", std::process::id()));
    std::fs::create_dir_all(&temp).unwrap();
    let out = |name: &str| temp.join(name).to_str().unwrap().to_owned();
    let (p, opened, sealed, weak) = (out("p"), out("opened.json"), out("sealed"), out("weak"));
    std::fs::write(&p, "小湾 2026\r\n").unwrap();
    let (code, line) = tool(&["open", "sealed.cove", "-o", &opened, "--passphrase-file", &p]);
    let bytes = std::fs::read(&opened).unwrap();
    assert_eq!((code, line), (0, format!("{{\"bytes\":{},\"ok\":true}}\n", bytes.len())));
    assert_eq!(tool(&["check", &opened]).0, 0);
    assert_eq!(tool(&["seal", &opened, "-o", &sealed, "--passphrase-file", &p]).0, 0);
    assert!(tool(&["check", &sealed]).1.contains("\"sealed\""));
    let text = String::from_utf8_lossy(&std::fs::read(&sealed).unwrap()[..200]).replacen("600000", "100000", 1);
    std::fs::write(&weak, text).unwrap();
    let refused = tool(&["open", &weak, "-o", &opened, "--passphrase-file", &p]);
    assert!(refused.0 == 2 && refused.1.contains("\"cannot_open\""));
    std::fs::write(&weak, "{}\n").unwrap();
    let refused = tool(&["open", &weak, "-o", &opened, "--passphrase-file", &p]);
    assert!(refused.0 == 2 && refused.1.contains("\"sealed_header\""));
    std::fs::remove_dir_all(temp).unwrap();
}
