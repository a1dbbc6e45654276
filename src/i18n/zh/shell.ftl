# 页面框架：产品名、导航、语言与主题。

-brand = 小湾 CRM

app-name = { -brand }
language-name = 中文
