# Lists: columns, filters, footer.
