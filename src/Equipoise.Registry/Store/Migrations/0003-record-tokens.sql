-- Records that come in from here on are kept in a shorter form, which older programs cannot read; those that are there stay as
-- they are. The number of the schema tells older programs to leave the store alone.
update change_count set last = last;
