"""What each page of a block shows: plain values for its templates and documents, put together from rules and rows."""
