//! Gallery: menus, dialogs, toasts, the composer, notes, progress and empty states.

use leptos::prelude::*;

use super::{Section, say};
use crate::ui::{
    component::{
        Button, ButtonSize, ButtonVariant, ChipLook, Choice, ChoiceChips, Dialog, DialogKind, EmptyState, Field,
        FilteredEmpty, Fold, MenuButton, MenuItem, Note, Progress, Skeleton, TextArea, TextInput, Toast, Tone,
        use_toaster,
    },
    icon::Glyph,
};

#[component]
pub(super) fn Floating() -> impl IntoView {
    let toaster = use_toaster();
    let form = RwSignal::new(false);
    let alert = RwSignal::new(false);
    let side = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let items = move || {
        vec![
            MenuItem::new(say("Assign to…", "分配给…"), || ()).icon(Glyph::Contact).shortcut("a"),
            MenuItem::new(say("Change state…", "改状态…"), || ()).icon(Glyph::Flag).shortcut("s"),
            MenuItem::new(say("Add a tag…", "加标签…"), || ()).icon(Glyph::Tag).shortcut("t"),
            MenuItem::new(say("Return to the pool…", "退回公海…"), || ())
                .icon(Glyph::Pool)
                .refused(Some(say("protected until 12 Dec", "报备保护到 12-12").into())),
            MenuItem::new(say("Void", "作废"), || ()).icon(Glyph::Trash).shortcut("Backspace").danger().divided(),
        ]
    };
    let told = move |_| {
        let message = say("3 leads assigned to Li Ming", "已把 3 条线索分配给李明");
        toaster.show(Toast::new(message).action(say("Undo", "撤销"), "Mod+z", || ()));
    };
    let failed = move |_| toaster.show(Toast::failure(say("Not written: storage is full.", "没有写入：存储已满。")));
    let alert_foot = move || {
        view! {
            <Button label=say("Back up first", "先备份") icon=Glyph::Save variant=ButtonVariant::Ghost class:start=true/>
            <Button label=say("Cancel", "取消") on_click=move |_| alert.set(false)/>
            <Button label=say("Erase", "清空") variant=ButtonVariant::Destructive on_click=move |_| alert.set(false)/>
        }
    };
    let form_foot = move || {
        view! {
            <Button label=say("Cancel", "取消") on_click=move |_| form.set(false)/>
            <Button label=say("Create", "新建") variant=ButtonVariant::Primary on_click=move |_| form.set(false)/>
        }
    };
    view! {
        <Section title="Menu, dialogs, toasts">
            <div class="cluster">
                <MenuButton label=say("Actions", "操作") items=items/>
                <MenuButton label=say("More actions", "更多操作") items=items icon=Glyph::More icon_only=true/>
                <Button label=say("Form", "表单") on_click=move |_| form.set(true)/>
                <Button label=say("Erase all…", "清空数据…") variant=ButtonVariant::Danger on_click=move |_| alert.set(true)/>
                <Button label=say("Peek", "侧览") on_click=move |_| side.set(true)/>
                <Button label=say("Toast", "提示") on_click=told/>
                <Button label=say("Failure", "失败") on_click=failed/>
            </div>
            <Dialog open=form title=say("New lead", "新建线索") close_label=say("Close", "关闭") footer=form_foot>
                <Field label=say("Name", "姓名")>
                    <TextInput value=name/>
                </Field>
            </Dialog>
            <Dialog
                open=alert
                kind=DialogKind::Alert
                title=say("Erase the data in this browser", "清空这个浏览器里的数据")
                close_label=say("Close", "关闭")
                footer=alert_foot
            >
                <p class="secondary">
                    {say(
                        "10,418 records leave this device; this cannot be undone. The last backup is 3 days old.",
                        "10,418 条记录会从这台设备上删去，无法撤销。上次备份是 3 天前。",
                    )}
                </p>
                <Field label=say("Type the name of the workspace to confirm", "输入工作区名称「澄海仪器」以确认")>
                    <TextInput value=name/>
                </Field>
            </Dialog>
            <Dialog open=side kind=DialogKind::Side title=say("Hangzhou Shangqi", "杭州尚祈自动化") close_label=say("Close", "关闭")>
                <p>{say("A record beside its list.", "在列表旁看一条记录。")}</p>
            </Dialog>
        </Section>
    }
}

#[component]
pub(super) fn Composer() -> impl IntoView {
    let methods = move || {
        [
            ("phone", say("Call", "电话"), Glyph::Phone),
            ("mail", say("Email", "邮件"), Glyph::Mail),
            ("visit", say("Visit", "上门"), Glyph::Visit),
            ("sms", say("SMS", "短信"), Glyph::Sms),
            ("chat", say("WeChat", "微信"), Glyph::Chat),
            ("meeting", say("Meeting", "会议"), Glyph::Meeting),
        ]
        .map(|(value, label, glyph)| Choice::new(value, label).icon(glyph))
        .to_vec()
    };
    let next = move || {
        [("d1", say("Tomorrow", "明天")), ("d3", say("+3 d", "+3 天")), ("thu", say("Thu 14:00", "周四 14:00"))]
            .map(|(value, label)| Choice::new(value, label))
            .to_vec()
    };
    let text = RwSignal::new(say("Wants a trial run on Thursday", "要求周四带样机试跑").to_owned());
    view! {
        <Section title="Composer">
            <div class="composer">
                <div class="composer-head">
                    <ChoiceChips
                        value=RwSignal::new("phone".to_owned())
                        label=say("How", "方式")
                        label_hidden=true
                        choices=methods
                        look=ChipLook::Flat
                    />
                </div>
                <TextArea value=text label=say("What was said", "沟通内容") rows=2 bare=true/>
                <div class="composer-foot">
                    <ChoiceChips
                        value=RwSignal::new("thu".to_owned())
                        label=say("Next", "下次")
                        choices=next
                        clearable=true
                    />
                    <Button
                        label=say("Log", "记下")
                        variant=ButtonVariant::Primary
                        size=ButtonSize::Compact
                        shortcut="Mod+Enter"
                    />
                </div>
            </div>
        </Section>
    }
}

#[component]
pub(super) fn Waiting() -> impl IntoView {
    view! {
        <Section title="Progress, notes, fold">
            <Progress
                label=say("Writing 812 / 1,284", "正在写入 812 / 1,284")
                done=Some(0.63)
                cancel_label=say("Cancel", "取消")
                on_cancel=|_| ()
            />
            <Skeleton label=say("Loading", "载入中")/>
            <div class="stack">
                <Note tone=Tone::Info>{say("The file passes no server.", "文件不经过任何服务器。")}</Note>
                <Note tone=Tone::Warn>
                    {say("You lack Li Ming 41–77.", "你缺少 李明 41–77。")}
                    <Button label=say("Copy a request", "复制索要的话") variant=ButtonVariant::Link/>
                </Note>
                <Note tone=Tone::Danger>{say("Not written: storage is full. The form is kept.", "没有写入：存储已满。表单仍在。")}</Note>
            </div>
            <div>
                <Fold title=say("Details", "基本信息") meta=say("11 fields", "11 项")>
                    <p class="secondary">{say("Machine vision", "工业自动化 · 机器视觉")}</p>
                </Fold>
                <Fold title=say("Trade", "交易信息") open=false>"…"</Fold>
            </div>
        </Section>
    }
}

#[component]
pub(super) fn Empty() -> impl IntoView {
    view! {
        <Section title="Empty: one sentence, one action, one sample">
            <EmptyState title=say("No leads yet", "还没有线索") text=say("A lead is a customer not yet known.", "线索是还没认定的客户。")>
                <Button label=say("New lead", "新建线索") variant=ButtonVariant::Primary/>
                <Button label=say("Import", "导入")/>
                <p class="meta">
                    {say("or ", "或 ")} <Button label=say("put in a few samples", "放几条样例看看") variant=ButtonVariant::Link/>
                </p>
            </EmptyState>
            <FilteredEmpty text=say("No lead meets these 3 conditions", "没有符合这 3 个条件的线索")>
                <Button label=say("Clear filters", "清除筛选") size=ButtonSize::Compact/>
            </FilteredEmpty>
        </Section>
    }
}
