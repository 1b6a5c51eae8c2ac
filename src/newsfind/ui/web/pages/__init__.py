"""The pages that people look at, a module each."""
