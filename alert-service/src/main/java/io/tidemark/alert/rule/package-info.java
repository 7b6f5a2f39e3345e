/// What an operator wants to be told about. A draft of a rule comes in from outside and leaves as a [Rule] that holds
/// together, or as the list of everything that is wrong with it; the [RuleStore] port keeps rules and guards their
/// versions.
@NullMarked
package io.tidemark.alert.rule;

import org.jspecify.annotations.NullMarked;
