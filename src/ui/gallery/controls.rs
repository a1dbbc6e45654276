//! Gallery: buttons, inputs, choices, icons.

use leptos::prelude::*;

use super::{Section, say};
use crate::ui::{
    component::{
        Button, ButtonSize, ButtonVariant, Checkbox, ChipLook, Choice, ChoiceChips, Combobox, DateInput, DateKind,
        Field, FilterChip, IconButton, LinkButton, NumberInput, RadioGroup, Refused, Select, Shape, Switch, Tab,
        TabLinks, Tabs, TextArea, TextInput, TextKind, Tone,
    },
    icon::{Glyph, Icon, IconSize},
};

#[component]
pub(super) fn Buttons() -> impl IntoView {
    let refused = Refused {
        label: say("from 2 Dec", "12-02 可领").into(),
        rule: say("You were the owner: 30 days must pass.", "你是前负责人，30 天内不能再领。").into(),
    };
    view! {
        <Section title="Buttons">
            <div class="cluster">
                <Button label=say("New", "新建") icon=Glyph::Plus variant=ButtonVariant::Primary/>
                <Button label=say("Export", "导出")/>
                <Button label=say("Cancel", "取消") variant=ButtonVariant::Ghost/>
                <Button label=say("Delete", "删除") icon=Glyph::Trash variant=ButtonVariant::Danger/>
                <IconButton label=say("More", "更多") glyph=Glyph::More variant=ButtonVariant::Neutral/>
            </div>
            <div class="cluster">
                <Button label=say("Erase", "清空") variant=ButtonVariant::Destructive/>
                <Button label=say("Claim", "领取") refused=refused/>
                <Button label=say("Pinned", "已置顶") pressed=true/>
                <Button label=say("Saving", "保存中") busy=true/>
            </div>
            <div class="cluster">
                <Button label=say("28 compact", "28 紧凑") size=ButtonSize::Compact/>
                <Button label=say("24 inline", "24 行内") size=ButtonSize::Inline/>
                <Button label=say("Log", "记下") shortcut="Mod+Enter" variant=ButtonVariant::Primary/>
                <LinkButton label=say("A link", "链接") href="#/gallery" size=ButtonSize::Compact/>
                <Button label=say("Show", "展开") variant=ButtonVariant::Link/>
            </div>
        </Section>
    }
}

#[component]
pub(super) fn Inputs() -> impl IntoView {
    let company = RwSignal::new(say("Suzhou Lanxin Robotics", "苏州澜芯机器人").to_owned());
    let phone = RwSignal::new("1395571220".to_owned());
    let next = RwSignal::new("2026-11-26T14:00".to_owned());
    let owner = RwSignal::new(None);
    let source = RwSignal::new(String::new());
    let amount = RwSignal::new("560,000".to_owned());
    let remark = RwSignal::new(String::new());
    let people = move |typed: String| async move {
        let names = [("陈思远", "Siyuan Chen"), ("李明", "Li Ming"), ("王雨桐", "Wang Yutong"), ("赵可", "Zhao Ke")];
        let fits = |(zh, en): &(&str, &str)| zh.contains(&typed) || en.to_lowercase().contains(&typed.to_lowercase());
        let found = names.iter().filter(|name| fits(name));
        found.map(|(zh, en)| Choice::new(*zh, *zh).detail(*en).icon(Glyph::Contact)).collect::<Vec<_>>()
    };
    let sources = move || {
        vec![
            Choice::new("fair", say("Trade fair", "展会")),
            Choice::new("web", say("Website", "官网")),
            Choice::new("referral", say("Referral", "客户推荐")),
        ]
    };
    view! {
        <Section title="Inputs">
            <div class="form-grid">
                <Field label=say("Company", "公司")>
                    <TextInput value=company/>
                </Field>
                <Field label=say("Owner", "负责人") hint=say("Type a name or initials", "可输姓名或拼音首字母")>
                    <Combobox
                        value=owner
                        source=people
                        placeholder=say("Choose a member…", "选择成员…")
                        empty_text=say("Nobody by that name", "没有这个人")
                        count_text=|n: usize| format!("{n}")
                        clear_label=say("Clear", "清除")
                        create_text=|typed: String| format!("+ {typed}")
                        on_create=|_: String| ()
                    />
                </Field>
                <Field label=say("Next contact", "下次联系")>
                    <DateInput value=next kind=DateKind::DayAndTime/>
                </Field>
                <Field label=say("Mobile", "手机") error=say("Only 10 digits, should be 11", "只有 10 位，应为 11 位")>
                    <TextInput value=phone kind=TextKind::Phone/>
                </Field>
                <Field label=say("Source", "来源") required=true note=say("required", "必填")>
                    <Select value=source choices=sources placeholder=say("Choose…", "请选择…")/>
                </Field>
                <Field label=say("Amount", "预计金额")>
                    <NumberInput value=amount prefix="¥"/>
                </Field>
                <div class="wide">
                    <Field label=say("Remark", "备注")>
                        <TextArea value=remark rows=2 placeholder=say("What matters to them", "对方看重什么")/>
                    </Field>
                </div>
            </div>
            <div class="cluster gap-16">
                <Checkbox checked=RwSignal::new(false) label=say("Off", "未选")/>
                <Checkbox checked=RwSignal::new(true) label=say("On", "已选")/>
                <Checkbox checked=RwSignal::new(false) mixed=true label=say("Some", "部分")/>
                <Switch checked=RwSignal::new(false) label=say("Off", "关")/>
                <Switch checked=RwSignal::new(true) label=say("On", "开")/>
            </div>
            <RadioGroup
                value=RwSignal::new("mine".to_owned())
                label=say("Which value stands?", "留哪个值？")
                cards=true
                choices=move || {
                    vec![
                        Choice::new("mine", say("Mine", "用我的")).detail(say("¥ 220,000 · Siyuan Chen 22 Nov", "¥ 220,000 · 陈思远 11-22")),
                        Choice::new("theirs", say("Theirs", "用对方的")).detail(say("¥ 245,000 · Wang Yutong 23 Nov", "¥ 245,000 · 王雨桐 11-23")),
                    ]
                }
            />
        </Section>
    }
}

#[component]
pub(super) fn Chosen() -> impl IntoView {
    let tabs = move || {
        vec![
            Tab::new("all", say("All", "全部")).count("1,216").href("#/gallery"),
            Tab::new("open", say("Waiting", "待处理")).count("142").href("#/gallery").mark(Shape::Ring, Tone::Warn),
            Tab::new("work", say("In work", "跟进中")).count("318").href("#/gallery").mark(Shape::Half, Tone::Accent),
        ]
    };
    let part = RwSignal::new("a".to_owned());
    let parts =
        move || vec![Tab::new("a", say("Overview", "概览")), Tab::new("b", say("Timeline", "时间线")).count("64")];
    let when = move || {
        [("d1", say("Tomorrow", "明天")), ("d3", say("+3 d", "+3 天")), ("thu", say("Thu 14:00", "周四 14:00"))]
            .map(|(value, label)| Choice::new(value, label))
            .to_vec()
    };
    let views = move || {
        vec![
            Choice::new("table", say("Table", "表格")).icon(Glyph::Table),
            Choice::new("board", say("Board", "看板")).icon(Glyph::Board),
            Choice::new("chart", say("Chart", "图表")).icon(Glyph::Chart),
        ]
    };
    let spans = move || {
        [("w", say("Week", "周")), ("m", say("Month", "月")), ("q", say("Quarter", "季"))]
            .map(|(value, label)| Choice::new(value, label))
            .to_vec()
    };
    view! {
        <Section title="Tabs, filters, choices">
            <TabLinks label=say("Views", "视图") tabs=tabs current="all"/>
            <div class="cluster">
                <FilterChip
                    field=say("Score", "评分")
                    operator="≥"
                    value="60"
                    remove_label=say("Remove", "移除")
                    on_remove=|_| ()
                />
                <FilterChip
                    field=say("Source", "来源")
                    operator=say("is", "是")
                    value=say("Trade fair", "展会")
                    remove_label=say("Remove", "移除")
                    on_remove=|_| ()
                />
                <Button label=say("Filter", "筛选") icon=Glyph::Plus variant=ButtonVariant::Ghost size=ButtonSize::Inline/>
            </div>
            <div class="cluster gap-16">
                <ChoiceChips
                    value=RwSignal::new("thu".to_owned())
                    label=say("Next", "下次")
                    choices=when
                    clearable=true
                />
            </div>
            <div class="cluster gap-16">
                <ChoiceChips
                    value=RwSignal::new("table".to_owned())
                    label=say("View", "视图")
                    label_hidden=true
                    choices=views
                    look=ChipLook::Segment
                    icons_only=true
                />
                <ChoiceChips
                    value=RwSignal::new("m".to_owned())
                    label=say("Span", "时间")
                    label_hidden=true
                    choices=spans
                    look=ChipLook::Segment
                />
            </div>
            <Tabs
                label=say("Parts", "部分")
                tabs=parts
                current=part
                panel=|id: String| view! { <p class="secondary">{id}</p> }.into_any()
            />
        </Section>
    }
}

#[component]
pub(super) fn Icons() -> impl IntoView {
    view! {
        <Section title="Icons">
            <div class="cluster gap-12">
                {Glyph::ALL.iter().map(|glyph| view! { <Icon glyph=*glyph/> }).collect_view()}
            </div>
            <div class="cluster gap-12">
                {Glyph::ALL.iter().take(16).map(|glyph| view! { <Icon glyph=*glyph size=IconSize::Large/> }).collect_view()}
            </div>
        </Section>
    }
}
