"""A page to look at and a JSON API, both over one index. Needs the extra `newsfind[web]`."""
