//! Texts from the clipboard, in both languages, and what is found in them; nothing of a text is lost.

use crate::desk::Desk;
use cove::crm::capture::{Capture, read};
use cove::crm::{entity, input};
use cove::i18n::{Lang, text};
use cove::ledger::Value;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A text, what is found in it as `field=value` (a phone as `phone.label`), and what is left for the note.
#[track_caller]
fn check(text: &str, expect: &[&str], rest: &str) {
    let capture = read(text);
    let told = |find: &cove::crm::capture::Find| {
        let label = find.label.map(|label| format!(".{label}")).unwrap_or_default();
        format!("{}{label}={}", find.field, find.value)
    };
    let found: Vec<String> = capture.finds.iter().map(told).collect();
    assert_eq!((found.join("\n"), capture.rest.as_str()), (expect.join("\n"), rest), "{text}");
    // A card has words of its own, which say nothing of anybody.
    if !text.contains("BEGIN:VCARD") {
        assert_whole(text, &capture);
    }
}

/// Every character but spaces is in what was read for a field, or in the rest.
#[track_caller]
fn assert_whole(text: &str, capture: &Capture) {
    let count = |texts: &[&str]| {
        let mut counts = BTreeMap::<char, i64>::new();
        for c in texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_whitespace()) {
            *counts.entry(c).or_default() += 1;
        }
        counts
    };
    let mut kept: Vec<&str> = capture.finds.iter().map(|find| find.said.as_str()).collect();
    kept.push(&capture.rest);
    let kept = count(&kept);
    for (c, n) in count(&[text]) {
        assert!(kept.get(&c).copied().unwrap_or_default() >= n, "{c:?} is lost of {text:?}: {capture:?}");
    }
}

#[test]
fn chinese_cards_are_read() {
    check(
        "杭州云隙传动有限公司\n程屿  销售总监\n手机：13800138000\n电话：0571-88886666  传真：0571-88886667\n邮箱：cheng@yunxi.example.com\n地址：浙江省杭州市西湖区文三路398号\nwww.yunxi-drive.com",
        &[
            "company=杭州云隙传动有限公司",
            "name=程屿",
            "title=销售总监",
            "phone.mobile=13800138000",
            "phone.work=0571-88886666",
            "phone.fax=0571-88886667",
            "email=cheng@yunxi.example.com",
            "address=浙江省杭州市西湖区文三路398号",
            "website=www.yunxi-drive.com",
            "region=浙江省杭州市",
        ],
        "",
    );
    check("王芳\n13900139000", &["name=王芳", "phone.mobile=13900139000"], "");
    check("王芳 女士 采购部", &["name=王芳", "department=采购部"], "女士");
    check("欧阳明 总经理 宁波海川贸易有限公司", &["name=欧阳明", "title=总经理", "company=宁波海川贸易有限公司"], "");
    check(
        "陈思远｜采购经理｜苏州澜芯电子有限公司",
        &["name=陈思远", "title=采购经理", "company=苏州澜芯电子有限公司"],
        "",
    );
    check("姓 名：高雯\n职 务：工程师", &["name=高雯", "title=工程师"], "");
    check("联系人：何敏 手机：136 0013 6000", &["name=何敏", "phone.mobile=136 0013 6000"], "");
    check("李明（销售经理）", &["name=李明", "title=销售经理"], "");
    check("上海市浦东新区张江路 88 号 3 楼", &["address=上海市浦东新区张江路 88 号 3 楼", "region=上海市"], "");
    check("电话:0512-66668888转801", &["phone.work=0512-66668888转801"], "");
    check("手机１３８００１３８０００", &["phone.mobile=13800138000"], "");
    check("＋86 138-0013-8000", &["phone.mobile=+86 138-0013-8000"], "");
    check("座机 021-55556666 分机 12", &["phone.work=021-55556666 分机 12"], "");
    check("中国科学技术大学 张伟 教授", &["company=中国科学技术大学", "name=张伟", "title=教授"], "");
    check("QQ：12345678\n微信号：wxid_abc123", &["im=12345678", "wechat=wxid_abc123"], "");
    check("手机 13700137000 微信同号", &["phone.mobile=13700137000", "wechat=13700137000"], "微信同号");
    check("手机：13700137000 微信：同手机", &["phone.mobile=13700137000", "wechat=13700137000"], "");
    check("vx zhangsan88", &["wechat=zhangsan88"], "");
    check("400-820-1234", &["phone.work=400-820-1234"], "");
    check("产品：灌装机、贴标机", &["interests=灌装机、贴标机"], "");
    check("部门：设备部\n公司：合肥初晴食品有限公司", &["department=设备部", "company=合肥初晴食品有限公司"], "");
    check("广东省深圳市南山区科技园", &["address=广东省深圳市南山区科技园", "region=广东省深圳市"], "");
}

#[test]
fn chinese_chats_are_read() {
    check(
        "张三 13800138000 想了解一下灌装设备，预算20万",
        &["name=张三", "phone.mobile=13800138000", "interests=灌装设备"],
        "想了解一下灌装设备，预算20万",
    );
    check("我是李明，想咨询贴标机的价格", &["name=李明", "interests=贴标机的价格"], "想咨询贴标机的价格");
    check("王总 对灌装线感兴趣", &["name=王总", "interests=灌装线"], "对灌装线感兴趣");
    check("你好，请问这款多少钱？", &[], "你好，请问这款多少钱？");
    check("预算 1500000 元，2026-12-01 前交货", &[], "预算 1500000 元，2026-12-01 前交货");
    check("张三13800138000", &["name=张三", "phone.mobile=13800138000"], "");
    check(
        "高雯：13900139000，gao@lanxin.example.com",
        &["name=高雯", "phone.mobile=13900139000", "email=gao@lanxin.example.com"],
        "",
    );
    check("订单号 20261124001", &[], "订单号 20261124001");
}

#[test]
fn registry_data_is_read() {
    check(
        "企业名称：苏州澜芯电子有限公司\n统一社会信用代码：91350100M000100Y43\n法定代表人：沈亦舟\n注册资本：500万元人民币\n成立日期：2015-03-02\n注册地址：江苏省苏州市工业园区星湖街328号\n经营状态：存续",
        &[
            "company=苏州澜芯电子有限公司",
            "credit_code=91350100M000100Y43",
            "name=沈亦舟",
            "address=江苏省苏州市工业园区星湖街328号",
            "region=江苏省苏州市",
        ],
        "注册资本：500万元人民币\n成立日期：2015-03-02\n经营状态：存续",
    );
    check("税号 91350100M000100Y43", &["credit_code=91350100M000100Y43"], "税号");
    check("91350100M000100Y44", &[], "91350100M000100Y44");
}

#[test]
fn english_signatures_are_read() {
    check(
        "Kim Miller\nHead of Purchasing\nBrightwater Instruments Ltd\nT: +44 20 7946 0958 | M: +44 7700 900123\nkim.miller@brightwater.example.com\n4 Mill Lane, Leeds\nhttps://brightwater.example.com/about",
        &[
            "name=Kim Miller",
            "title=Head of Purchasing",
            "company=Brightwater Instruments Ltd",
            "phone.work=+44 20 7946 0958",
            "phone.mobile=+44 7700 900123",
            "email=kim.miller@brightwater.example.com",
            "address=4 Mill Lane, Leeds",
            "website=https://brightwater.example.com/about",
        ],
        "",
    );
    check("Tel. +49 40 1234567 Fax +49 40 1234568", &["phone.work=+49 40 1234567", "phone.fax=+49 40 1234568"], "");
    check("Phone: (020) 7946 0958 ext. 12", &["phone.work=(020) 7946 0958 ext. 12"], "");
    check("Mobile 555-123-4567", &["phone.mobile=555-123-4567"], "");
    check(
        "Name: Ada Okafor\nCompany: Larkfield GmbH\nPosition: CEO",
        &["name=Ada Okafor", "company=Larkfield GmbH", "title=CEO"],
        "",
    );
    check("Jonas Feld, Sales Director", &["name=Jonas Feld", "title=Sales Director"], "");
    check(
        "Feldmann Pumpen GmbH, Hafenstraße 9, 20459 Hamburg",
        &["company=Feldmann Pumpen GmbH", "address=Hafenstraße 9"],
        "20459 Hamburg",
    );
    check("Best regards,\nMara Quill", &["name=Mara Quill"], "Best regards,");
    check(
        "Hi, this is Kim Miller from Brightwater GmbH, looking for filling machines",
        &["name=Kim Miller", "company=Brightwater GmbH", "interests=filling machines"],
        "Hi looking for filling machines",
    );
    check("Invoice 2026-11-24, total 12500.50", &[], "Invoice 2026-11-24, total 12500.50");
    check("WhatsApp: +55 11 91234-5678", &["phone.mobile=+55 11 91234-5678"], "");
    check("WeChat: kim_miller", &["wechat=kim_miller"], "");
    check(
        "Purchasing Department\nO'Brien & Sons Ltd.",
        &["department=Purchasing Department", "company=O'Brien & Sons Ltd."],
        "",
    );
}

#[test]
fn cards_for_phones_are_read() {
    check(
        "BEGIN:VCARD\nVERSION:3.0\nN:Miller;Kim;;;\nFN:Kim Miller\nORG:Brightwater Ltd;Purchasing\nTITLE:Buyer\nTEL;TYPE=CELL:+44 7700 900123\nTEL;TYPE=WORK,FAX:+44 20 7946 0000\nitem1.EMAIL;TYPE=INTERNET:kim@brightwater.example.com\nADR;TYPE=WORK:;;4 Mill Lane;Leeds;;LS1 1AA;UK\nURL:https://brightwater.example.com\nNOTE:Met at the fair\\, wants a\n  demo\nEND:VCARD",
        &[
            "name=Kim Miller",
            "company=Brightwater Ltd",
            "department=Purchasing",
            "title=Buyer",
            "phone.mobile=+44 7700 900123",
            "phone.fax=+44 20 7946 0000",
            "email=kim@brightwater.example.com",
            "address=4 Mill Lane, LS1 1AA, Leeds, UK",
            "region=Leeds",
            "website=https://brightwater.example.com",
        ],
        "Met at the fair, wants a demo",
    );
    let old = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E8=8A=B3;;;\r\nORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=BE=84=E6=B5=B7=\r\n=E4=BB=AA=E5=99=A8\r\nTEL;CELL:13800138000\r\nEND:VCARD\r\n";
    let capture = read(old);
    let found: Vec<&str> = ["name", "company", "phone"].iter().map(|field| capture.text(field)).collect();
    assert_eq!(found, ["王芳", "澄海仪器", "13800138000"]);
    check(
        "BEGIN:VCARD\nVERSION:4.0\nFN:高雯\nTEL;TYPE=home;VALUE=uri:tel:+86-512-66668888\nX-WECHAT:gaowen\nBDAY:19900228\nEND:VCARD",
        &["name=高雯", "phone.home=+86-512-66668888", "wechat=gaowen"],
        "BDAY: 19900228",
    );
}

impl Filled {
    fn of(text_: &str, key: &str) -> Filled {
        let filled = read(text_).fill(entity(key).expect("a table"), &|word| text(Lang::Zh, word));
        let texts = filled.texts.into_iter().map(|(key, text)| (key.to_owned(), text)).collect();
        Filled { texts, company: filled.company }
    }
}

struct Filled {
    texts: BTreeMap<String, String>,
    company: Option<String>,
}

#[test]
fn a_form_is_filled_for_each_entity() {
    let card = "程屿 采购总监\n杭州云隙传动有限公司 设备部\n手机：13800138000 传真：0571-88886667\nQQ：12345678\n地址：浙江省杭州市文三路398号\n周四来访";
    let lead = Filled::of(card, "lead");
    assert_eq!(lead.company, None);
    let get = |filled: &Filled, key: &str| filled.texts.get(key).cloned().unwrap_or_default();
    for (key, expect) in [
        ("name", "程屿"),
        ("company", "杭州云隙传动有限公司"),
        ("title", "采购总监"),
        ("phone", "13800138000, 传真 0571-88886667"),
        ("region", "浙江省杭州市"),
        ("note", "设备部\nQQ：12345678\n地址：浙江省杭州市文三路398号\n周四来访"),
    ] {
        assert_eq!(get(&lead, key), expect, "{key}");
    }
    let contact = Filled::of(card, "contact");
    assert_eq!(contact.company.as_deref(), Some("杭州云隙传动有限公司"));
    assert_eq!((get(&contact, "name"), get(&contact, "department")), ("程屿".into(), "设备部".into()));
    let customer = Filled::of(card, "customer");
    assert_eq!(get(&customer, "name"), "杭州云隙传动有限公司");
    assert_eq!(get(&customer, "address"), "浙江省杭州市文三路398号");
    assert!(get(&customer, "note").starts_with("程屿\n采购总监\n设备部"), "{}", get(&customer, "note"));
}

#[test]
fn a_filled_form_makes_points_with_their_labels() {
    let filled = Filled::of("手机：13800138000 传真：0571-88886667\n邮箱：a@b.example, c@d.example", "lead");
    let mut desk = Desk::new("rep");
    let mut fields: Vec<(&str, Value)> = vec![("name", "程屿".into()), ("source", "expo".into())];
    for key in ["phone", "email"] {
        let field = entity("lead").and_then(|table| table.field(key)).expect("a field");
        fields.push((key, input::parse(field, &filled.texts[key], "CNY").expect("it can be read")));
    }
    let at = desk.create("lead", &fields);
    let view = desk.view();
    let rec = view.at(&at).expect("it is there");
    let points = |kind: &str| {
        rec.points(kind)
            .iter()
            .map(|point| format!("{} {}", point.text("label"), point.text("value")))
            .collect::<Vec<_>>()
    };
    assert_eq!(points("phone"), [" 13800138000", "fax 0571-88886667"]);
    assert_eq!(points("email"), [" a@b.example", " c@d.example"]);
    assert_eq!(rec.point("phone"), Some("13800138000"));
}

/// Pieces of which texts from clipboards are made, and others of which none is.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "张三",
        "13800138000",
        "0571-88886666",
        "手机：",
        "电话",
        "Tel: ",
        "邮箱:",
        "a@b.cn",
        "www.x.com",
        "杭州云隙有限公司",
        "销售总监",
        "浙江省杭州市文三路398号",
        "微信 abc_123",
        "：",
        ":",
        "|",
        "，",
        " ",
        "\n",
        "转801",
        "Kim Miller",
        "Ltd",
        "BEGIN:VCARD",
        "END:VCARD",
        "\nTEL;CELL:1",
        "QQ:123456",
        "同手机",
        "(",
        "+86 ",
        "2026-11-24",
        "想咨询",
        "统一社会信用代码：91350100M000100Y43",
        "=E7=8E",
        "\r\n ",
        "@",
        "https://",
        "…",
    ];
    prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => ".{0,6}"]
}

proptest! {
    #[test]
    fn nothing_breaks_it_and_nothing_is_lost(pieces in prop::collection::vec(piece(), 0..14)) {
        let text = pieces.concat();
        let capture = read(&text);
        // A card has words of its own, which are left out where they say nothing of anybody.
        if !text.contains("BEGIN:VCARD") {
            assert_whole(&text, &capture);
        }
        for key in ["lead", "contact", "customer"] {
            let _ = capture.fill(entity(key).expect("a table"), &|word| word.to_owned());
        }
    }
}
