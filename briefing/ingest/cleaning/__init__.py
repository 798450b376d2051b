"""Page -> body: what of a page is the article, and what its furniture says of author, paper and day."""
