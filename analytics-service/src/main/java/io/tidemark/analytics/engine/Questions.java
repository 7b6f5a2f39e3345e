package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Catalogue;
import io.tidemark.analytics.source.Known;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.source.SnapshotCache;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Where every question starts: finds the snapshots it is about, holds them while it is answered, and says
/// in the [Basis] what the answer rests on. Snapshots that cannot be had are missing from the answer; they
/// do not fail it. Nothing runs in the engine where the asker has the answer already, or where it was
/// given a while ago.
public final class Questions {
    private final Catalogue catalogue;
    private final SnapshotCache cache;
    private final Views views;
    private final Engine engine;
    private final AnswerCache answers;
    private final Duration patience;
    private final InstantSource clock;
    private final QuestionObserver observer;

    /// Puts together what every question needs.
    ///
    /// @param patience how long a question waits for snapshots to be fetched
    public Questions(
            Catalogue catalogue,
            SnapshotCache cache,
            Views views,
            Engine engine,
            AnswerCache answers,
            Duration patience,
            InstantSource clock,
            QuestionObserver observer) {
        this.catalogue = catalogue;
        this.cache = cache;
        this.views = views;
        this.engine = engine;
        this.answers = answers;
        this.patience = patience;
        this.clock = clock;
        this.observer = observer;
    }

    /// Answers a question over a selection.
    ///
    /// @param has whether the asker has the answer with a fingerprint already
    /// @throws ProblemException 404 where a folder or a snapshot that was named is not there, 429 and 503
    ///     as the [Engine] says, and whatever the question refuses
    public <T> Reply<T> ask(Question<T> question, Selection selection, Asker asker, Predicate<String> has) {
        return observed(question.kind(), () -> {
            Known known = catalogue.select(selection);
            Answering answering = new Answering(engine, answers, asker);
            try (Holding holding = new Holding(cache, views, selection.audience(), clock, patience)) {
                List<HeldSnapshot> over = ground(question, known, answering, holding);
                Basis basis = holding.basis(known);
                String fingerprint = Fingerprint.of(question, basis, over);
                return has.test(fingerprint)
                        ? new Reply<T>(fingerprint, null)
                        : new Reply<>(fingerprint, new Answer<>(answering.answer(question, over), basis));
            }
        });
    }

    /// Gives every row of a table away as it comes.
    ///
    /// @param begin is told what the rows rest on before the first one
    public <R> void export(
            TableQuestion<R> question,
            Selection selection,
            Asker asker,
            Consumer<Basis> begin,
            Consumer<? super R> rows) {
        observed(question.kind(), () -> {
            Known known = catalogue.select(selection);
            Answering answering = new Answering(engine, answers, asker);
            try (Holding holding = new Holding(cache, views, selection.audience(), clock, patience)) {
                List<HeldSnapshot> over = ground(question, known, answering, holding);
                begin.accept(holding.basis(known));
                question.rows(answering.ground(over), rows);
                return over.size();
            }
        });
    }

    private static List<HeldSnapshot> ground(Question<?> question, Known known, Answering answering, Holding holding) {
        if (question instanceof FolderQuestion<?> below) {
            return new Whereabouts(answering, holding, known, below.folder()).find();
        }
        if (question instanceof EveryQuestion<?>) {
            holding.takeFolders(known.snapshots());
        } else if (question instanceof PeriodQuestion<?>) {
            new Nesting(answering, holding).takeBoth(known.snapshots());
        } else {
            new Nesting(answering, holding).take(known.snapshots());
        }
        return holding.held();
    }

    private <T> T observed(String kind, Supplier<T> question) {
        Instant started = clock.instant();
        boolean answered = false;
        try {
            T answer = question.get();
            answered = true;
            return answer;
        } finally {
            observer.asked(kind, Duration.between(started, clock.instant()), answered);
        }
    }
}
