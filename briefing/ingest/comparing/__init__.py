"""What can only be told from all articles of a folder: dates, versions, copies, origins, and what is off topic."""
