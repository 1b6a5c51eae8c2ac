"""`python -m training.entities DATA` makes the tables of the built-in tagger; see NOTICE for what DATA holds."""
