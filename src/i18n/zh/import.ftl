# 导入表格。

# 文件为什么不能作为表格导入，以及怎么办。$row 是电子表格中的行号。
table-too-big = 文件超过 64 MB，请拆成几个文件分别导入。
table-too-many-rows = 表格超过 20 万行，请拆成几个文件分别导入。
table-too-many-columns = 第 { $row } 行超过 1000 列，请删去不需要的列后重新保存。
table-cell-too-long = 第 { $row } 行有单元格超过 1 MB，请缩短后重新保存。
table-empty = 文件是空的，请选择带表头且至少有一行数据的文件。
table-no-rows = 文件只有表头，没有数据行，请选择至少有一行数据的文件。
table-not-text = 这不是文本表格，请在电子表格软件中另存为 CSV 后再选择。
table-workbook = 这个工作簿是旧格式或设有密码，请去掉密码、另存为 XLSX 或 CSV 后再选择。
table-damaged = 这个文件不能作为工作簿读取，请在电子表格软件中打开，另存为 XLSX 或 CSV 后再选择。
table-not-for-workbook = 有文字或列表太长，Excel 工作簿放不下，请导出为 CSV。
table-json = 这是 JSON 文件。如果是同事发来的，请到“共享”页打开。
table-encoding = 有些字符无法识别，请在上方换一种编码，或将文件另存为 CSV UTF-8。
table-open-quote = 第 { $row } 行的引号没有配对，请改正后重新保存。

# 某一行有什么问题。
table-row-required = 此项必填
table-row-ragged = 单元格数与表头不一致
table-row-tag = 标签超过 200 个字
table-row-no-record = 没有叫这个名称的记录，该行照常导入，此项留空
table-row-unknown = 没有叫这个名字的，按选择跳过该行
table-row-ambiguous = 有多个同名，取其中第一个
table-row-no-member = 没有叫这个名字的同事，将由本次导入指定的负责人接手

# 跳过的行导出成的文件，以及其中最后几列的表头。
table-errors = 跳过的行
table-error-row = 行号
table-error-reason = 原因

import-title = 导入表格
import-drop = 把 CSV 文件拖到这里
import-drop-kinds = CSV 或 TSV，编码不限，可一次多个；确认之前不会写入
import-choose = 选择文件
import-paste = 或从电子表格粘贴
import-paste-label = 数据行，第一行为表头
import-paste-read = 读取粘贴的内容
import-pasted = 粘贴的内容
import-as = 导入为
import-encoding = 编码
import-encoding-auto = 自动识别：{ $name }
import-owner = 负责人
import-owner-me = 我
import-owner-nobody = 暂不分配
import-unreadable = 单元格无法识别时
import-unreadable-row = 跳过整行
import-unreadable-blank = 该格留空
import-keep-duplicates = 已有的也导入
import-columns = 各列的含义
import-column = 列
import-column-n = 第 { $n } 列
import-samples = 示例
import-means = 对应字段
import-meaning-of = 「{ $column }」的含义
import-nothing = – 不导入 –
import-given-name = 名
import-family-name = 姓
import-lacks = 没有哪一列对应：{ $fields }。请在上面选择，否则所有行都会跳过。
import-check = 预检结果
import-rows = 总行数
import-new = 新增
import-companies = 新公司
import-duplicates = 已有
import-wrong = 跳过
import-problems = { $n } 种情况需要看看
import-rows-named = { $n ->
   *[other] 第 { $rows } 行
}
import-rows-more = 第 { $rows } … 行，共 { $n } 行
import-size = { $rows } 行 · { $columns } 列
import-waiting = 后面还有 { $n } 个文件
import-other = 换一个文件
import-discard = 放弃
import-write = 导入 { $n } 行
import-writing = 正在写入第 { $done } 步，共 { $of } 步
import-none = 没有可导入的行
import-none-why = 所有行都已存在或被跳过。请在上面更改列的含义或选项。
import-undoable = 导入后可以整批撤销
import-earlier = 我导入过的表格
import-show = 查看
import-undo = 撤销导入
done-import = 已导入 { $n } 行
done-import-undo = 已撤销导入，删去 { $n } 条记录
