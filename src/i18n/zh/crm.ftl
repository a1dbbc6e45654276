# 对象、字段、状态与操作。

# 菜单分组。
area-sell = 销售
area-customers = 客户
area-work = 工作

# 对象：单数，以及全部列表。
entity-lead = 线索
entity-leads = 线索
entity-customer = 客户
entity-customers = 客户
entity-contact = 联系人
entity-contacts = 联系人
entity-follow-up = 跟进记录
entity-follow-ups = 跟进记录
entity-task = 任务
entity-tasks = 任务
entity-member = 同事
entity-members = 同事
entity-contact-point = 联系方式
entity-contact-points = 联系方式
entity-org = 组织
entity-list-view = 已存视图
entity-list-views = 已存视图

# 详情页的字段分组。
group-basics = 基本信息
group-contact = 联系方式
group-state = 状态与意向
group-follow = 跟进
group-note = 备注
group-trace = 记录信息

# 多个对象共有的字段。
field-person-name = 姓名
field-title = 职务
field-phone = 电话
field-email = 邮箱
field-wechat = 微信
field-website = 网址
field-address = 地址
field-industry = 行业
field-region = 区域
field-source = 来源
field-priority = 优先级
field-status = 状态
field-owner = 负责人
field-next-contact = 下次联系
field-last-follow-up = 上次跟进
field-follow-ups = 跟进次数
field-due-state = 到期情况
field-about = 关联对象
field-tags = 标签
field-note = 备注
field-record-id = 记录编号
field-created-at = 创建时间
field-created-by = 创建人

# 线索。
lead-company = 公司
lead-campaign = 市场活动
lead-interests = 意向产品
lead-intent = 购买意向
lead-ability = 购买能力
lead-stage = 阶段
lead-invalid-reason = 无效原因
lead-revisit-on = 复访日期
lead-return-reason = 退回原因
lead-voided-from = 作废前阶段

choice-lead-unassigned = 未分配
choice-lead-pending = 待处理
choice-lead-following = 跟进中
choice-lead-invalid = 无效
choice-lead-converted = 已转换
choice-lead-voided = 已作废

choice-invalid-unreachable = 联系不上
choice-invalid-wrong-number = 号码错误
choice-invalid-no-need = 没有需求
choice-invalid-no-budget = 没有预算
choice-invalid-competitor = 已选竞品
choice-invalid-duplicate = 重复线索
choice-invalid-unfit = 非目标客户

choice-return-region = 区域不符
choice-return-industry = 行业不符
choice-return-capacity = 精力不足
choice-return-no-progress = 没有进展
choice-return-handover = 工作交接

# 客户。
customer-name = 客户名称
customer-short = 简称
customer-type = 客户类型
customer-level = 客户等级
customer-lines = 产品线
customer-size = 企业规模
customer-credit-code = 统一社会信用代码

choice-customer-end = 最终客户
choice-customer-channel = 渠道分销商
choice-customer-dealer = 经销商
choice-customer-retailer = 零售商
choice-customer-user = 用户
choice-customer-supplier = 供应商

choice-size-1 = 20 人以下
choice-size-2 = 20–99 人
choice-size-3 = 100–499 人
choice-size-4 = 500–1999 人
choice-size-5 = 2000 人以上

choice-level-a = A 级
choice-level-b = B 级
choice-level-c = C 级
choice-level-d = D 级

# 联系人。
contact-customer = 所属客户
contact-department = 部门
contact-decision-role = 决策角色
contact-temperature = 热度
contact-gender = 性别
contact-birthday = 生日
contact-linkedin = 领英
contact-newsletter = 订阅邮件
contact-background = 背景
contact-first-seen = 首次接触
contact-last-seen = 最近接触

choice-decision-decider = 决策者
choice-decision-approver = 审批者
choice-decision-influencer = 影响者
choice-decision-champion = 支持者
choice-decision-buyer = 采购
choice-decision-user = 使用者
choice-decision-gatekeeper = 把关者

choice-gender-female = 女
choice-gender-male = 男
choice-gender-other = 其他

choice-temperature-cold = 冷淡
choice-temperature-warm = 有兴趣
choice-temperature-hot = 意向强
choice-temperature-in-contract = 已签约

# 联系方式。
contact-point-kind = 类别
contact-point-label = 用途
contact-point-value = 内容
contact-point-primary = 首选

choice-point-phone = 电话
choice-point-email = 邮箱
choice-point-wechat = 微信
choice-point-im = 即时通讯
choice-point-address = 地址

choice-point-label-work = 工作
choice-point-label-mobile = 手机
choice-point-label-home = 住宅
choice-point-label-fax = 传真

# 跟进记录。
follow-up-method = 方式
follow-up-content = 跟进内容
follow-up-result = 结果
follow-up-at = 时间

choice-method-call = 电话
choice-method-email = 邮件
choice-method-visit = 上门
choice-method-sms = 短信
choice-method-wechat = 微信
choice-method-meeting = 会议

choice-result-interested = 有意向
choice-result-needs-quote = 需要报价
choice-result-appointment = 约好再谈
choice-result-neutral = 还在观望
choice-result-not-interested = 没有意向
choice-result-no-answer = 未接通

# 任务。
task-title = 任务
task-due = 截止日期
task-done-at = 完成时间

choice-task-todo = 待办
choice-task-doing = 进行中
choice-task-done = 已完成
choice-task-cancelled = 已取消

# 成员与组织。
member-role = 角色
member-since = 入职日期
member-active = 在职

choice-role-admin = 管理员
choice-role-manager = 销售经理
choice-role-clerk = 销售内勤
choice-role-rep = 销售

org-name = 组织名称
org-currency = 币种
org-zone = 时区
org-hub = 负责确认的内勤
org-lang = 主要语言
org-unused = 不使用的模块

list-view-name = 名称
list-view-list = 列表
list-view-address = 地址
list-view-first-for = 默认视图的使用者

choice-language-zh = 中文
choice-language-en = English

# 多个对象共用的选项。
choice-other = 其他

choice-source-web = 官网
choice-source-search = 搜索引擎
choice-source-referral = 客户推荐
choice-source-expo = 展会
choice-source-phone = 电话营销
choice-source-campaign = 市场活动
choice-source-social = 社交媒体
choice-source-email = 邮件
choice-source-ads = 广告投放
choice-source-visit = 上门陌拜
choice-source-partner = 合作伙伴

choice-industry-automation = 工业自动化
choice-industry-machinery = 机械装备
choice-industry-electronics = 电子与半导体
choice-industry-automotive = 汽车及零部件
choice-industry-energy = 能源电力
choice-industry-chemicals = 化工与材料
choice-industry-medical = 医疗健康
choice-industry-food = 食品饮料
choice-industry-textile = 纺织服装
choice-industry-packaging = 包装印刷
choice-industry-logistics = 物流仓储
choice-industry-construction = 建筑工程
choice-industry-retail = 批发零售
choice-industry-software = 软件与信息服务
choice-industry-finance = 金融
choice-industry-education = 教育科研
choice-industry-government = 政府与公共事业
choice-industry-services = 商务服务
choice-industry-agriculture = 农林牧渔

choice-priority-urgent = 紧急
choice-priority-high = 高
choice-priority-normal = 普通
choice-priority-low = 低

choice-due-overdue = 已逾期
choice-due-today = 今天到期
choice-due-soon = 7 天内
choice-due-later = 7 天后

# 操作名称，以及完成后的提示。$title 是第一条记录，$count 是条数。
command-assign = 分配
done-assign = { $count ->
    [1] 已分配“{ $title }”
   *[other] 已分配 { $count } 条记录
}
command-log = 记跟进
done-log = { $count ->
    [1] 已记下与“{ $title }”的跟进
   *[other] 已记下 { $count } 条跟进
}
command-lead-claim = 领取
done-lead-claim = { $count ->
    [1] 已领取“{ $title }”
   *[other] 已领取 { $count } 条线索
}
command-lead-return = 退回线索池
done-lead-return = { $count ->
    [1] 已将“{ $title }”退回线索池
   *[other] 已将 { $count } 条线索退回线索池
}
command-lead-park = 标为无效
done-lead-park = { $count ->
    [1] 已将“{ $title }”标为无效
   *[other] 已将 { $count } 条线索标为无效
}
command-lead-reopen = 重新跟进
done-lead-reopen = { $count ->
    [1] 已重新跟进“{ $title }”
   *[other] 已重新跟进 { $count } 条线索
}
command-lead-void = 作废
done-lead-void = { $count ->
    [1] 已作废“{ $title }”
   *[other] 已作废 { $count } 条线索
}
command-lead-restore = 恢复作废
done-lead-restore = { $count ->
    [1] 已恢复“{ $title }”
   *[other] 已恢复 { $count } 条线索
}
command-task-done = 标为完成
done-task-done = { $count ->
    [1] 已完成“{ $title }”
   *[other] 已完成 { $count } 项任务
}
command-task-start = 开始
done-task-start = { $count ->
    [1] 已开始“{ $title }”
   *[other] 已开始 { $count } 项任务
}
command-task-cancel = 取消任务
done-task-cancel = { $count ->
    [1] 已取消“{ $title }”
   *[other] 已取消 { $count } 项任务
}
command-task-reopen = 重新打开
done-task-reopen = { $count ->
    [1] 已重新打开“{ $title }”
   *[other] 已重新打开 { $count } 项任务
}
command-member-role = 更改角色
done-member-role = { $count ->
    [1] 已更改“{ $title }”的角色
   *[other] 已更改 { $count } 位同事的角色
}

# 为什么不能做，以及接下来怎么办。$field 是字段名称。
refused-required = 请填写“{ $field }”后再试。
refused-managed = “{ $field }”有规则约束，请用页面上方的操作来更改。
refused-computed = 该值由系统自动计算，不能直接修改。
refused-gone = 这条记录已被删除，请先恢复。
refused-too-long = 单条记录放不下：文本最多约 30 万汉字，标签 200 字，列表 1000 项。请缩短后再保存；已输入的内容还在。
refused-unknown = 这条记录来自更新的版本，请升级后再编辑。
refused-not-followed = 跟进只能记在线索、客户或联系人上。
refused-empty-follow-up = 请写下跟进内容，或选择一个结果。
refused-admin-only = 只有管理员可以这样做，请联系本工作区的管理员。
refused-last-admin = 工作区至少要有一位管理员，请先指定另一位。
refused-lead-holder = 这条线索由他人负责，请联系负责人或销售经理。
refused-lead-pool = 这条线索还没有负责人。请先领取，或联系主管、池管理员。
refused-lead-state = { $state ->
    [unassigned] 这条线索还没有负责人，请先分配或领取。
    [pending] 这条线索待处理，此操作不适用。
    [following] 这条线索正在跟进，此操作不适用。
    [invalid] 这条线索已标为无效，请先重新跟进。
    [converted] 这条线索已转换，请在对应的客户上继续。
   *[voided] 这条线索已作废，可由管理员恢复。
}
refused-task-closed = 这项任务已结束，请先重新打开。
refused-task-open = 这项任务本来就未结束。
refused-task-started = 这项任务已经开始。

# 填写的内容为什么不对。
invalid-number = 不是整数，例如 12
invalid-range = 数值过小或过大，不符合此处含义。
invalid-money = 不是金额，例如 12,500.50
invalid-date = 不是日期，例如 2026-11-22
invalid-choice = 不在可选项之内
invalid-email = 不是邮箱地址，例如 wang@example.com
invalid-phone = 不是电话号码，例如 138 0013 8000
invalid-url = 不是网址，例如 https://example.com
invalid-bool = 请填“是”或“否”
invalid-link = 找不到这条记录
