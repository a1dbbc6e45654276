//! What the release is made of, in CycloneDX 1.5: the crates that are compiled into it and what compiles them, with
//! versions and licences, from what `cargo metadata` says.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The list, or `None` if the text is no metadata.
pub(crate) fn list(metadata: &str) -> Option<Value> {
    let metadata: Value = serde_json::from_str(metadata).ok()?;
    let packages: BTreeMap<&str, &Value> = metadata["packages"]
        .as_array()?
        .iter()
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let root = metadata["resolve"]["root"].as_str()?;
    let nodes = metadata["resolve"]["nodes"].as_array()?;
    let needs: BTreeMap<&str, Vec<&str>> =
        nodes.iter().filter_map(|node| Some((node["id"].as_str()?, needed(node)))).collect();
    let (mut met, mut waiting) = (BTreeSet::from([root]), vec![root]);
    while let Some(id) = waiting.pop() {
        waiting.extend(needs.get(id)?.iter().filter(|id| met.insert(**id)));
    }
    let components: Option<Vec<Value>> =
        met.iter().filter(|id| **id != root).map(|id| component(packages.get(id)?, "library")).collect();
    let reference = |id: &&str| packages.get(id).and_then(|package| purl(package));
    let dependencies: Vec<Value> = met
        .iter()
        .map(|id| json!({ "ref": reference(id), "dependsOn": needs[id].iter().filter_map(reference).collect::<Vec<_>>() }))
        .collect();
    Some(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": component(packages.get(root)?, "application")? },
        "components": components?,
        "dependencies": dependencies,
    }))
}

/// What a package needs that is not for its tests alone.
fn needed(node: &Value) -> Vec<&str> {
    let ships = |dependency: &&Value| {
        let kinds = dependency["dep_kinds"].as_array();
        kinds.is_none_or(|kinds| kinds.iter().any(|kind| kind["kind"] != "dev"))
    };
    let dependencies = node["deps"].as_array().into_iter().flatten().filter(ships);
    dependencies.filter_map(|dependency| dependency["pkg"].as_str()).collect()
}

fn component(package: &Value, kind: &str) -> Option<Value> {
    let mut component = json!({
        "type": kind,
        "bom-ref": purl(package)?,
        "name": package["name"],
        "version": package["version"],
        "purl": purl(package)?,
    });
    if let Some(license) = package["license"].as_str() {
        // The older way to say "or", which is no expression.
        component["licenses"] = json!([{ "expression": license.replace('/', " OR ") }]);
    }
    Some(component)
}

fn purl(package: &Value) -> Option<String> {
    Some(format!("pkg:cargo/{}@{}", package["name"].as_str()?, package["version"].as_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_listed_and_what_only_tests_is_not() {
        let package = |name: &str| json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0" });
        let node = |id: &str, deps: &[(&str, Option<&str>)]| {
            let deps: Vec<Value> =
                deps.iter().map(|(id, kind)| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] })).collect();
            json!({ "id": id, "deps": deps })
        };
        let packages = ["app", "used", "deep", "tested", "built"].map(package);
        let metadata = json!({
            "packages": packages,
            "resolve": { "root": "app", "nodes": [
                node("app", &[("used", None), ("tested", Some("dev")), ("built", Some("build"))]),
                node("used", &[("deep", None)]),
                node("deep", &[]), node("tested", &[]), node("built", &[]),
            ] },
        });
        let list = list(&metadata.to_string()).unwrap();
        let names: Vec<&str> =
            list["components"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
        assert_eq!(names, ["built", "deep", "used"]);
        assert_eq!(list["components"][0]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(list["metadata"]["component"]["purl"], "pkg:cargo/app@1.0.0");
        assert_eq!(super::list("{}"), None);
    }
}
