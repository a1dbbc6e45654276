//! Gallery: the grid with a hundred thousand rows, and the timeline.

use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;

use super::{Section, say};
use crate::ui::{
    component::{
        Avatar, Bar, Button, ButtonVariant, Chip, Column, Grid, Rail, Selection, Shape, Sort, StateMark, Timeline,
        TimelineEntry, Tone,
    },
    icon::Glyph,
};

const NAMES: [&str; 6] = ["林知远", "何敏", "高雯", "Daniel Reyes", "沈亦舟", "唐若溪"];

/// What a sample row looks like, by its number.
fn state(row: usize) -> (&'static str, Shape, Tone, Rail) {
    match row % 5 {
        0 | 1 => (say("In work", "跟进中"), Shape::Half, Tone::Accent, Rail::Solid),
        2 => (say("Waiting", "待处理"), Shape::Ring, Tone::Warn, Rail::Solid),
        3 => (say("Unassigned", "未分配"), Shape::DashedRing, Tone::Grey, Rail::Dashed),
        _ => (say("Converted", "已转换"), Shape::Check, Tone::Success, Rail::Double),
    }
}

#[component]
pub(super) fn Table() -> impl IntoView {
    let columns = move || {
        vec![
            Column::new("name", say("Name", "姓名"), 6.5).grows(),
            Column::new("state", say("State", "状态"), 6.0),
            Column::new("owner", say("Owner", "负责人"), 6.0),
            Column::new("score", say("Score", "评分"), 5.0).end().sort(Sort::Descending),
        ]
    };
    let rows = Arc::new((0..100_000_usize).collect::<Vec<_>>());
    let cells = |row: &usize| {
        let (label, shape, tone, _) = state(*row);
        #[expect(clippy::cast_precision_loss, reason = "a share of a hundred")]
        let share = (100 - row % 100) as f64 / 100.0;
        vec![
            view! { <b>{NAMES[row % NAMES.len()]}</b> }.into_any(),
            view! { <StateMark label=label shape=shape tone=tone/> }.into_any(),
            view! { <Avatar name="陈思远"/> "陈思远" }.into_any(),
            view! { {100 - row % 100} <span style:width="2rem"><Bar share=share tone=Tone::Grey/></span> }.into_any(),
        ]
    };
    let selection = Selection {
        keys: RwSignal::new(HashSet::from(["1".to_owned(), "2".to_owned()])),
        labels: Signal::derive(move || (say("Select", "选择").to_owned(), say("Select all", "全选").to_owned())),
    };
    view! {
        <Section title="Grid: 100,000 rows">
            <div class="stack" style:height="20rem" style:margin="0 calc(-1 * var(--gutter))">
                <Grid
                    label=say("Leads", "线索")
                    columns=columns
                    rows=rows
                    key=|row: &usize| Some(row.to_string())
                    cells=cells
                    rail=|row: usize| {
                        let (_, _, tone, rail) = state(row);
                        (rail, tone)
                    }
                    selection=selection
                />
            </div>
        </Section>
    }
}

#[component]
pub(super) fn Story() -> impl IntoView {
    view! {
        <Section title="Timeline">
            <Timeline label=say("Timeline", "时间线")>
                <TimelineEntry date=say("Pinned", "置顶") icon=Glyph::Flag tone=Tone::Accent>
                    <p class="timeline-title"><b>{say("Budget window closes on 20 December", "预算窗口到 12 月 20 日")}</b></p>
                    <p class="meta">{say("Lin Zhiyuan, meeting of 5 Nov", "林知远，11-05 会上说")}</p>
                </TimelineEntry>
                <TimelineEntry date=say("23 Nov", "11-23") time=say("Mon 16:20", "周一 16:20") icon=Glyph::Chat>
                    <p class="timeline-title">
                        <b>{say("Siyuan Chen", "陈思远")}</b>
                        {say("WeChat with", "微信")}
                        <b>{say("He Min", "何敏")}</b>
                        <Chip label=say("Interested", "有意向") tone=Tone::Success small=true/>
                    </p>
                    <p>{say("They want two payments: 30% ahead, 70% after acceptance.", "客户要两批付款：3 成预付，验收后 7 成。已答复本周给方案。")}</p>
                </TimelineEntry>
                <TimelineEntry date=say("28 Oct", "10-28")>
                    <p class="timeline-title">
                        {say("6 field changes", "6 处字段变更")}
                        <Button label=say("Show", "展开") variant=ButtonVariant::Link/>
                    </p>
                </TimelineEntry>
                <TimelineEntry date=say("21 Oct", "10-21") time=say("Wed 11:30", "周三 11:30") icon=Glyph::Document>
                    <p class="timeline-title">
                        <b>{say("Quote Q-2026-0342 v3", "报价 Q-2026-0342 第 3 版")}</b>
                        <Chip label=say("Sent", "已发出") tone=Tone::Info small=true/>
                    </p>
                </TimelineEntry>
            </Timeline>
        </Section>
    }
}
