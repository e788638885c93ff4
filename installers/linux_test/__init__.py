"""Tries the Debian package where nothing else is installed."""
