# 线索采集：剪贴板文字、采集表单及其答复、其他系统的导出文件。

nav-capture = 线索采集
capture-about = 剪贴板、名片、聊天记录或网站表单，都可以变成线索
capture-paste = 从剪贴板
capture-text = 粘贴名片、聊天记录、邮件签名、vCard 或工商信息
capture-hint = 识别结果会逐项显示在这里，确认之前不会写入。识别不了的内容会放进备注，不会丢失。
capture-found = { $n ->
    [0] 没有识别出字段，全部放进备注。
   *[other] 识别出 { $n } 项。
}
capture-as = 建为
capture-go = 继续填写
capture-answers = 这段文字里有表单答复。
capture-answers-go = 预检并导入
capture-answers-how = 答复会以邮件、代码或文件的形式回来。把带代码的邮件或聊天记录粘贴到本页即可，可一次多条。
capture-answers-files = 导入保存的答复文件
capture-new-form = 新建表单
capture-forms-why = 表单是一个独立的网页文件，放到自己的网站上即可，不需要服务器。访客用邮件、代码或文件把答复发给你。
capture-no-forms = 还没有表单
capture-no-forms-why = 选好问题、活动和线索池，再保存网页，放到网站上。
capture-save-page = 保存网页“{ $title }”

entity-lead-form = 采集表单
entity-lead-forms = 采集表单
lead-form-name = 网页标题
lead-form-mail = 答复发送到（邮箱）
lead-form-language = 网页语言
lead-form-intro = 问题上方的说明
lead-form-note = 留言
lead-form-thanks = 致谢语
lead-form-consent = 同意条款
lead-form-ask-company = 询问公司
lead-form-ask-title = 询问职务
lead-form-ask-phone = 询问电话
lead-form-ask-email = 询问邮箱
lead-form-ask-wechat = 询问微信
lead-form-ask-industry = 询问行业
lead-form-ask-region = 询问区域
lead-form-ask-interests = 询问意向产品
lead-form-ask-note = 询问留言
lead-answer = 表单答复
group-questions = 问题
group-words = 文字
choice-form-en = 英文
choice-form-zh = 中文

# 表单网页上的文字，放在别人的网站上。
form-page-required-mark = 带 * 的为必填。
form-page-send = 提交
form-page-thanks = 谢谢！请把答复发给我们。
form-page-how-mail = 还差一步：发送准备好的邮件。如果这里没有邮件程序，请复制代码或保存文件后发给我们。
form-page-how-code = 还差一步：复制代码或保存文件，用聊天软件或邮件发给我们。
form-page-mail = 用邮件发送
form-page-copy = 复制代码
form-page-save = 保存为文件
form-page-code = 你的答复（代码）
form-page-again = 再填一份
form-page-errors = 请检查标出的问题。
form-page-required = 请填写此项。
form-page-email = 邮箱格式不对。
form-page-phone = 电话号码格式不对。
form-page-one = 请至少留下一种联系方式。
form-page-agree = 请先勾选同意。
form-page-copied = 代码已复制。
form-page-copy-by-hand = 请手动选中并复制下面的代码。
form-page-mail-body = 我的表单答复在下面的代码里，请保持原样。

answers-left = 有 { $n } 条答复不能导入：
answers-torn = 第 { $n } 条不完整：{ $what }… 请对方重发，或把代码复制完整。
answers-foreign = 第 { $n } 条（{ $what }）的表单不在本工作区。请先合并创建该表单的同事的文件。
table-answers-none = { $row } 条答复都不能导入：代码不完整，或表单不在本工作区。请把代码复制完整，或先合并创建该表单的同事的文件。

import-program = 来自{ $program }
program-atomic = Atomic CRM
program-twenty = Twenty
program-espo = EspoCRM
program-cordys = Cordys CRM
program-wukong = 悟空 CRM
program-answers = 采集表单
