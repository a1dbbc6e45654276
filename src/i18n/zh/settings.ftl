# 首次使用、设置、隐私。

# 首次使用。
welcome-title = 客户，记在自己的账上。
welcome-lead = 线索、客户、跟进、任务，都存在这个浏览器里。不用注册，没有服务器。同事之间，发个文件就能合并。
welcome-ways = 从哪里开始？
welcome-demo = 先看演示数据
welcome-demo-why = 300 多条互相关联的记录，一键可清除
welcome-empty = 从空白开始
welcome-empty-why = 给自己和团队开一本新账
welcome-file = 打开文件
welcome-file-why = 同事发来的 .cove.json，或一份备份
welcome-who = 你是谁？
welcome-who-why = 你的名字会署在改动上，同事合并时才分得清。
welcome-name-missing = 请写下同事熟悉的名字。
welcome-company = 公司或团队
welcome-optional = 可不填
welcome-open-demo = 打开演示
welcome-start = 开始
welcome-choose-file = 选择文件
welcome-join = 打开
welcome-one-file = 请先打开其中一个文件；其余的，进去后在「共享与合并」里一次放入。
welcome-opened = 「{ $name }」，{ $count } 条记录。
welcome-which = 你是其中哪一位？
welcome-somebody-new = 我是新同事
welcome-private = 除非你导出，数据不会离开这台设备。
welcome-how = 怎么做到的
welcome-how-text = 整个应用只是一组静态文件。你录入的内容只写进本机浏览器自己的数据库。请不时备份成文件：清除浏览器的网站数据，它也会一并删除。

# 设置。
settings-title = 设置
settings-look = 语言与外观
settings-me = 我是谁
settings-work-as = 当前身份
settings-work-as-why = 你的改动会署上这个名字。
settings-workspaces = 本浏览器里的空间
settings-workspaces-why = 每个空间都有独立的数据库，清除其中一个，不影响其他。
settings-practice = 建立练习副本
settings-practice-why = 练习副本是另一个空间，记录相同，供人试用，改动不会回到原来的空间。
settings-practice-name = { $name }（练习）
settings-unnamed = 未命名的空间
settings-open-here = 使用中
settings-switch = 打开
settings-another = 新建或打开另一个空间
settings-erase = 清除
settings-erase-named = 清除「{ $name }」
settings-erase-why = 它的全部数据将从本浏览器彻底删除，无法撤销；只有事先导出的文件能找回。
settings-erase-type = 输入「{ $name }」以确认
settings-erase-wrong = 名称不符，请照原样输入。
settings-erase-now = 彻底清除
settings-activity = 本次的操作
settings-activity-none = 还没有操作。
settings-about = 关于
settings-version = 版本 { $version }

# 隐私。
privacy-title = 隐私
privacy-where = 数据在哪里
privacy-where-text = 在这台设备上、这个浏览器的数据库里。没有账号，也没有服务器：网站的运营者只提供页面，看不到你录入的任何内容。
privacy-nobody = 页面会联系谁
privacy-nobody-text = 不联系任何其他主机：没有统计，没有外部字体和地图，没有 Cookie。记录和搜索词都在网址的 # 之后，浏览器不会把它们发出去。
privacy-files = 导出的文件
privacy-files-text = 只有你亲手导出，文件才会离开。谁有文件，谁就有里面的数据，请像对待客户名单一样发送它。
privacy-roles = 角色的作用
privacy-roles-text = 管理员、经理、内勤、销售用来安排工作，决定按钮能不能点。它们不是安全措施：拿到空间或文件的人，可以看到全部内容。
privacy-erase = 怎样清除
privacy-erase-text = 在「设置」里可以把某个空间从本浏览器彻底清除；在浏览器里清除本站数据，则会清除全部空间。已经发出去的文件，仍在收到的人手里。
