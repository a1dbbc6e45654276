# 记录页与表单。

# 按钮与字段值共用的词。
yes = 是
no = 否
close = 关闭
cancel = 取消
author-unknown = 某位同事
value-newer = 新版本的值

# 操作完成后的提示。
toasts-label = 消息
done-create = 已新建：{ $title }
done-edit = 已保存：{ $title }
done-undo = 已撤销
done-redo = 已重做
undo-nothing = 没有可撤销的操作
redo-nothing = 没有可重做的操作
done-restore = 已恢复：{ $title }
done-resolve = { $title }：冲突已处理
done-point-add = 已添加联系方式
done-point-remove = 已删除联系方式

# 阶段条：按先后排列的状态。$n 是天数，$state 是状态。
stage-bar = 进展
stage-exits = 其他去向
stage-days = { $n ->
    [0] 今天起
   *[other] 已 { $n } 天
}
stage-move = 改为{ $state }
stage-lacks = “{ $state }”还需填写：

# 记录页。
record-facts = 资料
record-timeline = 时间线
record-related = 相关
record-parts = 记录的各部分
record-more = 更多操作
record-call = 打电话
record-mail = 写邮件
record-next-none = { $field }：未约定
record-open-task = 待办任务
record-before = 上一条
record-after = 下一条
when-time = 时间
record-place = { $n } / { $total }
record-delete = 删除
related-add = 新建关联的{ $entity }
related-as = { $entities }（{ $field }）
related-all = 全部 { $count } 条
fact-reasons = 得分构成
fact-edit = 修改{ $field }
fact-unsaved = 未保存
fact-revert = 放弃
point-add-kind = 再加一个{ $field }
point-remove = 删除 { $value }

# 冲突。$count 为不同值的个数。
conflict-title = 有 { $count } 个值，各自写下时互不知情。以哪个为准？
conflict-other = 其他冲突
conflict-keep = 采用
conflict-keep-value = 采用 { $value }
conflict-blank = （空）
conflict-tag-on = 保留标签
conflict-tag-off = 去掉标签

# 已删除的记录，以及无处可去的地址。
deleted-title = 已删除的记录
deleted-by = { $name }删除于 { $when }。内容都还在，可以原样恢复。
deleted-meanwhile = { $names }在不知道已删除的情况下又改过它，恢复后这些改动会保留。
deleted-restore = 恢复
missing-title = 这里什么也没有
missing-text = 这个地址没有对应的页面或记录。记录也许在同事的文件里，还没有导入。
missing-back = 回到今日

# 记跟进。
log-placeholder = 聊了什么，约定了什么？
log-submit = 记下
next-tomorrow = 明天
next-three-days = +3 天
next-monday = 下周一
next-other = 选日期

# 时间线。
timeline-label = 发生的事，新的在前
timeline-filter = 显示
timeline-all = 全部 { $count }
timeline-kind = { $kind } { $count }
timeline-created = 新建了这条记录
timeline-more = 再看 { $count } 条

# 表单。
form-title = 新建{ $entity }
form-save = 保存
form-more = 更多字段
form-more-count = { $count } 项
form-errors = 有 { $count } 处需要修改
form-restored = 上次没保存的内容已恢复。
form-discard = 重新填写
field-required = 必填
choice-none = 未填
link-search = 输入查找
link-none = 没有找到
link-found = { $count } 条符合
link-clear = 清空
link-create = 新建{ $entity }「{ $title }」
link-fresh = 将新建{ $entity }「{ $title }」
link-known = 已有的{ $entity }
link-take = 改用 { $title }
tag-add = 添加标签
tag-none = 还没有这个标签
tag-create = 新标签「{ $tag }」
tag-remove = 去掉标签 { $tag }

# 附件

entity-attachment = 附件
entity-attachments = 附件
attachment-name = 名称
attachment-size = 字节数
attachment-hash = 校验值
files-add = 添加附件
files-drop = 把文件拖到这里
files-open = 打开{ $file }
files-save = 保存{ $file }
files-remove = 移除{ $file }
files-missing = 不在本设备上。请{ $name }发一份带附件的文件。
files-too-big = “{ $file }”超过 10 MB，没有添加。请缩小后再试，或写明在哪里可以找到。
files-unread = 读不了“{ $file }”。请重新选择。
done-attach = { $n ->
    [1] 已添加附件
   *[other] 已添加 { $n } 个附件
 }
done-detach = 已移除附件
share-attachments = 附带附件（{ $n } 个，{ $size }）
share-attachments-why = 生成 zip 文件，不加密。在这里读入它的人也会得到这些附件。
attachments-not-kept = 记录已合并，但空间不够，附件没有全部存下。请腾出空间后再读入同一个文件。
