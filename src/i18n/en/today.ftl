# The page of the day and the first run.
