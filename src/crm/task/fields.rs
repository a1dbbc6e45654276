//! The fields of a task.

use crate::crm::choice::PRIORITIES;
use crate::crm::computed::{CREATED_AT, CREATED_BY, DUE};
use crate::crm::schema::{Choice, Field, Kind, Mark};
use crate::crm::shared;

/// How far a task is: 待办→进行→完成|取消.
pub static STATES: &[Choice] = &[
    Choice::new("todo", "choice-task-todo").mark(Mark::Waiting).synonyms(&[
        "open",
        "to do",
        "pending",
        "待办",
        "未完成",
    ]),
    Choice::new("doing", "choice-task-doing").mark(Mark::Working).synonyms(&[
        "in progress",
        "started",
        "进行中",
        "进行",
    ]),
    Choice::new("done", "choice-task-done").mark(Mark::Done).synonyms(&["completed", "closed", "完成", "已完成"]),
    Choice::new("cancelled", "choice-task-cancelled").mark(Mark::Void).synonyms(&[
        "canceled",
        "取消",
        "已取消",
        "dropped",
    ]),
];

/// The fields of a task.
pub static FIELDS: &[Field] = &[
    Field::new("title", Kind::Text, "task-title")
        .required()
        .search()
        .column(304)
        .synonyms(&["title", "task", "subject", "标题", "任务", "主题"]),
    Field::new("state", Kind::Choice(STATES), "field-status")
        .managed()
        .column(110)
        .path(&["todo", "doing", "done"])
        .synonyms(&["state", "status", "状态"]),
    Field::new("due", Kind::Date, "task-due").quick().column(104).synonyms(&[
        "due",
        "due date",
        "deadline",
        "截止",
        "截止日期",
        "到期日",
    ]),
    Field::new("about", Kind::Link(&["lead", "opportunity", "customer", "contact"]), "field-about").quick().column(208),
    Field::new("priority", Kind::Choice(PRIORITIES), "field-priority")
        .quick()
        .column(90)
        .synonyms(&["priority", "优先级"]),
    shared::OWNER.quick().column(128),
    shared::NOTE.quick(),
    Field::new("done_at", Kind::Instant, "task-done-at").managed().group("group-trace"),
    DUE,
    CREATED_AT,
    CREATED_BY,
];
