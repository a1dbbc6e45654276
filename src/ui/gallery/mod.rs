//! The gallery: every component in every state on one page, at `#/gallery` of a debug build, to be
//! looked at beside the mockups in both themes, both languages and at phone width. It is a tool for
//! us and no part of the release, so its sample words stand here and not in the message files, and
//! its few measures are set here and not in the style sheets.
#![allow(unreachable_pub, reason = "the component macro widens `pub(super)` to `pub`")]

mod controls;
mod layers;
mod lists;
mod marks;

use leptos::prelude::*;

use super::{
    component::{
        Announcer, Avatar, AvatarSize, Button, ButtonSize, IconButton, Keys, Toasts, provide_announcer, provide_toaster,
    },
    icon::{BrandMark, Glyph, Icon, IconSize},
};

/// Whether the address asks for the gallery.
#[must_use]
pub fn is_asked_for() -> bool {
    window().location().hash().is_ok_and(|hash| hash == "#/gallery")
}

/// A sample text in the language of the page.
fn say(en: &'static str, zh: &'static str) -> &'static str {
    let lang = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    if lang.starts_with("zh") { zh } else { en }
}

/// A titled part of the gallery.
#[component]
fn Section(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="stack aside-block" style:--gap="10px">
            <h2 class="meta">{title}</h2>
            {children()}
        </section>
    }
}

/// Every component in every state, inside the frame of the product.
#[component]
pub fn Gallery() -> impl IntoView {
    provide_announcer();
    provide_toaster();
    let mini = RwSignal::new(false);
    view! {
        <div class="app gallery" data-sidebar=move || mini.get().then_some("mini")>
            <Sidebar/>
            <div class="main">
                <Topbar on_fold=move || mini.update(|mini| *mini = !*mini)/>
                <main class="page" tabindex="-1">
                    <div
                        style:display="grid"
                        style:grid-template-columns="repeat(auto-fit, minmax(min(100%, 20rem), 1fr))"
                    >
                        <div style:min-width="0">
                            <controls::Buttons/>
                            <controls::Inputs/>
                            <controls::Chosen/>
                            <controls::Icons/>
                        </div>
                        <div style:min-width="0">
                            <marks::States/>
                            <marks::Meters/>
                            <marks::Chips/>
                            <lists::Table/>
                            <layers::Waiting/>
                        </div>
                        <div style:min-width="0">
                            <layers::Floating/>
                            <layers::Composer/>
                            <lists::Story/>
                            <layers::Empty/>
                        </div>
                    </div>
                </main>
            </div>
            <Bottombar/>
            <Toasts label=say("Messages", "消息") close_label=say("Close", "关闭")/>
            <Announcer/>
        </div>
    }
}

#[component]
fn Sidebar() -> impl IntoView {
    let item = |glyph: Glyph, label: &'static str, count: &'static str, current: bool| {
        view! {
            <li>
                <a class="nav-item" href="#/gallery" aria-current=current.then_some("page")>
                    <Icon glyph=glyph/>
                    <span class="nav-label">{label}</span>
                    <span class="nav-count">{count}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="sidebar" aria-label=say("Pages", "页面")>
            <div class="brand">
                <BrandMark/>
                <b>{say("Cove CRM", "小湾 CRM")}</b>
                <span class="meta">{say("Chenghai", "澄海仪器")}</span>
            </div>
            <ul class="nav">
                {item(Glyph::Today, say("Today", "今日"), "7", false)}
                <li class="nav-group">{say("Sell", "销售")}</li>
                {item(Glyph::Lead, say("Leads", "线索"), "1,216", true)}
                {item(Glyph::Opportunity, say("Opportunities", "商机"), "34", false)}
                {item(Glyph::Document, say("Quotes", "报价"), "", false)}
                {item(Glyph::Contract, say("Contracts", "合同"), "", false)}
                {item(Glyph::Order, say("Orders & receipts", "订单与回款"), "", false)}
                {item(Glyph::Tag, say("Products & prices", "产品与价目"), "", false)}
                <li class="nav-group">{say("Customers", "客户")}</li>
                {item(Glyph::Account, say("Accounts", "客户"), "486", false)}
                {item(Glyph::Contact, say("Contacts", "联系人"), "", false)}
                {item(Glyph::Cove, say("My pool", "我的私海"), "46/50", false)}
                {item(Glyph::Pool, say("Public pools", "公海"), "160", false)}
                <li>
                    <a class="nav-item" href="#/gallery">
                        <Icon glyph=Glyph::Shield/>
                        <span class="nav-label">{say("Registration", "报备与申诉")}</span>
                        <span class="nav-alert"></span>
                    </a>
                </li>
                <li>
                    <details class="nav-fold">
                        <summary class="nav-item">
                            <Icon glyph=Glyph::Work/>
                            <span class="nav-label">{say("Work", "工作")}</span>
                            <Icon glyph=Glyph::ChevronRight size=IconSize::Small/>
                        </summary>
                        <ul>{item(Glyph::Calendar, say("Calendar", "日程"), "", false)}</ul>
                    </details>
                </li>
                {item(Glyph::Settings, say("Settings", "设置"), "", false)}
            </ul>
        </nav>
    }
}

#[component]
fn Topbar(#[prop(into)] on_fold: Callback<()>) -> impl IntoView {
    view! {
        <header class="topbar">
            <nav class="breadcrumb" aria-label=say("You are here", "当前位置")>
                <ol>
                    <li>{say("Sell", "销售")} <Icon glyph=Glyph::ChevronRight/></li>
                    <li><h1 tabindex="-1">{say("Components", "部件")}</h1></li>
                </ol>
            </nav>
            <button type="button" class="search-trigger" on:click=move |_| on_fold.run(())>
                <Icon glyph=Glyph::Search size=IconSize::Small/>
                <span>{say("Search or run a command", "搜索，或输入命令")}</span>
                <Keys chord="Mod+k"/>
            </button>
            <IconButton label=say("Undo", "撤销") glyph=Glyph::Undo size=ButtonSize::Compact/>
            <IconButton label=say("Redo", "重做") glyph=Glyph::Redo size=ButtonSize::Compact disabled=true/>
            <Button label=say("New", "新建") icon=Glyph::Plus size=ButtonSize::Compact class:wide-only=true/>
            <span class="separator"></span>
            <Avatar name=say("Siyuan Chen", "陈思远") size=AvatarSize::Large named=true/>
        </header>
    }
}

#[component]
fn Bottombar() -> impl IntoView {
    let item = |glyph: Glyph, label: &'static str, current: bool| {
        view! {
            <a href="#/gallery" aria-current=current.then_some("page")>
                <Icon glyph=glyph size=IconSize::Large/>
                {label}
            </a>
        }
    };
    view! {
        <nav class="bottombar" aria-label=say("Main", "主要")>
            {item(Glyph::Today, say("Today", "今日"), true)}
            {item(Glyph::Account, say("Accounts", "客户"), false)}
            <button type="button" class="bottombar-add" aria-label=say("New", "新建")>
                <Icon glyph=Glyph::Plus size=IconSize::Large/>
            </button>
            {item(Glyph::Opportunity, say("Deals", "商机"), false)}
            {item(Glyph::More, say("More", "更多"), false)}
        </nav>
    }
}
