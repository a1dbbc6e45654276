# 出错原因与下一步。

file-too-large = 文件超过 1 GiB。请对方只导出增量。
file-inflated = 文件解压后超过 1 GiB，没有打开。请对方重新发送。
file-ratio = 文件解压后大得不正常，没有打开。请对方重新发送。
file-gzip = 压缩文件已损坏或不完整。请对方重新发送。
file-encoding = 这不是 Cove 文件：文字不是 UTF-8。请选择以 .cove.json 结尾的文件。
file-json = 内容不是 JSON，或者不完整。请对方重新发送文件。
file-duplicate-key = 文件里同一个名称出现两次，不可信。请对方重新导出。
file-number = 文件里有 Cove 不允许的数字。请对方重新导出。
file-depth = 文件嵌套过深。请对方重新导出。
file-string = 文件里有超过 1 MiB 的文字。请对方重新导出。
file-format = 这是 JSON，但不是 Cove 文件。请选择以 .cove.json 结尾的文件。
file-newer = 文件来自更新版本的 Cove。刷新页面升级后再打开。
file-hash = 文件在传送途中损坏或被改过。请对方重新发送。
file-envelope = 文件缺少必要的信息。请对方重新导出。
file-change = 文件里有无法读取的改动。请对方重新导出。
file-part = 文件里有无法读取的部分。请对方重新导出。
file-chain = 文件里的改动前后接不上。请对方重新导出。
file-limit = 文件内容超出上限。请对方只导出增量。
file-workspace = 这个文件属于另一个工作区，没有混入当前数据。可以在「设置」里切换到那个工作区，或者另外打开这个文件。
file-sealed = 文件加了密码。请向发送文件的人询问密码。
file-sealed-header = 加密文件的开头已损坏。请对方重新发送。
file-cannot-open = 密码不对，或者文件已损坏。
file-io = 读不到这个文件。请先存到本机，再选择一次。

store-moved = 另一个标签页同时写入了数据，请再试一次。
store-full = 没有保存：磁盘已满。请腾出空间，或先导出备份；填写的内容还在。
store-lost = 浏览器断开了数据库，这次可能没有保存。请刷新页面确认，填写的内容已存为草稿。
store-slow = 没有保存：浏览器半分钟没有回应，可能有别的标签页正在导入。请再试一次，填写的内容还在。
store-blocked = 另一个标签页占用着数据。请关闭其他 Cove 标签页后再试。
store-closed = 另一个标签页正在升级或清除数据，请刷新页面。
store-missing = 浏览器不允许在这里保存数据。请退出无痕模式，或允许本站存储，然后刷新。
store-newer = 数据由更新的版本写入。请刷新页面升级；数据没有改动。
store-corrupt = 有些数据读不出来。请先导出现有数据，再打开最近的备份。
store-aborted = 没有保存：浏览器中止了写入。请再试一次，填写的内容还在。

worker-failed = 负责读写文件的部分没能加载，或者中途停止了。数据没有改动。请检查网络，刷新页面后再试。
