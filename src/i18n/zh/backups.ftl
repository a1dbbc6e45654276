# 备份：备份文件、可以回到的时刻、备份怎么用。

backups-title = 备份
backups-file = 备份文件
backups-last = 上次备份 { $when }，{ $n ->
    [0] 此后没有改动
   *[other] 此后改动 { $n } 次
}
backups-never = 还没有备份，{ $n ->
    [0] 也还没有改动
   *[other] 已改动 { $n } 次
}
backups-file-why = 全部数据和全部历史在一个文件里。请存到这台设备以外的地方。
backups-make = 保存备份文件
backups-points = 还原点
backups-points-why = 合并文件和导入表格之前自动设立，也可以自己设立。还原点只是一个时刻，不是副本：回到那里，就是替所有人撤销此后的改动，这一步本身也可以撤销。
backups-none = 还没有还原点
backups-none-why = 合并同事的文件或导入表格之前，会自动设立一个。要大改之前，也可以自己设一个。
backups-set = 设立还原点
backups-set-name = 名称（选填）
done-point = 已设立还原点
done-point-named = 已设立还原点：{ $name }
backups-back = 回到这里
backups-back-to = 回到这里：{ $when }
backups-since = 此后的 { $n } 次改动
backups-restore = 从文件恢复
backups-restore-here = 这里缺了数据或数据损坏：把备份文件合并进来。已有的都保留，缺的会补回来，不会撤销任何改动。
backups-restore-merge = 去共享与合并
backups-restore-new = 浏览器里的数据没了，或换了新设备：在首页打开备份文件，并选择你是谁。数据完全一样；这里成为一个新的安装，有自己的编号，与旧的互不冲突。
backups-restore-open = 打开备份文件
