"""Public holidays of Thailand that fall on the same day each year.

Those that follow the moon, and days off instead of one that falls on a weekend, are announced year by year and are not
here: the list is a default of ours.
"""

from __future__ import annotations

FIXED_HOLIDAYS = (  # month and day
    "01-01",  # New Year
    "04-06",  # Chakri Day
    "04-13",  # Songkran
    "04-14",
    "04-15",
    "05-01",  # Labour Day
    "05-04",  # Coronation Day
    "06-03",  # Queen's Birthday
    "07-28",  # King's Birthday
    "08-12",  # Mother's Day
    "10-13",  # Memorial Day of King Bhumibol
    "10-23",  # Chulalongkorn Day
    "12-05",  # Father's Day
    "12-10",  # Constitution Day
    "12-31",  # New Year's Eve
)
