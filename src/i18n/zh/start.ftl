# wasm 运行之前：静态外壳，以及无法启动的原因。

app-description = 一个静态文件夹里的 CRM：数据留在本浏览器，用可合并的文件共享。
start-opening = 正在打开…

failure-title = { -brand }无法启动
failure-start = 页面没有运行起来。若是直接双击文件打开的，请把文件夹放到网页服务器上（可用 make run）再访问；否则请刷新页面，仍不行时，多半是扩展程序或服务器拦截了脚本。
failure-file = 页面是作为本地文件打开的，浏览器此时不提供数据库。请把文件夹放到任意网页服务器上，或运行 make run，再从那里打开。之前保存的数据不受影响。
failure-browser = 当前浏览器缺少所需功能（WebAssembly 或较新的 CSS），或已被关闭。请更新浏览器，或改用新版 Chrome、Edge、Firefox、Safari。
failure-storage = 浏览器没有给页面提供数据库（IndexedDB），数据将无法保存。请退出无痕模式，或允许本站存储数据，然后刷新。
failure-framed = 为防止点击被人冒用，{ -brand }不在其他网页的框架中运行。请在单独的窗口中打开。
failure-load = 页面的某个部分未能下载，或与发布的内容不一致。请检查网络后刷新；若仍如此，需要网站管理者重新发布文件夹。您的数据不受影响。
failure-policy = 服务器发送了更严格的内容安全策略，或浏览器扩展拦截了页面的某个部分。网站管理者需要按 _headers 文件发送策略，或不发送（页面自带）。您的数据不受影响。
failure-save = 保存原始数据
failure-script = { -brand }需要 JavaScript，请为本站启用后刷新。

# 带着自己新增的记录离开演示。
leave-title = 保留你新增的记录？
leave-why = 你新增的 { $n } 条记录可以放进你自己的空间继续使用，联系方式和彼此的关联都会保留。
leave-left = 另有 { $n } 条依附于演示里的记录，无法带走：
leave-left-one = 「{ $title }」属于「{ $of }」
leave-left-more = 还有 { $n } 条
leave-keep = 保留 { $n } 条记录
leave-erase = 不保留，直接清除
leave-erase-after = 之后清除演示
leave-done = 你的 { $n } 条记录已放进自己的空间
