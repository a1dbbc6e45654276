# 商机与转换。

entity-opportunity = 商机
entity-opportunities = 商机
opportunity-name = 商机名称
opportunity-amount = 金额
opportunity-close-on = 预计成交日期
opportunity-stage = 阶段
opportunity-since = 进入阶段时间
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

# 线索池与公海。
entity-pool = 池
entity-pools = 线索池与公海
group-rules = 规则
pool-name = 名称
pool-waiting = 待领取
pool-oldest = 最早入池
pool-region = 仅限区域
pool-lines = 产品线
pool-keeper = 池管理员
pool-per-day = 每人每天可领取
pool-cooling = 前负责人几天内不可再领
lead-pool-since = 入池时间
lead-pool-before = 原线索池
lead-worked-since = 开始跟进时间
lead-owner-since = 归属开始时间
lead-last-owner = 上任负责人
lead-claimed-at = 领取时间
command-lead-move = 移到线索池
done-lead-move = { $count ->
    [1] 已将“{ $title }”移到其他线索池
   *[other] 已将 { $count } 条线索移到其他线索池
}
entity-pool-member = 池成员
entity-pool-members = 池成员
refused-pool-member = “{ $pool }”只对成员开放，请联系池管理员把您加为成员，或为您分配。
refused-pool-region = “{ $pool }”仅限{ $region }的同事领取，请联系池管理员为您分配。
refused-pool-cooling = 您是前负责人，它不久前才进入“{ $pool }”，{ $day } 起可以再次领取。
refused-pool-limit = 您今天已从“{ $pool }”领取 { $limit } 个，已到上限，明天可以继续领取。

# 线索评分与资格认证。
group-qualify = 评估
lead-score = 评分
lead-advice = 建议
lead-qualified = 资格认证
lead-budget-known = 预算已确认
lead-decider-known = 决策人已明确
lead-need-known = 需求已确认
lead-timing-known = 时间已确认
lead-evidence = 依据
score-recent = 近期有跟进
score-known = 信息完整度
choice-qualified-yes = 合格
choice-qualified-no = 不合格
choice-advice-convert = 建议转换
choice-advice-continue = 继续跟进
choice-advice-park = 建议搁置

# 分配规则。
entity-assign-rule = 分配规则
entity-assign-rules = 分配规则
group-when = 条件
group-whom = 分给谁
assign-name = 名称
assign-position = 顺序
assign-active = 启用
assign-region = 区域包含
assign-interest = 意向产品包含
assign-least = 评分不低于
assign-person = 固定分给
assign-queue = 放入团队的线索池，由成员领取
assign-team = 分给该区域的业务员
assign-way = 分配方式
assign-most = 手上线索少于几条才分
choice-assign-turns = 轮流
choice-assign-load = 给手上最少的
lead-assigned-by = 按规则分配
member-away-until = 休假至

# 按规则分配。
assign-lead = 无人负责的线索，以及会分给谁
assign-rules = 规则
assign-new = 新建规则
assign-go = 分配 { $n } 条线索
assign-plan = 现在执行的结果
assign-nobody-waits = 没有等待分配的线索。
assign-verdict = { $all } 条待分配线索中将分配 { $n } 条。您确认之前不会写入任何内容。
assign-no-rules = 还没有规则
assign-no-rules-why = 规则决定哪些线索分给谁：按线索池、区域、行业、来源、意向产品或评分，分给某个人，或在团队中轮流。
assign-any = 所有线索
assign-everybody = 全体业务员轮流
assign-count = { $n } 条
assign-what = 线索
assign-who = 将分给
assign-why = 依据规则
assign-overruled = 另有 { $n } 条规则也符合，排在其后
assign-more = 还有 { $n } 条
assign-left-no-rule = { $n } 条线索不符合任何规则，留在原处。
assign-left-queued = 有 { $n } 条线索在“{ $pool }”里等待领取。
assign-untouched = 连同负责人 7 天没有跟进的线索
assign-left-nobody = { $n } 条线索符合“{ $rule }”，但该规则下没有在岗且有余量的人，留在原处。
done-assign-rules = 已按规则分配线索

# 久未跟进的线索。
lead-untouched = 未跟进天数
lead-care = 未跟进提醒
choice-care-remind = 3 天：提醒负责人
choice-care-manager = 5 天：告知主管
choice-care-reassign = 7 天：改派他人

# 打电话前的简报和话术。
brief-title = 通话前看一眼
brief-last = 上次沟通
brief-promised = 答应过的事
brief-ask = 还没问
brief-nothing = 还没有任何记录，这是第一次沟通。
brief-write = 为这类电话写一份话术
entity-script = 话术
entity-scripts = 话术
script-name = 名称
script-stage = 适用线索状态
script-interest = 感兴趣的产品
script-text = 怎么说
group-prefer = 偏好
prefer-channel = 喜欢的联系方式
prefer-time = 方便的时间
prefer-topics = 爱聊的话题
prefer-taboos = 忌讳

# 线索怎样评估：组织的设置。
group-score = 线索评估：分值
org-convert-at = 建议转换的最低分
org-park-below = 建议搁置的分数线
org-qualify-bar = 至少要有几项为“是”
settings-org = 名称、币种与线索评估方式
