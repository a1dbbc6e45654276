# 各类记录的列表：状态页签、筛选、表格、页脚、批量操作。

list-all = 全部
list-search = 在{ $entities }中查找
list-filters = 筛选条件
list-filter = 筛选
list-filter-field = 字段
list-filter-choose = 选择字段…
list-filter-apply = 应用
list-filter-remove = 移除筛选：{ $filter }
list-filters-clear = 清除筛选
list-sort = 排序
list-sorted-up = 已按{ $field }升序排列
list-sorted-down = 已按{ $field }降序排列
list-shown = { $n ->
    [0] 没有记录
   *[other] { $n } 条
}
list-table = { $entities }，{ $n } 行

# 筛选条件里的关系词。
filter-any = 是
filter-any-many = 是其一
filter-none = 都不是
filter-none-of-one = 不是
filter-has = 包含
filter-lacks = 不包含
filter-is = 等于
filter-min = ≥
filter-max = ≤
filter-since = 不早于
filter-until = 不晚于
filter-within = 在
filter-last = 在过去
filter-next = 在未来
filter-idle = 已经没有
filter-blank = 为空
filter-set = 不为空
filter-value = 值
filter-values = 取值
filter-operator = 关系
filter-pick = 选择…
filter-days = { $n } 天
filter-days-unit = 天
filter-me = 我
filter-team = 我的团队
filter-and = 且
filter-or = 或
filter-join = 条件之间的关系
filter-group-all = 全部满足
filter-group-any = 任一满足
filter-and-add = 条件
filter-group-add = 条件组
filter-group = 条件组
filter-group-remove = 移除条件组
filter-condition-remove = 移除条件
period-today = 今天
period-yesterday = 昨天
period-tomorrow = 明天
period-week = 本周
period-lastweek = 上周
period-nextweek = 下周
period-month = 本月
period-lastmonth = 上月
period-nextmonth = 下月
period-quarter = 本季度
period-year = 今年
period-lastyear = 去年
period-past = 今天之前
period-future = 今天之后
filter-more = { $first } +{ $n }
filter-none-found = 没有相符的选项

list-empty = 还没有{ $entities }。
list-empty-why = 先手动添加一条，或把现有的表格导入进来。
list-empty-import = 导入表格
list-empty-filtered = 没有符合筛选的记录。
list-empty-filtered-why = 有 { $n } 条被筛选隐藏。

footer-total = 共 { $n } 条
footer-shown = 筛选出 { $n } 条
footer-late = { $n } 条逾期
footer-sum = { $field }合计 { $sum }

select-row = 选择此行
select-all = 选择全部 { $n } 条
select-count = 已选 { $n } 条
select-clear = 取消选择
bulk-bar = 批量操作
bulk-delete = 删除
bulk-edit = 编辑字段
bulk-tag = 标签…
bulk-copy = 复制为表格
edit-many = 编辑所选记录的字段
edit-many-apply = 修改 { $n } 条
edit-many-how = 如何处理这些词
edit-many-add = 添加
edit-many-drop = 移除
edit-many-set = 替换
done-edit-many = { $count ->
    [1] 已修改 { $title }
   *[other] 已修改 { $count } 条
}
work-title = 正在处理
work-done = { $n } / { $total }
work-stopped = 已停止，没有任何改动。
bulk-more = 更多操作
done-delete = { $count ->
    [1] 已删除 { $title }
   *[other] 已删除 { $count } 条
}

list-views = 视图

# 列与顺序。
columns = 列
columns-shown = 显示的列，按此顺序
columns-hidden = 隐藏的列
columns-reset = 恢复默认列
column-menu = 列操作
column-sort-up = 升序排列
column-sort-down = 降序排列
column-sort-also = 再按此列排序
column-group = 按此列分组
column-ungroup = 取消分组
column-pin = 固定在左侧
column-unpin = 取消固定
column-pin-named = 固定在左侧：{ $field }
column-unpin-named = 取消固定：{ $field }
column-left = 左移
column-right = 右移
column-up-named = 上移：{ $field }
column-down-named = 下移：{ $field }
column-moved = { $field }现在是第 { $n } 列，共 { $total } 列
column-wider = 加宽
column-narrower = 变窄
column-usual = 恢复默认宽度
column-hide = 隐藏
density = 行高
density-compact = 紧凑
density-normal = 标准
density-roomy = 宽松
arrange = 顺序
arrange-add = 再按
arrange-remove = 移除此排序
arrange-direction = 方向
arrange-up = 升序
arrange-down = 降序
arrange-group = 分组
arrange-no-group = 不分组
group-none = 无{ $field }
figure-mean = 平均 { $mean }
footer-mean = { $field }{ $sum }

# 视图的几种面貌。
face = 显示为
face-table = 表格
face-board = 看板
face-calendar = 日历
face-by = 依据字段
board-label = { $entities }看板
board-card = 卡片
board-hint = 按空格拿起卡片，左右方向键选择列，再按空格放下，按 Esc 放回原处。
board-lifted = 已拿起{ $title }。{ $n ->
    [0] 目前不能移到其他列。
   *[other] 可移到其他 { $n } 列。
}
board-over = { $column }，第 { $n } 列，共 { $total } 列
board-left = 卡片留在原处
board-move = 移到…
board-nowhere = 目前不能移到别处
board-more = 还有 { $n } 张
board-limit = { $column }的上限
board-limit-most = 最多卡片数
board-limit-none = 留空表示不限；随视图一起保存。
board-limit-wrong = 请输入整数；不限则留空。
board-over-limit = 超出上限 { $n } 张
board-idle = 已 { $n } 天未跟进

# 单元格：编辑、复制、粘贴。
cell-edit = 编辑{ $title }的{ $field }
copy-done = 已复制 { $n } 行
copy-failed = 浏览器不允许本页复制。请选中行后按 Ctrl+C。
paste-title = 粘贴到表格
paste-apply = { $n ->
    [0] 没有变化
   *[other] 修改 { $n } 个单元格
}
paste-changes = 将修改 { $n } 个单元格
paste-troubles = { $n } 个保持不变
paste-same = { $n } 个本来就相同
paste-beyond = 有 { $n } 行超出列表末尾，已略去。新记录请用导入。
paste-wide = 有 { $n } 列超出最后一列，已略去。
paste-before = 现在
paste-after = 之后
paste-more = …还有 { $n } 个
done-paste = { $count ->
    [1] 已修改 { $title }
   *[other] 已修改 { $count } 条
}

# 已存视图。
view-changed = 视图有改动
view-save = 保存
view-save-as = 另存为…
view-save-new = 保存视图
view-reset = 重置
view-menu = 视图操作
view-rename = 重命名…
view-share = 与所有人共享
view-unshare = 仅自己可见
view-first = 设为默认视图
view-not-first = 取消默认视图
view-remove = 删除视图
view-for = 谁可以看
view-for-me = 仅自己
view-for-all = 工作区所有人
view-nameless = 请给视图起个名字。
done-view-save = 视图已保存
done-view-first = 默认视图已更改
done-view-remove = 视图已删除

# 日历。
calendar-month = 月
calendar-agenda = 日程
calendar-mode = 月视图或日程
calendar-before = 上个月
calendar-after = 下个月
calendar-undated = 有 { $n } 条没有“{ $field }”，未显示
calendar-empty = 这个月没有安排。
calendar-move = 将{ $title }移到
calendar-more = 还有 { $n } 条

# 把视图导出为文件。
export = 导出
export-xlsx = Excel，按当前列
export-csv = CSV，按当前列
export-xlsx-all = Excel，全部字段
export-csv-all = CSV，全部字段
export-cards = vCard 名片
done-table = 已保存 { $file }，共 { $n } 行

# 列表旁的记录。
peek = 速览：{ $title }
peek-open = 打开完整页面
peek-close = 关闭速览
