# 以文件共享：导出、预览与冲突。

share-title = 共享与合并
share-drop = 把同事的文件拖到这里
share-drop-kinds = .cove.json 或 .gz，可一次多个
share-choose = 选择文件
share-how = 文件只在你们之间传递，不经过任何服务器。先后和次数都不要紧，最后每个人的数据都一样。
share-out = 发给同事
share-export = 导出
share-export-to = 导出{ $name }还没有的改动
share-export-all = 导出全部数据
share-everyone = 所有人
share-everyone-why = 完整数据，也可作备份
share-seen = { $n ->
    [0] 没有新改动
   *[other] 新改动 { $n } 处
} · 上次 { $day }
share-fingerprint = 数据指纹：
share-preview = 文件带来的内容
share-file-of = { $name }的文件
share-file-merged = 合并而成的文件
share-file-facts = { $when } 导出 · { $n } 次改动
share-checked = 校验通过
share-not-written = 尚未写入
file-kind-full = 完整数据
file-kind-delta = 增量
file-kind-share = 部分共享
file-kind-request = 申请
share-new = 新增
share-changed = 更新
share-removed = 删除
share-conflicts = 冲突
share-known = 已有
share-quarantined = 隔离
share-more = 还有 { $n } 条
share-unknown = 有 { $n } 项来自更新的版本，原样保留，升级后就能看到。
share-accounts = 各人的账
share-someone = 某位同事
share-account = 1–{ $after }，没有新的
share-account-new = { $before ->
    [0] 1–{ $after }，全是新的
   *[other] 1–{ $before }，新到 { $after }
}
share-account-gap = 你缺少{ $name }的 { $gaps }
share-gap-why = 现在就可以合并。向这位同事要一份更新的文件，缺少的部分会自动补齐。
share-restore-point = 合并前自动建立还原点。
share-discard = 放弃
share-merge = { $n ->
    [0] 合并
   *[other] 合并 { $n } 处改动
}
share-merge-nothing = 合并（没有新内容）
done-merge = { $changes ->
    [0] 已合并
   *[other] 已合并 { $changes } 处改动
}，{ $conflicts ->
    [0] 没有冲突
   *[other] { $conflicts } 处冲突
}
share-calm = 没有冲突
share-calm-why = 两个人互不知情、写了不同的值时，两个值都会列在这里供选择。
share-open-conflicts = { $n } 条记录有冲突
share-conflicts-why = 选定一个值，另一个留在历史里。
share-restore = 恢复，保留修改
share-stay-deleted = 仍然删除
