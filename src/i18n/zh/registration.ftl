# 报备。
entity-registration = 报备
entity-registrations = 报备与申诉
group-protection = 保护
group-review = 审核
registration-name = 公司名称
registration-class = 类别
registration-subject = 报备对象
registration-project = 项目
registration-need = 需求
registration-amount = 预计金额
registration-evidence = 依据
registration-left = 剩余天数
registration-near = 报备提醒
registration-submitted = 提交时间
registration-from = 保护开始
registration-to = 保护截止
registration-extended = 已延期次数
registration-releases = 到期回公海
registration-released = 释放时间
registration-verdict = 判重结果
registration-score = 相似度
registration-hit = 疑似与其重复
registration-rival = 更早的报备
registration-appeal = 申诉理由
registration-appealed = 申诉时间
registration-decide-by = 裁定期限
registration-decision = 裁定说明
registration-decided-by = 裁定人
registration-decided = 裁定时间
registration-stage = 阶段
registration-instead = 换下哪个报备
choice-registration-draft = 草稿
choice-registration-suspected = 疑似重复
choice-registration-appealing = 申诉中
choice-registration-protected = 保护中
choice-registration-shared = 共享
choice-registration-won = 已成交
choice-registration-rejected = 已驳回
choice-registration-expired = 已过期
choice-registration-released = 已释放
choice-subject-customer = 客户
choice-subject-project = 项目
choice-class-a = A 类 · 关键人有意向
choice-class-b = B 类 · 有采购计划
choice-class-c = C 类 · 可能有计划
choice-class-d = D 类 · 行业标杆，暂未采购
choice-near-review = 等待审核
choice-near-soon = 一周内到期
choice-near-late = 申诉超期
choice-verdict-pass = 未发现重复
choice-verdict-suspected = 疑似已有同事跟进
choice-verdict-blocked = 已有同事在跟进
choice-cause-registration = 报备到期
command-registration-submit = 提交报备
done-registration-submit = “{ $title }”已提交并判重
command-registration-swap = 换下一个并提交
done-registration-swap = “{ $title }”已提交，另一个已释放
command-registration-approve = 通过
done-registration-approve = “{ $title }”已通过，进入保护期
command-registration-share = 共享
done-registration-share = “{ $title }”改为双方协作
command-registration-reject = 驳回
done-registration-reject = “{ $title }”已驳回
command-registration-appeal = 申诉
done-registration-appeal = “{ $title }”的申诉已提交
command-registration-extend = 延期
done-registration-extend = “{ $title }”的保护期已延长
command-registration-release = 释放
done-registration-release = “{ $title }”已释放
refused-registration-state = { $state ->
    [draft] 这还是草稿，请先提交。
    [protected] 这个报备已在保护中。
    [rejected] 这个报备已被驳回，报备人可以申诉。
    [expired] 保护期已过，可以重新提交。
    [released] 这个报备已释放，可以重新提交。
    [won] 这里已成交，此操作不适用。
    [shared] 这个报备已改为共享，此操作不适用。
   *[suspected] 正在等待主管审核。
}
refused-registration-holder = 这是同事的报备，请联系同事或主管。
refused-registration-asked = 提交前请填写“{ $field }”。
refused-registration-cooling = 您之前报备过，{ $day } 起可以再次报备。
refused-registration-quota = 同时最多保护 { $quota } 个。请先释放一个，或换下一个再提交。
refused-registration-swap = 请选择一个您自己的、正在保护中的报备。
refused-registration-extended = 保护期已延长 { $n } 次，已到上限。
refused-registration-share = 这里没有可以共享的客户，请通过或驳回。

# 报备模板。
entity-registration-template = 报备模板
entity-registration-templates = 报备模板
group-terms = 期限与数量
group-asked = 必填
group-matched = 判重
template-name = 名称
template-days-a = A 类保护天数
template-days-b = B 类保护天数
template-days-c = C 类保护天数
template-days-d = D 类保护天数
template-extensions = 可延期次数
template-extend-days = 每次延期天数
template-quota = 每人同时保护数
template-cooling = 几天后可再报
template-appeal-days = 申诉裁定天数
template-keeps = 到期后仍归原负责人
template-ignores-name = 名称不参与判重
template-ignores-phone = 电话不参与判重
template-ignores-site = 网址不参与判重

# 协作人。
entity-collaborator = 协作人
entity-collaborators = 协作人
collaborator-level = 权限
collaborator-until = 截止日期
choice-collaborator-edit = 可编辑
choice-collaborator-read = 只读

# 撞单与裁定。
customer-clash = 撞单
customer-came-by = 取得方式
choice-came-own = 自行开发
choice-came-claimed = 公海领取
choice-came-registered = 报备
choice-clash-poaching = 同事也在跟进
choice-clash-double = 同事也有商机
command-customer-case = 提请裁定
done-customer-case = { $count ->
    [1] 已就“{ $title }”提请裁定
   *[other] 已提请 { $count } 项裁定
}
refused-no-clash = 没有其他同事在跟进，不需要裁定。
entity-case = 裁定
entity-cases = 撞单裁定
case-member = 相关同事
case-kind = 类型
case-story = 经过
case-opened = 提请时间
case-verdict = 裁定
choice-case-open = 待裁定
choice-case-decided = 已裁定
choice-case-stays = 客户归属不变
choice-case-both = 双方协作
choice-case-over = 客户转给对方
command-case-decide = 裁定
done-case-decide = “{ $title }”已裁定
refused-case-decided = 这一项已经裁定。
report-holding = 客户持有
report-holding-asks = 谁持有多少客户，是否都有人跟进？
report-coverage = 覆盖率
report-outcome = 报备结果
report-outcome-asks = 多少报备通过，结果如何？

# Both sides of what people disagree about.
sides-title = 双方对照
sides-did = 已做的工作
sides-nothing = 没有记录
sides-more = 另有 { $n } 项
