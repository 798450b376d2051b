"""What condensing, merging and verifying share: sentences, words, embeddings, names, numbers, dates."""
