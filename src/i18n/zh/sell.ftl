# 商机与转换。

entity-opportunity = 商机
entity-opportunities = 商机
opportunity-name = 商机名称
opportunity-amount = 金额
opportunity-close-on = 预计成交日期
opportunity-stage = 阶段
opportunity-chance = 赢率（%）
opportunity-weighted = 加权金额
opportunity-needs = 客户需求
opportunity-lost-reason = 输单原因
opportunity-competitor = 竞争对手
opportunity-closed-at = 结单时间
opportunity-held-from = 搁置前阶段

choice-stage-contact = 初步接洽
choice-stage-need = 需求确认
choice-stage-solution = 方案与演示
choice-stage-quote = 报价
choice-stage-negotiation = 商务谈判
choice-stage-won = 赢单
choice-stage-lost = 输单
choice-stage-held = 搁置

choice-lost-price = 价格
choice-lost-competitor = 选了竞品
choice-lost-budget = 预算取消
choice-lost-fit = 方案不合适
choice-lost-silent = 失去联系

command-opportunity-move = 推进阶段
done-opportunity-move = { $count ->
    [1] “{ $title }”的阶段已更改
   *[other] { $count } 个商机的阶段已更改
}
command-opportunity-win = 赢单
done-opportunity-win = { $count ->
    [1] “{ $title }”已赢单
   *[other] { $count } 个商机已赢单
}
command-opportunity-lose = 输单
done-opportunity-lose = { $count ->
    [1] “{ $title }”已标为输单
   *[other] { $count } 个商机已标为输单
}
command-opportunity-hold = 搁置
done-opportunity-hold = { $count ->
    [1] “{ $title }”已搁置
   *[other] { $count } 个商机已搁置
}
command-opportunity-reopen = 重新启动
done-opportunity-reopen = { $count ->
    [1] “{ $title }”已重新启动
   *[other] { $count } 个商机已重新启动
}

# 线索转换成了什么。
lead-converted-customer = 转换的客户
lead-converted-contact = 转换的联系人
lead-converted-opportunity = 转换的商机
lead-converted-at = 转换时间
command-lead-convert = 转换
refused-opportunity-holder = 这个商机由他人负责，请联系负责人或销售经理。
refused-opportunity-stage = { $stage ->
    [won] 这个商机已赢单，此操作不适用。
    [lost] 这个商机已输单，可由销售经理重新启动。
    [held] 这个商机已搁置，请先重新启动。
   *[contact] 这个商机仍在推进，不需要重新启动。
}
refused-manager-only = 只有销售经理和管理员可以这样做，请联系他们。
done-lead-convert = “{ $title }”已转换，历史记录在客户下继续

# 线索池。
entity-pool = 线索池
entity-pools = 线索池
group-rules = 规则
pool-name = 名称
pool-waiting = 待领取
pool-oldest = 最早入池
pool-region = 仅限区域
pool-keeper = 池管理员
pool-per-day = 每人每天可领取
pool-cooling = 退回后几天内不可再领
lead-pool-since = 入池时间
lead-pool-before = 原线索池
lead-owner-since = 归属开始时间
lead-last-owner = 上任负责人
lead-claimed-at = 领取时间
command-lead-move = 移到线索池
done-lead-move = { $count ->
    [1] 已将“{ $title }”移到其他线索池
   *[other] 已将 { $count } 条线索移到其他线索池
}
refused-pool-region = “{ $pool }”仅限{ $region }的同事领取，请联系池管理员为您分配。
refused-pool-cooling = 您不久前把这条线索退回了“{ $pool }”，{ $day } 起可以再次领取。
refused-pool-limit = 您今天已从“{ $pool }”领取 { $limit } 条，已到上限，明天可以继续领取。
