//! The page of a lead form: whole in one file, and nothing that is put in becomes markup or script.

use crate::desk::Desk;
use cove::crm::lead_form::fields::{ASK, asked};
use cove::crm::lead_form::page;
use cove::crm::{Ref, entity};
use cove::i18n::{Lang, text};
use cove::ledger::Value;

fn form(desk: &mut Desk, fields: &[(&str, Value)]) -> Ref {
    let mut all = vec![("name", "工博会登记".into()), ("source", "expo".into())];
    all.extend(fields.iter().cloned());
    desk.create("lead_form", &all)
}

fn written(desk: &Desk, at: &Ref, lang: Lang) -> String {
    page::write(&desk.view().at(at).expect("it is there"), &|key| text(lang, key))
}

#[test]
fn a_form_that_asks_for_nothing_asks_for_what_a_call_needs() {
    let mut desk = Desk::new("rep");
    let at = form(&mut desk, &[]);
    let page = written(&desk, &at, Lang::Zh);
    let asked: Vec<&str> = ["company", "phone", "email", "note", "title", "wechat"]
        .into_iter()
        .filter(|key| page.contains(&format!("id=\"{key}\"")))
        .collect();
    assert_eq!(asked, ["company", "phone", "email", "note"]);
    let other = form(&mut desk, &[("name", "two".into()), ("ask_industry", true.into())]);
    let page = written(&desk, &other, Lang::Zh);
    assert!(page.contains("<select id=\"industry\"") && !page.contains("id=\"company\""));
    assert!(!page.contains("{{") && page.contains("lang=\"zh-CN\""));
}

#[test]
fn every_question_is_for_a_field_of_a_lead() {
    let lead = entity("lead").expect("a table");
    for field in asked() {
        assert!(lead.field(&field.key[ASK.len()..]).is_some(), "{}", field.key);
    }
}

#[test]
fn the_page_speaks_the_language_of_the_form() {
    let mut desk = Desk::new("rep");
    let at = form(&mut desk, &[("language", "en".into()), ("consent", "I agree.".into())]);
    let form = desk.view().at(&at).expect("it is there");
    assert_eq!(page::language(&form), "en");
    let page = written(&desk, &at, Lang::En);
    assert!(page.contains("lang=\"en\"") && page.contains("Submit") && page.contains("I agree."));
    assert!(
        !page.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"工博会登记".contains(c)),
        "no Chinese in it"
    );
}

#[test]
fn nothing_that_is_put_in_runs() {
    let evil = "</title><script>alert(1)</script>\"'{{config}}&";
    let mut desk = Desk::new("rep");
    let at = form(
        &mut desk,
        &[
            ("name", evil.into()),
            ("mail", "a@b.cn".into()),
            ("intro", evil.into()),
            ("thanks", evil.into()),
            ("consent", evil.into()),
        ],
    );
    let page = written(&desk, &at, Lang::Zh);
    assert!(!page.contains("alert(1)</script>") && !page.contains("</title><script>"));
    assert_eq!(page.matches("<script").count(), 2, "the settings and the script");
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    // What looks like a place of the page is text.
    assert!(page.contains("{{config}}"));
    let config =
        page.split_once("id=\"config\">").and_then(|(_, rest)| rest.split_once("</script>")).expect("settings").0;
    assert!(!config.contains(['<', '>']));
    let config: serde_json::Value = serde_json::from_str(config).expect("JSON");
    assert_eq!(config["name"], evil);
    assert_eq!(config["mail"], "a@b.cn");
}

#[test]
fn the_page_asks_no_server_for_anything() {
    let mut desk = Desk::new("rep");
    let at = form(&mut desk, &[("mail", "not an address".into())]);
    let page = written(&desk, &at, Lang::Zh);
    for word in [
        "http:",
        "https:",
        "src=",
        "@import",
        "url(",
        "fetch(",
        "XMLHttpRequest",
        "sendBeacon",
        "localStorage",
        "cookie",
        "style=\"",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("\"mail\":\"\""), "what is no address is none");
}
