# 商机的判断：核验、决策链、投入产出。

group-check = 机会核验
opportunity-check = 结论
opportunity-scale = 需求规模
opportunity-scale-note = 规模依据
opportunity-timing = 时间
opportunity-timing-note = 时间依据
opportunity-fit = 产品适当性
opportunity-fit-note = 适当性依据
opportunity-deciders = 决策者
choice-scale-trial = 试用
choice-scale-one = 单点采购
choice-scale-several = 多点采购
choice-scale-whole = 全公司
choice-timing-now = 一个月内
choice-timing-quarter = 三个月内
choice-timing-year = 一年内
choice-timing-open = 还没有时间
choice-fit-full = 完全满足
choice-fit-partly = 部分满足
choice-fit-poor = 不满足
choice-check-sound = 可靠
choice-check-unclear = 尚未问清
choice-check-doubtful = 存疑
choice-deciders-missing = 还没有找到
choice-deciders-not-for-us = 无人支持我们
choice-deciders-for-us = 支持我们

# 谁有发言权。
entity-stakeholder = 关键人
entity-stakeholders = 关键人
stakeholder-role = 决策角色
stakeholder-influence = 影响力
stakeholder-stance = 态度
stakeholder-budget = 预算权限
choice-stance-for = 支持我们
choice-stance-neutral = 中立
choice-stance-against = 反对我们
choice-stance-unknown = 未知
choice-authority-none = 无预算权限
choice-authority-asks = 可申请预算
choice-authority-own = 部门预算内
choice-authority-all = 最终审批

# 投入回报。
follow-up-minutes = 用时（分钟）
follow-up-outcome = 商机结果
follow-up-earned = 赢单分摊
report-return = 投入回报
report-return-asks = 电话、拜访等跟进带来了多少，按方式、人员、来源比较
report-for-won = 为赢单跟进
report-for-won-rate = 赢单跟进占比
report-earned = 带来金额
report-earned-each = 每次跟进
report-earned-hour = 每小时（已记时）
