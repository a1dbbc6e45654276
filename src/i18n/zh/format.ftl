# 日期与时间。$weekday 为 1（周一）到 7，$month 为 1 到 12，$day 为 1 到 31。

weekday-short = { $weekday ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[7] 周日
}
weekday-long = { $weekday ->
    [1] 星期一
    [2] 星期二
    [3] 星期三
    [4] 星期四
    [5] 星期五
    [6] 星期六
   *[7] 星期日
}
month-short = { $month ->
    [1] 01
    [2] 02
    [3] 03
    [4] 04
    [5] 05
    [6] 06
    [7] 07
    [8] 08
    [9] 09
    [10] 10
    [11] 11
   *[12] 12
}
month-long = { $month }

-day-two-digits = { $day ->
    [1] 01
    [2] 02
    [3] 03
    [4] 04
    [5] 05
    [6] 06
    [7] 07
    [8] 08
    [9] 09
   *[other] { $day }
}

# 本年的日期、其他年份的日期、标题中的日期。
date-near = { month-short }-{ -day-two-digits } { weekday-short }
date-margin = { month-short }-{ -day-two-digits }
date-far = { $year }-{ month-short }-{ -day-two-digits }
date-long = { $year } 年 { month-long } 月 { $day } 日

day-yesterday = 昨天
day-today = 今天
day-tomorrow = 明天
day-late = 逾期 { $n } 天

# 分组与日历的月份标题。
date-month = { $year } 年 { $month } 月
