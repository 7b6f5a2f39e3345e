/// The kernel as this service sees it. In flow a directory descriptor and a name (raw bytes, ended by NUL, in native
/// memory); out flow directory records, file attributes, filesystem figures, or an {@link
/// io.tidemark.scan.syscall.Errno}.
/// Every call is relative to a directory descriptor and follows no symbolic link, so neither the length of a path nor
/// a link planted by somebody else leads a scan astray.
@NullMarked
package io.tidemark.scan.syscall;

import org.jspecify.annotations.NullMarked;
