/// The way to stores that speak S3. In: where a bucket is and who we are there. Out: a client for it. For services that
/// bring the client's library.
@NullMarked
package io.tidemark.platform.s3;

import org.jspecify.annotations.NullMarked;
