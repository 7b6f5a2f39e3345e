/// Who this agent is. In: an enrolment token, once. Out: tokens to ask other services with, for the key
/// that this agent made for itself and keeps.
@NullMarked
package io.tidemark.scan.identity;

import org.jspecify.annotations.NullMarked;
