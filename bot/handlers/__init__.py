"""One file per thing people do: the trigger on top, then parse, one use case, present."""
