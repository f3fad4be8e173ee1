"""Makes the gazetteers that the package ships, from public lists: `python -m training.gazetteers`."""
