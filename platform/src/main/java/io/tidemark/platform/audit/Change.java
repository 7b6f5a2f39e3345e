package io.tidemark.platform.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// What the present request changes. An operation says it in one line, as soon as it is done:
/// `change.made(before, after)`. Then the audit log has who did it, and both sides (see [Side]).
@RequestScoped
public class Change {
    private static final Logger LOG = Logger.getLogger(Change.class);

    private final DenialSink sink;
    private final DenialLog later;
    private final ObjectMapper json;
    private @Nullable Denial asked;
    private boolean told;

    Change(DenialSink sink, DenialLog later, ObjectMapper json) {
        this.sink = sink;
        this.later = later;
        this.json = json;
    }

    /// The request is in the log as this. What is not in the log ends there neither.
    public void asked(Denial act) {
        asked = act;
    }

    /// It is done. Blocks until that is in the log; where it cannot be written now, that it was asked
    /// for is there already, and this follows within seconds of when it can be.
    ///
    /// @param before what was there, as JSON without secrets; null where nothing was
    /// @param after what is there now; null where nothing is. Of what is handed over: what was asked
    /// for
    public void made(@Nullable Object before, @Nullable Object after) {
        Denial act = asked;
        if (act == null) {
            return;
        }
        Denial done = act.ended("", Denial.DONE, side(before), side(after));
        told = true;
        try {
            sink.record(List.of(done));
        } catch (RuntimeException e) {
            LOG.warnf("action=%s is done and not in the audit log yet: %s", done.action(), e.getMessage());
            later.tell(done);
        }
    }

    /// How the request was answered, where it was asked for in the log and has not said itself that it
    /// is done.
    void answered(int status) {
        Denial act = asked;
        if (act == null) {
            return;
        }
        String how = Denial.ANSWERED + status;
        switch (status / 100) {
            case 1, 2, 3 -> {
                if (!told) {
                    later.tell(act.ended("", how, null, null));
                }
            }
            case 4 -> later.note(act.ended("-refused", how, null, null));
            default -> later.note(act.ended("-failed", how, null, null));
        }
    }

    private @Nullable String side(@Nullable Object value) {
        return value == null ? null : Side.of(json.<JsonNode>valueToTree(value));
    }
}
