"""What makes the packages that people install, and sees that they work: `./welfare build`."""
