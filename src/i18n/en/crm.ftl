# Entities, fields, states and commands.
