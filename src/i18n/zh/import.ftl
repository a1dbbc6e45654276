# 导入表格。

# 文件为什么不能作为表格导入，以及怎么办。$row 是电子表格中的行号。
table-too-big = 文件超过 64 MB，请拆成几个文件分别导入。
table-too-many-rows = 表格超过 20 万行，请拆成几个文件分别导入。
table-too-many-columns = 第 { $row } 行超过 1000 列，请删去不需要的列后重新保存。
table-cell-too-long = 第 { $row } 行有单元格超过 1 MB，请缩短后重新保存。
table-empty = 文件是空的，请选择带表头且至少有一行数据的文件。
table-no-rows = 文件只有表头，没有数据行，请选择至少有一行数据的文件。
table-not-text = 这不是文本表格，请在电子表格软件中另存为 CSV 后再选择。
table-workbook = 这是电子表格工作簿，请在电子表格软件中另存为 CSV 后再选择。
table-json = 这是 JSON 文件。如果是同事发来的，请到“共享”页打开。
table-encoding = 有些字符无法识别，请在上方换一种编码，或将文件另存为 CSV UTF-8。
table-open-quote = 第 { $row } 行的引号没有配对，请改正后重新保存。

# 某一行有什么问题。
table-row-required = 此项必填
table-row-ragged = 单元格数与表头不一致
table-row-tag = 标签超过 200 个字
table-row-no-member = 没有这位成员，将由本次导入指定的负责人接手
