/// What a scan found, in words and tables. In: the answers of analytics, history, forecast and alert. Out: text.
@NullMarked
package io.tidemark.launcher.report;

import org.jspecify.annotations.NullMarked;
