"""From complete results to unsent messages: pure, in the language of the update."""
