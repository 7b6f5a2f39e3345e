/// Support for the tests of all services: a real PostgreSQL, a stand-in for auth-service that signs real tokens, and
/// checks of structure and contract.
@NullMarked
package io.tidemark.platform.test;

import org.jspecify.annotations.NullMarked;
