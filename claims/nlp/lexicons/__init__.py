"""Words and what they mean, as tables: extend a table to extend what is read."""
