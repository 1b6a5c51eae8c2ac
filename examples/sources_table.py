"""How often each source writes about something, year by year, as a CSV table on stdout.

python examples/sources_table.py index/ Korvane
"""

from __future__ import annotations

import csv
import sys

import newsfind


def main(place: str, query: str) -> None:
    """Counts are exact: a facet for the sources, and a trend for each of them."""
    with newsfind.open_index(place) as index:
        sources = [count.value for count in index.facet("source", query, limit=None).counts]
        years = index.trend(query, by="year").periods
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(["source", *years, "all"])
        for source in sources:
            trend = index.trend(query, by="year", sources=[source])
            counts = dict(zip(trend.periods, trend.series[0].counts, strict=True))
            table.writerow([source, *(counts.get(year, 0) for year in years), trend.series[0].total])


if __name__ == "__main__":
    main(*sys.argv[1:3])
