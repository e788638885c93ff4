"""Tries on Debian what Windows will do: a test runtime for wine, and the whole chain from wheels to uninstall.

Nothing made here is released: releases are built on real Windows by the same `./welfare build`.
"""
