# 页面框架：产品名、导航、搜索、语言与主题。

-brand = 小湾 CRM

app-name = { -brand }
language-name = 中文
page-title = { $page } · { app-name }

skip-to-content = 跳到正文
nav-main = 主导航
nav-more = 更多
nav-close = 关闭
nav-phone = 快捷入口
nav-today = 今日
nav-data = 数据
nav-assign = 分配规则
nav-import = 导入
nav-share = 共享与合并
nav-settings = 设置
nav-privacy = 隐私
nav-unknown = 找不到页面
nav-where = 当前位置
# 正在新建的记录：「新建线索」。
nav-new = 新建{ $entity }

create-menu = 新建
undo = 撤销
redo = 重做

lazy-fetching = 正在加载…
lazy-missing-title = 这个页面没能加载
lazy-missing = 请检查网络后重试，已录入的内容不会丢失。
lazy-again = 重试

renewal-waiting = 小湾有新版本可用。
renewal-taken-over = 新版本已启用。忙完手上的内容后请重新加载，在此之前已输入的内容都会保留。
renewal-accept = 重新加载

demo-badge = 演示
demo-banner = 演示空间：人名与公司均为虚构，改动只留在演示里。
demo-erase = 清除演示
practice-badge = 练习
practice-banner = 练习副本：改动只留在这里，原来的空间不接收它的文件。
demo-clock = 时钟停在{ $time }

search-open = 搜索
search-found = { $n ->
    [0] 没有结果
   *[other] { $n } 条结果
}
search-all = 查看{ $entities }中的全部结果
search-close = 关闭搜索

safety-title = 已存入本浏览器
safety-never = 尚未备份
safety-none-needed = 暂无可备份的内容
safety-today = 今天已备份
safety-days = 上次备份{ $n ->
    [1] 在昨天
   *[other] { " " }{ $n } 天前
}
safety-changes = 此后 { $n } 处改动
safety-due = 该备份了
safety-backup = 备份为文件
safety-demo = 这里不必备份
safety-nudge = 有 { $n } 处改动只存在这个浏览器里，备份为文件更稳妥。

you-menu = { $name }：语言与外观
you-signed = 当前身份：{ $name }
menu-language = 语言
menu-theme = 外观
theme-light = 浅色
theme-dark = 深色
theme-system = 跟随系统

done-export = 已导出 { $file }
download-failed = 浏览器没有保存文件。请允许本页下载，再试一次。

broken-title = 「{ $name }」打不开
broken-why = 数据仍在这个浏览器里，没有改动。先把还能读取的内容存成文件，更新版本或换一个浏览器即可打开它。
broken-save = 保存可读取的内容
broken-again = 重试

safety-checkup = 一切正常吗？去自检
nav-backups = 备份
nav-checkup = 自检
