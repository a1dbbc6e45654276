# 今日：当前成员这一天要做的事。

today-agenda = 日程
today-late = 逾期
today-late-order = 最久的在前
today-unassigned = 等待分配
today-recent = 最近跟进
today-log = 记下
today-log-for = 记下跟进：{ $title }
today-any-time = 全天
today-now = 现在 { $time }
today-summary = { $due ->
    [0] 今天没有到期
   *[other] 今天到期 { $due } 项
}，{ $late ->
    [0] 没有逾期
   *[other] 逾期 { $late } 项
}
today-week = 第 { $week } 周
today-late-days = { $n } 天
today-agenda-empty = 今天没有安排。
today-agenda-next = 接下来：{ $title }，{ $day }。
today-empty = 今天很清静。
today-empty-why = 设好的下次联系和任务，会在当天出现在这里。
today-upcoming = 接下来几天
