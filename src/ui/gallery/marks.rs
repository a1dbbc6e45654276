//! Gallery: state marks, seals, meters, chips, avatars.

use leptos::prelude::*;

use super::{Section, say};
use crate::ui::{
    component::{
        Avatar, AvatarSize, Bar, BarPart, Chip, Keys, Rail, Ring, RingSize, Seal, Shape, StackedBar, StateMark,
        StateShape, TickMeter, Tone,
    },
    icon::Glyph,
};

#[component]
pub(super) fn States() -> impl IntoView {
    let state = |shape: Shape, tone: Tone, rail: Rail, label: &'static str| {
        view! {
            <span style:position="relative" style:padding="4px 0 4px 14px">
                <span class=rail.class(tone)></span>
                <StateMark label=label shape=shape tone=tone/>
            </span>
        }
    };
    view! {
        <Section title="State: a shape, a word, a rail">
            <div style:display="grid" style:grid-template-columns="repeat(3, 1fr)" style:row-gap="8px">
                {state(Shape::DashedRing, Tone::Grey, Rail::Dashed, say("Unassigned", "未分配"))}
                {state(Shape::Ring, Tone::Warn, Rail::Solid, say("Waiting", "待处理"))}
                {state(Shape::Half, Tone::Accent, Rail::Solid, say("In work", "跟进中"))}
                {state(Shape::Bar, Tone::Violet, Rail::Dashed, say("Invalid", "无效"))}
                {state(Shape::Check, Tone::Success, Rail::Double, say("Converted", "已转换"))}
                {state(Shape::Crossed, Tone::Danger, Rail::Double, say("Voided", "已作废"))}
            </div>
            <div class="cluster">
                {Shape::ALL.map(|shape| view! { <StateShape shape=shape tone=Tone::Neutral/> }).collect_view()}
            </div>
        </Section>
        <Section title="Seals">
            <div class="cluster gap-12">
                <Seal label=say("Signed", "已签约")/>
                <Seal label=say("Voided", "已作废") tone=Tone::Danger/>
                <Seal label=say("Archived", "已归档") tone=Tone::Grey/>
                <Seal label=say("Signed", "已签约") tilted=true/>
                <Seal label=say("已签约", "已签约") vertical=true/>
            </div>
        </Section>
    }
}

#[component]
pub(super) fn Meters() -> impl IntoView {
    let parts = vec![
        BarPart { share: 0.66, tone: Tone::Accent, hatched: false },
        BarPart { share: 0.28, tone: Tone::Accent, hatched: true },
        BarPart { share: 0.05, tone: Tone::Danger, hatched: false },
    ];
    view! {
        <Section title="Protection clock, ticks, bars, closing rule">
            <div class="cluster gap-12">
                <Ring label="18" left=18 total=30 remind_at=7 size=RingSize::Large/>
                <Ring label="6" left=6 total=30/>
                <Ring label="2" left=2 total=30/>
                <div class="grow stack gap-4">
                    <TickMeter label="20 / 24" total=24 used=20 locked=3 wide=true/>
                    <div class="spread meta numeric">
                        <span>{say("3 locked · 17 used", "锁定 3 · 占用 17")}</span>
                        <span>"20 / 24"</span>
                    </div>
                </div>
            </div>
            <div class="cluster gap-16">
                <TickMeter label="3 of 8" total=8 used=3/>
                <TickMeter label="4 of 5" total=5 used=4 tone=Tone::Warn small=true/>
                <span style:width="8rem"><Bar share=0.63/></span>
            </div>
            <div>
                <StackedBar label=say("Signed, promised, late", "已签、承诺、逾期") parts=parts mark=0.6/>
            </div>
            <dl class="numeric" style:display="grid" style:grid-template-columns="1fr auto" style:line-height="1.5rem">
                <dt>{say("Contracted", "已签")}</dt>
                <dd>"¥ 1,860,000"</dd>
                <dt>{say("Received", "已收")}</dt>
                <dd>"¥ 1,240,000"</dd>
                <dt class="double-rule">{say("Receivable", "应收")}</dt>
                <dd class="double-rule end"><b>"¥ 620,000"</b></dd>
            </dl>
        </Section>
    }
}

#[component]
pub(super) fn Chips() -> impl IntoView {
    view! {
        <Section title="Chips, avatars, keys">
            <div class="cluster">
                <Chip label=say("Default", "默认")/>
                <Chip label=say("Chosen", "选中") tone=Tone::Accent icon=Glyph::Check/>
                <Chip label=say("Tomorrow", "明天") outline=true/>
                <Chip label=say("Interested", "有意向") tone=Tone::Success/>
                <Chip label=say("due tomorrow", "明天到期") tone=Tone::Warn/>
                <Chip label=say("Late", "逾期") tone=Tone::Danger/>
                <Chip label=say("Sent", "已发出") tone=Tone::Info/>
                <Chip label=say("Theirs", "对方") tone=Tone::Violet/>
                <Chip label=say("20 px", "行内") small=true/>
                <Chip label="VIP" remove_label=say("Remove", "移除") on_remove=|_| ()/>
            </div>
            <div class="cluster">
                <Avatar name="陈思远"/>
                <Avatar name="李明" size=AvatarSize::Medium/>
                <Avatar name="Wang Yutong" size=AvatarSize::Large/>
                <Avatar name="赵可" size=AvatarSize::Large/>
                <Avatar name="孙一帆" size=AvatarSize::Large/>
                <Avatar name="" size=AvatarSize::Large/>
                <Avatar name="尚祈" size=AvatarSize::Record/>
                <span class="separator"></span>
                <Keys chord="Mod+k"/>
                <Keys chord="f"/>
                <Keys chord="Escape"/>
            </div>
        </Section>
    }
}
