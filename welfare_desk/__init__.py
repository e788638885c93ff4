"""Welfare Desk: accounts for Thai community welfare funds and cooperatives."""

__version__ = "0.1.0"
