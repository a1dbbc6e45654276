# 以文件共享：导出、预览与冲突。

share-title = 共享与合并
share-drop = 把同事的文件拖到这里
share-drop-kinds = .cove.json、.gz、加密的 .cove 或带附件的 .zip，可一次多个。拖到页面任何位置都行，也可以直接粘贴。
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
share-more = 还有 { $n } 条
share-unknown = 有 { $n } 项来自更新的版本，原样保留，升级后就能看到。
share-accounts = 各人的账
share-someone = 某位同事
share-account = 1–{ $after }，没有新的
share-account-new = { $before ->
    [0] 1–{ $after }，全是新的
   *[other] 1–{ $before }，新到 { $after }
}
share-account-gap = 缺少{ $name }的第 { $gaps } 次改动：请对方发一份新文件
share-gap-why = 现在就可以合并。向这位同事要一份更新的文件，缺少的部分会自动补齐。
share-restore-point = 合并前自动建立还原点：合并{ $name }的文件之前。
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

share-pasted = 粘贴的内容
share-cancel = 取消
share-cancelled = 已取消，数据没有改动。
share-other-workspaces = 前往设置
share-passphrase-of = { $file } 的密码
share-unseal = 打开文件
share-leave-out = 不要这个文件
share-news-fresh = 带来 { $n } 次你还没有的改动。
share-news-nothing = 没有新内容，你已经全部拥有。
share-news-older = 这是旧文件，内容已随更新的文件收到。
share-news-repeat = 与其中另一个文件相同，只计一次。
share-quarantined = 有 { $n } 次改动的时钟远远超前，保留并转发，但不生效。
share-records = 将要变动的记录
share-record-choose = 选择一条记录，查看各字段的前后变化。
share-field-deleted = 已删除
share-field-alias = 并入
share-before = 之前：
share-after = 之后：

merged-title = 已合并
merged-new = 新增 { $n } 条记录
merged-changed = 更新 { $n } 条记录
merged-removed = 删除 { $n } 条记录
merged-conflicts = { $n } 条记录有冲突待处理
merged-nothing = 没有新内容，数据没有改动。
merged-restore-point = 还原点：合并{ $name }的文件之前。
merged-dismiss = 关闭

work-starting = 正在启动…
work-reading = 正在读取{ $of ->
    [0] 文件
    [1] { $file }
   *[other] { $file }（{ $at }/{ $of }）
}
work-unsealing = 正在由密码生成密钥
work-checking = 正在校验{ $of ->
    [0] 文件
    [1] { $file }
   *[other] { $file }（{ $at }/{ $of }）
}
work-comparing = 正在与现有数据比较
work-merging = 正在合并
work-packing = 正在写入文件
work-sealing = 正在由密码生成密钥
work-writing = 正在写入各行

passphrase-show = 显示密码
protect = 用密码保护文件
protect-passphrase = 密码
protect-again = 再输入一次
protect-missing = 请输入用来保护文件的密码。
protect-differs = 两次输入不一致。请重新输入，或者勾选显示密码。
protect-weak = 较弱：多加几个词会更安全。
protect-fair = 一般：日常文件够用。
protect-strong = 很强。
protect-lost = 密码忘记后谁也无法找回，文件将永远打不开。请不要把密码和文件放在一起发送。

# 只含部分记录的文件，以及申请。
share-is-part = 只含部分记录或部分字段，不会补上缺口：完整文件到了之后，以完整文件为准。
share-is-request = 这份文件等待答复。合并后可以同意或驳回；你的答复随你的文件传给所有人。
parcel-why = 几条记录，或某个人的记录
parcel-choose = 选择
parcel-open = 共享…
nav-parcel = 共享一部分
parcel-title = 共享一部分
parcel-what = 只含这些记录的文件，发给本空间的同事。
parcel-records = 哪些记录
parcel-whose = 选择谁的记录
parcel-picked = 你选中的 { $n } 条记录
parcel-of = { $name }的全部记录
parcel-related = 连同相关内容：联系人、跟进、任务
parcel-kind = { $kind } { $n }
parcel-none = 还没有选择
parcel-none-why = 在上面选择谁的记录，或在列表里勾选几条，再点「共享…」。
parcel-some = 只含部分字段
parcel-some-why = 没有勾选的字段连同以前的值都留在这里。记录的名称总会带上。
parcel-fields-count = { $of } 个字段中的 { $n } 个
parcel-purpose = 用途
parcel-share-why = 同事看到这些记录在你这里的样子。
parcel-request-why = 同事看到你的申请，可以以自己的名义同意。
parcel-has-it = 拿到文件的人就拿到了其中的内容，包括这些字段以前的值。加上密码可以防止别人打开。
parcel-make = 生成文件
requests-title = 申请
requests-why = 内容已经显示，记在同事名下。同意后以你的名义写入，驳回则撤回这些内容。你的答复随你的文件传给所有人。
request-of = { $name }的申请
request-ask = { $field }：{ $value }
requests-accept-all = 全部接受（{ $n }）
request-accept = 同意
request-decline = 驳回
request-decline-of = 驳回{ $name }的申请
request-decline-why = 申请的内容会撤回，收到你文件的人也一样。驳回一事连同理由记入历史。
request-reason = 理由（选填）
done-accept = 已同意，写入 { $n } 条记录
done-decline = 已驳回，{ $n } 条记录恢复原样
work-looking = 正在通查全部数据
