# Sharing by files: export, preview, conflicts.
