package io.tidemark.auth.audit;

import io.tidemark.auth.seal.GrowingTree;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Where the log begins by now. What retention removed from its front is still part of the tree: of
/// RFC 6962 all proofs about later rows need no more than the heads of the full subtrees there.
///
/// @param size how many rows were removed
/// @param last the hash of the last of them, which the next row's hash covers
/// @param peaks the heads of the full subtrees over them, the largest first
/// @param checkpoint the signed note over exactly these rows; empty where there are none
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Beginning(long size, byte[] last, List<byte[]> peaks, String checkpoint) {
    /// Nothing was removed.
    public static final Beginning FIRST_ROW =
            new Beginning(0, HexFormat.of().parseHex(AuditChain.START), List.of(), "");

    private static final String TITLE = "audit log begins behind row ";

    public Beginning {
        peaks = List.copyOf(peaks);
        if (Long.bitCount(size) != peaks.size()) {
            throw new IllegalArgumentException(size + " rows do not make " + peaks.size() + " full subtrees");
        }
    }

    /// The tree over all that was removed.
    GrowingTree tree() {
        return GrowingTree.of(size, peaks);
    }

    /// The tree over what was removed of these leaves. They are those of a subtree that a proof
    /// about later rows names: it begins where one of the full subtrees does.
    GrowingTree within(long from, long to) {
        List<byte[]> edge = new ArrayList<>();
        long leaves = 0;
        long at = 0;
        for (byte[] peak : peaks) {
            long width = Long.highestOneBit(size - at);
            if (at >= from && at + width <= to) {
                edge.add(peak);
                leaves += width;
            }
            at += width;
        }
        return GrowingTree.of(leaves, edge);
    }

    /// As a text that an export can be verified with.
    public String text() {
        StringBuilder text = new StringBuilder(TITLE + size + "\n");
        text.append(Base64.getEncoder().encodeToString(last)).append('\n');
        peaks.forEach(
                peak -> text.append(Base64.getEncoder().encodeToString(peak)).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /// @throws IllegalArgumentException where it is none
    public static Beginning read(String text) {
        int blank = text.indexOf("\n\n");
        List<String> lines = text.substring(0, Math.max(blank, 0)).lines().toList();
        if (lines.size() < 2 || !lines.getFirst().startsWith(TITLE)) {
            throw new IllegalArgumentException("this does not say where an audit log begins");
        }
        List<byte[]> hashes = lines.subList(1, lines.size()).stream()
                .map(Base64.getDecoder()::decode)
                .toList();
        return new Beginning(
                Long.parseLong(lines.getFirst().substring(TITLE.length())),
                hashes.getFirst(),
                hashes.subList(1, hashes.size()),
                text.substring(blank + 2));
    }
}
