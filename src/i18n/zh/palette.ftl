# 命令面板：一个输入框，查所有记录，执行所有命令。

palette-title = 搜索或执行命令
palette-open = 搜索，或输入命令
palette-placeholder = 姓名、电话、拼音或命令…
palette-recent = 最近打开
palette-likely = 常用命令
palette-commands = 命令
palette-on = 对「{ $subject }」
palette-digits = 请输入电话或编号中的几位数字。
palette-none = 没有与「{ $words }」相符的内容。{ $scoped ->
    [yes] 删去开头的符号即可搜索全部。
   *[no] 汉字、拼音、首字母和英文都可以。
}

# 底部提示：按键的作用，开头符号的范围。
palette-key-choose = 选择
palette-key-open = 打开
palette-key-tab = 新标签页
palette-for-commands = 命令
palette-for-people = 人
palette-for-numbers = 号码
