# 快捷键：帮助面板与设置。

shortcut-title = 键盘快捷键
shortcut-scope-everywhere = 任何页面
shortcut-scope-list = 列表中
shortcut-scope-record = 记录页
shortcut-scope-deed = 当前记录或列表中选中的行
shortcut-scope-dispute = 处理冲突时
shortcut-scope-writing = 填写时
shortcut-scope-palette = 搜索框中

shortcut-help = 显示本页快捷键
shortcut-search = 搜索或执行命令
shortcut-close = 关闭，或放弃对字段的修改
shortcut-go = 前往{ $place }
shortcut-down = 下一行
shortcut-up = 上一行
shortcut-open = 打开该行
shortcut-peek = 在侧边速览该行
shortcut-select = 选中该行
shortcut-extend = 逐行连续选中
shortcut-select-all = 选中全部行
shortcut-edit-cell = 编辑单元格
shortcut-copy = 复制行或单元格
shortcut-paste = 粘贴表格内容
shortcut-tag = 给所选行加标签
shortcut-tab-before = 上一个标签
shortcut-tab-after = 下一个标签
shortcut-edit = 编辑
shortcut-past = 字段或记录的历史
shortcut-answer-1 = 选第一个值
shortcut-answer-2 = 选第二个值
shortcut-answer-3 = 选第三个值
shortcut-answer-4 = 选第四个值
shortcut-settle = 按所选的值解决
shortcut-submit = 保存
shortcut-language = 切换到英文 · Switch to English
shortcut-letters-turn = 开启或关闭单字母快捷键
shortcut-theme = 外观：{ $theme }
shortcut-face = 显示为：{ $face }
shortcut-density = 行高：{ $density }
shortcut-export = 导出：{ $form }
shortcut-aside = 在新标签页打开
shortcut-or = 或
shortcut-then = 再按

# 面板。
shortcut-hint = 此刻在本页可用的按键。
shortcut-to-settings = 更改或关闭按键
shortcut-off = 已关闭

# 设置。
shortcut-letters = 单字母快捷键
shortcut-letters-why = 若语音输入或误触字母键会引发操作，可在此全部关闭。带 { $mod } 的快捷键始终有效。
shortcut-single = 逐个设置
shortcut-change = 更改按键
shortcut-change-named = 更改按键：{ $label }
shortcut-switch = 快捷键「{ $label }」
shortcut-reset = 全部恢复默认
done-letters-on = 单字母快捷键已开启
done-letters-off = 单字母快捷键已关闭
done-shortcut-reset = 快捷键已恢复默认
done-shortcut-give = 「{ $label }」的按键已改为 { $keys }
shortcut-press = 新的按键
shortcut-press-why = 按一个字母、数字或符号，也可以先后按两个。按 Backspace 重来，按 Enter 保存。
shortcut-none = 请先按下按键。
shortcut-unfit = 请用一个字母、数字或符号，先后两个也行，或与 { $mod } 组合。
shortcut-reserved = 这组按键由浏览器占用，请换一组。
shortcut-taken = 「{ $label }」已使用这组按键，或以它开头，请换一组，或先改掉它的。
