# 各类记录的列表：状态页签、筛选、表格、页脚、批量操作。

list-all = 全部
list-states = 状态
list-search = 在{ $entities }中查找
list-filters = 筛选条件
list-filter = 筛选
list-filter-add = 添加筛选
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
filter-has = 包含
filter-min = ≥
filter-max = ≤
filter-since = 不早于
filter-until = 不晚于
filter-blank = 为空
filter-set = 不为空
filter-value = 值
filter-values = 取值
filter-me = 我
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
bulk-more = 更多操作
done-delete = { $count ->
    [1] 已删除 { $title }
   *[other] 已删除 { $count } 条
}

# 把视图导出为文件。
export = 导出
export-xlsx = Excel，按当前列
export-csv = CSV，按当前列
export-xlsx-all = Excel，全部字段
export-csv-all = CSV，全部字段
export-cards = vCard 名片
done-table = 已保存 { $file }，共 { $n } 行
