package io.tidemark.history.inventory;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an inventory is written in.
public enum InventoryFormat {
    /// RFC 4180 with a line of column names.
    CSV,
    /// A Parquet file with one row for each file.
    PARQUET,
    /// The same in the folder layout `snapshots/<date>/<share>.parquet`: the file's name says of when and
    /// of what it is.
    LAYOUT,
    /// What `find` prints with [FindInventory#PRINTF].
    FIND,
    /// The JSON export of ncdu, version 1 of its format, which ncdu 2 writes too.
    NCDU,
    /// The JSON export of gdu.
    GDU,
    /// The CSV files of an S3 Inventory, which have no line of column names.
    S3_INVENTORY;

    /// Its name in addresses and in JSON.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<InventoryFormat> ifValid(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }
}
