package io.tidemark.analytics.folder;

import io.tidemark.platform.page.Page;

import java.util.List;

/// A folder as the newest snapshots have it.
///
/// @param servers the folder on each server that has it, by name
/// @param children of all these servers together, largest first
public record Folder(String path, List<Totals> servers, Page<Child> children) {}
