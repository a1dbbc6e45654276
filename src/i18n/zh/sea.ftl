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
table-row-full = 负责人的私海已满，请放入公海或换一位负责人

# 回收规则。
entity-recycle-rule = 回收规则
entity-recycle-rules = 回收规则
recycle-name = 名称
recycle-active = 启用
recycle-reason = 当客户
recycle-days = 满几天
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
capacity-slow-below = 跟进率低于百分之几时减少
capacity-slow-minus = 减少百分之几
capacity-floor = 不低于
capacity-ceiling = 不高于
capacity-by = 依据规则
