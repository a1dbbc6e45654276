# 历史：谁在何时改了什么、当时的样子、如何撤回。

nav-history = 历史
history-title = 历史
history-what = 按到达本机的先后排列，新的在前。这里的记录永不删除。
history-label = 改动，新的在前
history-reading = 正在读取历史
history-empty = 还没有任何改动
history-empty-why = 每次改动都连同作者和时间记在这里，随时可以撤回。
history-none = 没有符合条件的改动。
history-clear = 清除筛选
history-filter = 显示
history-who = 操作人
history-everyone = 所有人
history-sort = 操作
history-all-sorts = 全部操作
history-kind = 对象
history-all-kinds = 全部对象
history-from = 从
history-until = 到
history-field = 字段
history-all-fields = 全部字段
history-more = 显示更早的改动
history-records = { $n } 条记录
history-changes = { $n } 次改动
history-blank = （空）
history-before = 改前：
history-after = 改后：
history-by-file = 来自文件
history-set-aside = 已隔离
history-set-aside-why = 作者的时钟远远超前，这次改动已被隔离：原样保留，不起作用。
history-look = 详情
history-act = { $who } · { $act } · { $what }
history-sort-created = 新建
history-sort-edited = 修改
history-sort-acted = 业务操作
history-sort-deleted = 删除
history-sort-settled = 恢复与裁定
history-sort-imported = 导入
history-sort-taken-back = 撤回

why-changed = 改动
why-create = 新建
why-edit = 修改
why-delete = 删除
why-restore = 恢复
why-resolve = 裁定冲突
why-import = 导入
why-found = 创建工作区
why-join = 加入
why-undo = 撤销
why-redo = 重做
why-revert = 为所有人撤回

field-deleted = 已删除
field-alias = 重复于
field-parent = 从属于
field-element = { $field }：{ $element }

standing-disputed = 有冲突
standing-overwritten = 后来被改写
standing-without = 未生效

history-point-table = 还原点：导入表格之前
history-point-file = 还原点：合并{ $names }的文件之前
history-point-named = 还原点：{ $name }
history-point-own = 还原点：手动设立
history-point-since = { $when } · { $since ->
    [0] 此后没有改动
   *[other] 此后 { $since } 次改动
}
history-point-facts = { $when } · 当时带来 { $came } 次改动，此后共 { $since } 次
history-point-open = 当时带来的内容
history-came = 当时带来的 { $n } 次改动

history-back = 如果撤回
history-would = { $deleted ->
    [0] 改动 { $n } 条记录。
   *[other] 改动 { $n } 条记录，删除 { $deleted } 条。
}
history-would-delete = 将被删除，其他人没有写过它
history-stays = { $n } 个值保留不动：后来已被改写。
history-whole = { $n } 条记录整条保留，因为后来有人改过或用到了：{ $names }
history-since = 后来改过的人：{ $people }。
history-since-one = { $name }（{ $n } 条）
history-nothing-left = 已没有可撤回的内容：不是后来被改写，就是早已撤回。
history-undo = 撤回
history-undo-for-all = 为所有人撤回
done-revert = 已撤回，涉及 { $n } 条记录{ $whole ->
    [0] {""}
   *[other] ；{ $whole } 条整条保留
}
undo-stayed = { $n ->
    [one] 「{ $title }」后来有人改过，整条保留；其余已撤销。
   *[other] 「{ $title }」等 { $n } 条记录后来有人改过，整条保留；其余已撤销。
}
import-edited = 导入后改过：{ $people }

record-history = 历史
record-story = 经过
fact-history = { $field }的历史
as-of-pick = 查看当时
as-of-label = 记录当时的样子
as-of-show = 看当时
as-of-title = { $when }，{ $who }{ $act }之后的样子
as-of-older = 往前一步
as-of-newer = 往后一步
as-of-close = 回到现在
as-of-then = 当时
as-of-now = 现在
as-of-same = 相同
as-of-differ = { $n ->
    [0] 与现在没有差别。
   *[other] { $n } 个字段与现在不同。
}
as-of-deleted = 当时这条记录已被删除。
as-of-too-early = 那时还没有这条记录。

# 时钟。
history-ahead = 时钟超前
history-ahead-why = 作者的时钟比你的快一天以上。改动照常有效，只是时间不准。
why-accept = 同意了申请
why-decline = 驳回了申请
history-reason = 理由：{ $reason }
