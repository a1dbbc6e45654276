# 提醒，以及应用关闭时用的日历。

remind-title = 提醒
remind-switch = 打开小湾时提醒我
remind-why = 你的事项到点时弹出通知，每天再通知一次当天要做的事。开着多个标签页时只提醒一次。
remind-absent = 这个浏览器不能为本页显示通知。请改用日历文件，在哪里都能提醒。
remind-denied = 本页的通知已被阻止。请在浏览器的网站设置里允许通知，或改用日历文件。
remind-now = { $time } { $title }
remind-today = 今天有 { $n } 件事到期
calendar-file = 我的日程文件（.ics）
calendar-closed = 关闭小湾时也提醒我
calendar-name = 日程
calendar-why = 把你的下次联系、任务和预计成交日期放进手机或邮件程序的日历。随时可以导入新文件，会更新上一份里的日期。
