# 私海与公海。
group-place = 归属
group-trade = 交易信息
group-spared = 豁免
group-adjust = 自动调整
choice-place-sea = 公海
choice-place-held = 私海
choice-place-locked = 已锁定
choice-cause-new = 新客户
choice-cause-returned = 退回
choice-recycle-untouched = 未跟进
choice-recycle-no-deal = 无新商机
choice-recycle-not-won = 未成交
choice-recycle-contract-over = 合同到期
choice-lapse-soon = 即将回收
choice-lapse-now = 两天内回收
choice-holds-leads = 线索
choice-holds-customers = 客户
customer-place = 所在
customer-lapsing = 回收预警
customer-lapses-at = 回收时间
customer-pool = 公海
customer-belongs-to = 所属公海
customer-sea-since = 入公海时间
customer-sea-cause = 入公海原因
customer-sea-rule = 回收规则
customer-pool-before = 原公海
customer-owner-since = 归属开始时间
customer-last-owner = 上任负责人
customer-claimed-at = 领取时间
customer-locked = 锁定
customer-contract-until = 合同到期日
customer-open-deals = 进行中商机
customer-won-first = 首次成交
customer-won-last = 最近成交
follow-up-outside = 在公海时记录
member-team = 团队
member-code = 工号
pool-holds = 用于
pool-fresh = 新数据几天后可领取
pool-warn = 提前几天预警
lead-pool = 线索池

# 客户的操作。
done-customer-claim = { $count ->
    [1] 已领取“{ $title }”
   *[other] 已领取 { $count } 家客户
}
command-customer-return = 退回公海
done-customer-return = { $count ->
    [1] “{ $title }”已退回公海
   *[other] { $count } 家客户已退回公海
}
command-customer-move = 移到公海
done-customer-move = { $count ->
    [1] “{ $title }”已移到其他公海
   *[other] { $count } 家客户已移到其他公海
}
command-customer-lock = 锁定
done-customer-lock = { $count ->
    [1] “{ $title }”已锁定，不会被回收
   *[other] { $count } 家客户已锁定，不会被回收
}
command-customer-unlock = 解锁
done-customer-unlock = { $count ->
    [1] “{ $title }”已解锁
   *[other] { $count } 家客户已解锁
}
refused-customer-place = { $place ->
    [sea] 这家客户在公海中，此操作不适用，请先领取。
    [locked] 这家客户已锁定，请先解锁。
   *[held] 这家客户已有负责人，此操作不适用。
}
refused-customer-sea = 这家客户还没有负责人。请先领取，或联系主管、池管理员。
refused-customer-edit = 这是{ $name }的客户。请{ $name }把你加为可编辑的协作人，或找主管。
refused-customer-holder = 这家客户由他人负责，请联系负责人或销售经理。
refused-pool-fresh = 这是“{ $pool }”的新数据，{ $day } 起可以领取。
refused-capacity = { $who ->
    [me] 您的私海已有 { $held } 家，上限 { $most } 家（规则“{ $rule }”）。请先退回一家、促成一家，或请主管扩容。
   *[other] { $name }的私海已有 { $held } 家，上限 { $most } 家（规则“{ $rule }”）。请换一位同事，或提高上限。
}
refused-capacity-locked = { $who ->
    [me] 您已锁定 { $held } 家，上限 { $most } 家（规则“{ $rule }”）。请先解锁一家。
   *[other] { $name }已锁定 { $held } 家，上限 { $most } 家（规则“{ $rule }”）。需先解锁一家。
}
table-row-held = 这是同事的客户，只有负责人或主管可以更新
table-row-full = 负责人的私海已满，请放入公海或换一位负责人

# 回收规则。
entity-recycle-rule = 回收规则
entity-recycle-rules = 回收规则
recycle-name = 名称
recycle-active = 启用
recycle-reason = 原因
recycle-levels = 仅限级别
recycle-days = 满（天）
recycle-pool = 所属公海
recycle-spare-won = 已成交的不回收
recycle-spare-open = 有进行中商机的不回收
recycle-to = 回收到
recycle-since = 生效日期

# 容量规则。
entity-capacity-rule = 容量规则
entity-capacity-rules = 容量规则
capacity-name = 名称
capacity-person = 个人
capacity-team = 团队
capacity-region = 区域
capacity-most = 最多持有
capacity-most-locked = 最多锁定
capacity-spare-won = 已成交不占容量
capacity-per-won = 90 天内每成交一单增加
capacity-slow-below = 跟进率低于（%）时减少
capacity-slow-minus = 减少（%）
capacity-floor = 不低于
capacity-ceiling = 不高于
capacity-by = 依据规则

# 公海页面。
nav-sea = 公海
sea-what = 没有负责人的客户在这里等待领取
sea-pools = 公海
sea-rules = 规则与容量
sea-new-pool = 新建公海
sea-no-pools = 还没有公海
sea-no-pools-why = 新建一个公海，可面向全部或某个区域。没有负责人的客户归入其中，规则回收的客户也回到其中。
sea-empty = 这个公海里没有客户
sea-empty-why = 退回的客户和按规则回收的客户会出现在这里。
sea-mine = 我的私海
sea-meter = { $most ->
    [none] 共 { $held } 家，锁定 { $locked } 家，不限数量
   *[other] { $held } / { $most } 家，锁定 { $locked } 家
}
sea-locked = 锁定 { $n }
sea-locked-of = 锁定 { $n } / { $most }
sea-taken = 占用 { $n }
sea-free = 还可领 { $n }
sea-spared-won = 已成交 { $n } 家不占容量
sea-claimed = 今日已领
sea-lapsing = 7 天内将回收
sea-claim-from = { $day } 可领
sea-claim-not = 暂不可领
sea-sum = 共 { $n } 家 · 可立即领取 { $free } 家
sea-more = 另有 { $n } 家
sea-as-list = 以列表打开
sea-edit-pool = 公海设置与成员
sea-no-recycle = 目前没有回收规则
sea-no-recycle-why = 可在右侧试算一条规则，保存前先看会回收哪些客户。
sea-no-capacity = 私海不限数量
sea-no-capacity-why = 可以规定个人、团队、区域或所有人最多持有多少客户。
sea-new-rule = 新建规则
sea-not-in-use = 未启用
sea-people = 私海分布
sea-imbalance = 不均衡度 { $n } / 100
sea-held = 持有
sea-spared = 已成交
sea-tended = 30 天跟进率
sea-should-be = 按规则的上限
sea-should = { $from } → { $to }（成交 { $won } 单{ $tended ->
    [none] {""}
   *[other] ，跟进率 { $tended }%
}）
sea-adjust = 调整 { $n } 人的上限
done-capacity-adjust = 上限已调整
trial-title = 试算规则
trial-nothing-changes = 不会生效
trial-of = 规则
trial-new = 新规则
trial-all = 全部
trial-if = 若为 { $n } 天，
trial-then = { $n } 家将进入公海
trial-spared = 按现行规则已在公海 { $already } 家。不受影响：锁定 { $locked } 家、报备保护 { $protected } 家、有进行中商机 { $open } 家、已成交 { $won } 家。
trial-ages = { $reason ->
    [no_deal] 距上次新商机的天数
    [not_won] 距上次成交的天数
    [contract_over] 合同到期后的天数
   *[untouched] 距上次跟进的天数
}
trial-band = 第 { $from } 天起：{ $n } 家，其中 { $taken } 家将回收
trial-show = 查看这 { $n } 家
trial-make = 存为规则
trial-save = 保存规则

# 转移与交接。
command-customer-transfer = 转移
done-customer-transfer = { $count ->
    [1] 已转移“{ $title }”
   *[other] 已转移 { $count } 家客户
}
command-customer-spread = 分给最空闲的人
done-customer-spread = { $count ->
    [1] 已把“{ $title }”分给最空闲的人
   *[other] 已均衡分配 { $count } 家客户
}
command-member-leave = 离职交接
done-member-leave = { $title }的全部资料已交接
customer-handover = 交接说明
transfer-contacts = 连同联系人
transfer-deals = 连同进行中商机
transfer-tasks = 连同未完成任务
transfer-access = 原负责人
choice-access-none = 不再参与
refused-spread-full = 没有人的私海还有空位，请先提高上限。
refused-leave-self = 请选择另一位同事接手。

# 客户卡片。
entity-dealership = 经销商
entity-dealerships = 经销关系
dealership-dealer = 经销商
dealership-role = 角色
dealership-from = 开始日期
dealership-until = 结束日期
choice-dealer-sells = 销售
choice-dealer-installs = 安装
choice-dealer-serves = 服务
entity-need = 需求
entity-needs = 需求
need-text = 内容
need-on = 记录日期
choice-need-open = 待满足
choice-need-met = 已满足
choice-need-dropped = 已放弃
entity-sale = 销售记录
entity-sales = 销售记录
sale-product = 产品
sale-amount = 金额
sale-on = 销售日期
customer-lifecycle = 生命周期
customer-life-said = 手工指定生命周期
customer-sold = 累计销售额
customer-sales = 销售笔数
customer-parent = 上级客户
choice-life-potential = 潜在
choice-life-interested = 意向
choice-life-bought = 成交
choice-life-active = 活跃
choice-life-dormant = 沉睡
choice-life-lost = 流失

# The life-cycle in time.
customer-life-since = 进入该阶段
customer-first-won = 首次成交
report-cohorts = 客户留存
report-cohorts-asks = 同月首次成交的客户，如今还有多少活跃？
report-alive = 仍活跃
report-alive-share = 活跃占比

# How many of a pool are looked at in a day.
pool-views = 每人每日查看上限
veiled-text = 今天已查看“{ $place }”的 { $n } 个客户，达到规则上限。可领取后跟进，或明天再看。
veiled-claim = 前往公海
veiled-why = 这是本设备上的工作规则；持有文件的人即持有数据。
collaborator-split = 提成比例（%）

# What another limit would mean.
trial-most = 如果每人最多持有
trial-over = { $people ->
    [0] 所有人都有余量。
   *[other] { $people } 人共超出 { $n } 个：{ $who }。已有客户不会被收走，但不能再增加。
}

# 区域

entity-region = 区域
entity-regions = 区域
region-name = 名称
region-parent = 上级区域
region-also = 别名
terms-title = 试算报备条款
terms-usual = 未设模板时
terms-if = { $protected ->
    [0] 目前没有按此条款保护的报备。
   *[other] 目前按此条款保护的报备有 { $protected } 条，
 }
terms-then = { $ended ->
    [0] 都仍在保护期内。
   *[other] 其中 { $ended } 条早已到期。
 }
terms-also = 重新受保护：{ $lasting }。不再算重复：{ $passing }。缺少必填内容：{ $lacking }。
terms-over = 超出名额，共 { $n } 条：
terms-ended = 会到期：{ $n }
terms-lasting = 重新受保护：{ $n }
terms-passing = 不再算重复：{ $n }
terms-make = 建为模板
terms-save = 保存模板
sea-no-template = 没有模板
sea-no-template-why = 报备按通用条款：A 类 90 天、B 类 60 天、C 和 D 类 30 天，可延期一次。模板可按行业或全部另行规定。
regions-what = 客户的区域是一段文字；这棵树说明这些文字的含义：谁在谁之内。
regions-none = 还没有区域
regions-none-why = 可以先载入全国省市区，也可以自己建立。公海、库容、分配和筛选按区域设定时，下级区域也包括在内。
regions-new = 新建区域
regions-part = 在{ $region }下新建区域
regions-customers = { $n } 个客户
regions-china = 全国省市区…
regions-china-why = 大区、省、市、区县，按 GB/T 2260。已有的保持不变。
regions-depth = 到哪一级
regions-provinces = 省
regions-cities = 市
regions-districts = 区县
regions-of = 只要这些省的市和区县
regions-take = { $n ->
    [0] 都已存在
   *[other] 新增 { $n } 个区域
 }
done-regions = 已新增区域
region-people = 负责人员
field-area = 大区
field-within = 所属各级区域
field-near = 在我的区域
