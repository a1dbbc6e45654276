# The frame around every page: product name, navigation, language and theme.

-brand = Cove CRM

app-name = { -brand }
language-name = English
