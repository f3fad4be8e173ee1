"""How a record of each older revision becomes the next; run by `onrecord.record.migrating`."""
