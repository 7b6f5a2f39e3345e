package io.tidemark.analytics.engine;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Answers from memory where the same was asked before, else from the engine.
final class Answering {
    private final Engine engine;
    private final AnswerCache answers;
    private final Asker asker;

    Answering(Engine engine, AnswerCache answers, Asker asker) {
        this.engine = engine;
        this.answers = answers;
        this.asker = asker;
    }

    <T> T answer(Question<T> question, List<HeldSnapshot> over) {
        List<UUID> snapshots = over.stream().map(HeldSnapshot::content).toList();
        Optional<T> remembered = answers.find(question, snapshots);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        Ground ground = ground(over);
        T answer = question.over(ground);
        answers.keep(question, snapshots, answer, ground.bytes());
        return answer;
    }

    Ground ground(List<HeldSnapshot> over) {
        return new Ground(engine, asker, over);
    }
}
