/// The HTTP interface. In: forms and JSON. Out: the domain's answers as JSON; no decisions are made here.
@NullMarked
package io.tidemark.auth.rest;

import org.jspecify.annotations.NullMarked;
