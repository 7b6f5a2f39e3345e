package io.tidemark.scan.parquet;

/// How values stand in a page, with the numbers of `parquet.thrift`.
enum Encoding {
    PLAIN(0),
    RLE(3),
    DELTA_BINARY_PACKED(5),
    DELTA_BYTE_ARRAY(7),
    RLE_DICTIONARY(8);

    private final int number;

    Encoding(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
