"""Answers on paper and in spreadsheets. Document libraries are imported inside the function that needs them."""
