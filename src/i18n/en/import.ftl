# Importing tables.
