"""The program as a person meets it: a real window on a virtual screen, driven by mouse and keys alone."""
