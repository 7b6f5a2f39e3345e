package io.tidemark.analytics.proof;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes suspects of the rows of [EqualSizes], in their order. What has no other file of its size is left out.
final class Collector {
    private static final ProblemCode TOO_MANY =
            new ProblemCode("too-many-candidates", 422, "More files than one job compares have the size of another");

    private final int most;
    private final List<Suspect> suspects = new ArrayList<>();
    private final List<Suspect> ofOneSize = new ArrayList<>();
    private final List<Entry> ofOneFile = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private int names;

    /// @param most names that one job may have
    Collector(int most) {
        this.most = most;
    }

    /// @throws ProblemException 422 where there are too many, and what would be few enough
    void add(Entry entry) {
        if (!ofOneFile.isEmpty() && !ofOneFile.getLast().isSameFile(entry)) {
            endFile();
        }
        if (!ofOneSize.isEmpty() && ofOneSize.getLast().sizeBytes() != entry.sizeBytes()) {
            endSize();
        }
        ofOneFile.add(entry);
        names++;
        if (names > most) {
            throw new ProblemException(
                    TOO_MANY,
                    "One job compares at most " + most + " files: with minBytes=" + (entry.sizeBytes() + 1)
                            + ", or for fewer servers, there are few enough");
        }
    }

    List<Suspect> suspects() {
        endFile();
        endSize();
        return suspects;
    }

    private void endFile() {
        if (ofOneFile.isEmpty()) {
            return;
        }
        Entry first = ofOneFile.getFirst();
        Suspect suspect = new Suspect(
                first.server(),
                ofOneFile.stream().map(Entry::name).toList(),
                first.sizeBytes(),
                first.allocatedBytes(),
                first.device(),
                first.inode(),
                first.changedMicros(),
                first.links(),
                first.owner());
        ofOneSize.add(suspect.sharing(texts));
        ofOneFile.clear();
    }

    private void endSize() {
        if (ofOneSize.size() > 1) {
            suspects.addAll(ofOneSize);
        } else {
            ofOneSize.forEach(suspect -> names -= suspect.names().size());
        }
        ofOneSize.clear();
    }
}
