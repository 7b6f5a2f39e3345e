package io.tidemark.analytics.proof;

import io.tidemark.analytics.engine.Basis;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// All jobs of this service. Safe for several threads; what is answered has reached the disk.
public final class Jobs {
    public static final int MOST_ANSWERS = 500;
    private static final ProblemCode NO_JOB = new ProblemCode("job-not-found", 404, "There is no such job");
    private static final ProblemCode TOO_MANY = new ProblemCode("too-many-jobs", 429, "Too many jobs run already");
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final int LOADED_MOST = 2;

    private final JobFolder folder;
    private final JobLimits limits;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UUID, Job> jobs = new LinkedHashMap<>();
    private final Map<UUID, Proof> running = new LinkedHashMap<>();
    private final Map<UUID, Proof> loaded = new LinkedHashMap<>(4, 0.75f, true);
    private final Map<String, Instant> askedAt = new ConcurrentHashMap<>();
    private int beginning;

    /// Finds the files of a job.
    public interface Finder {
        void find(Consumer<Basis> basis, Consumer<Entry> entries);
    }

    /// Goes on with what an earlier run left.
    ///
    /// @throws UncheckedIOException where the folder cannot be used
    public Jobs(Path path, JobLimits limits, InstantSource clock) {
        this.folder = new JobFolder(path);
        this.limits = limits;
        this.clock = clock;
        try {
            for (Job job : folder.jobs()) {
                jobs.put(job.id(), job);
                if (job.isRunning()) {
                    running.put(job.id(), load(job));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The duplicate jobs in " + path + " cannot be read", e);
        }
        List.copyOf(running.keySet()).forEach(id -> settle(current(id)));
    }

    /// Begins a job, unless it was begun before: then that one is answered.
    ///
    /// @param filters what is asked for, in words
    /// @throws ProblemException 409 where another job has this id, 429 where too many run, 422 where there are too
    ///     many files, and whatever the finder refuses
    public Job begin(UUID id, String subject, String filters, Finder finder) {
        Optional<Job> known = reserve(id, subject, filters);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            Collector collector = new Collector(limits.files());
            List<Basis> basis = new ArrayList<>();
            finder.find(basis::add, collector::add);
            Instant now = clock.instant();
            Job job = new Job(
                    id, subject, filters, Job.State.RUNNING, now, now.plus(limits.patience()), null, basis.getFirst());
            return locked(() -> keep(job, collector.suspects()));
        } finally {
            locked(() -> beginning--);
        }
    }

    private Optional<Job> reserve(UUID id, String subject, String filters) {
        return locked(() -> {
            Job known = jobs.get(id);
            if (known != null
                    && !(known.subject().equals(subject) && known.filters().equals(filters))) {
                throw new ProblemException(ProblemCode.CONFLICT, "Another job has this id");
            }
            if (known == null && running.size() + beginning >= limits.running()) {
                throw new ProblemException(TOO_MANY, limits.running() + " jobs may run at once").retryAfter(LATER);
            }
            beginning += known == null ? 1 : 0;
            return Optional.ofNullable(known);
        });
    }

    private Job keep(Job job, List<Suspect> suspects) {
        @Nullable Job earlier = jobs.get(job.id());
        if (earlier != null) {
            return earlier;
        }
        stored(() -> folder.create(job, suspects));
        jobs.put(job.id(), job);
        running.put(job.id(), new Proof(suspects));
        forgetOldest();
        settle(job);
        return current(job.id());
    }

    private void forgetOldest() {
        List<Job> ended = jobs.values().stream()
                .filter(job -> !job.isRunning())
                .sorted(Comparator.comparing(Job::createdAt))
                .toList();
        for (int i = 0; i < jobs.size() - limits.kept() && i < ended.size(); i++) {
            UUID oldest = ended.get(i).id();
            stored(() -> folder.remove(oldest));
            jobs.remove(oldest);
            loaded.remove(oldest);
        }
    }

    /// Newest first.
    public List<Job> all(Viewer viewer) {
        return locked(() -> jobs.values().stream()
                .filter(viewer::sees)
                .sorted(Comparator.comparing(Job::createdAt)
                        .thenComparing(Job::id)
                        .reversed())
                .toList());
    }

    /// @throws ProblemException 404 where there is none that he may see
    public Progress find(UUID id, Viewer viewer) {
        return locked(() -> {
            Job job = seen(id, viewer);
            Proof proof = proof(job);
            List<Waiting> waiting = proof.waiting().entrySet().stream()
                    .filter(entry -> viewer.audience().of(entry.getKey()).mayShowSomeOf("/"))
                    .map(entry -> new Waiting(entry.getKey(), entry.getValue(), askedAt.get(entry.getKey())))
                    .sorted(Comparator.comparing(Waiting::server))
                    .toList();
            return new Progress(job, Sight.of(proof, viewer.audience()), waiting);
        });
    }

    /// Ends a job; one that has ended stays as it is.
    ///
    /// @throws ProblemException 404 where there is none that he may see
    public void cancel(UUID id, Viewer viewer) {
        locked(() -> {
            Job job = seen(id, viewer);
            if (job.isRunning()) {
                end(job, Job.State.CANCELLED);
            }
            return job;
        });
    }

    /// What an agent is to hash next, of the oldest job first; the same again until it is answered.
    public List<Task> work(String server, int most) {
        askedAt.put(server, clock.instant());
        return locked(() -> {
            List<Task> tasks = new ArrayList<>();
            running.forEach((id, proof) -> {
                for (int file : proof.due(server, most - tasks.size())) {
                    tasks.add(Task.of(
                            id,
                            file,
                            proof.suspects().get(file),
                            proof.due(file).orElseThrow()));
                }
            });
            return tasks;
        });
    }

    /// Takes what an agent says. Said again, or of a job that has ended, it changes nothing.
    ///
    /// @throws ProblemException 422 where something is no answer, or about another server's file; then nothing of
    ///     it is taken
    public void answer(String server, List<FileAnswer> answers) {
        if (answers.isEmpty() || answers.size() > MOST_ANSWERS) {
            throw ProblemException.field("answers", "must be from 1 to " + MOST_ANSWERS + ", not " + answers.size());
        }
        for (int i = 0; i < answers.size(); i++) {
            answers.get(i).check("answers[" + i + "]");
        }
        locked(() -> {
            for (int i = 0; i < answers.size(); i++) {
                checkOwn(server, answers.get(i), "answers[" + i + "].file");
            }
            List.copyOf(running.keySet()).forEach(id -> take(id, answers));
            return answers;
        });
    }

    private void checkOwn(String server, FileAnswer answer, String field) {
        Proof proof = running.get(answer.job());
        if (proof != null
                && (answer.file() < 0
                        || answer.file() >= proof.suspects().size()
                        || !proof.suspects().get(answer.file()).server().equals(server))) {
            throw ProblemException.field(field, "must be a file of this server that was asked for");
        }
    }

    private void take(UUID id, List<FileAnswer> answers) {
        Proof proof = running.get(id);
        if (proof == null) {
            return;
        }
        List<FileAnswer> taken = answers.stream()
                .filter(answer -> id.equals(answer.job()))
                .filter(answer -> proof.take(answer.file(), answer.asked().orElseThrow(), answer.finding()))
                .toList();
        if (!taken.isEmpty()) {
            try {
                stored(() -> folder.append(id, taken));
            } catch (ProblemException e) {
                running.put(id, reloaded(current(id), e));
                throw e;
            }
            settle(current(id));
        }
    }

    /// What did not reach the disk was not said.
    private Proof reloaded(Job job, ProblemException because) {
        try {
            return load(job);
        } catch (IOException e) {
            because.addSuppressed(e);
            throw because;
        }
    }

    /// Ends what has waited long enough.
    private void expire() {
        Instant now = clock.instant();
        List.copyOf(running.keySet()).stream()
                .map(this::current)
                .filter(job -> !now.isBefore(job.endsAt()))
                .forEach(job -> end(job, Job.State.DONE));
    }

    private void settle(Job job) {
        Proof proof = running.get(job.id());
        if (proof != null && proof.isSettled()) {
            end(job, Job.State.DONE);
        }
    }

    private void end(Job job, Job.State how) {
        Job ended = job.ended(how, clock.instant());
        stored(() -> folder.put(ended));
        jobs.put(ended.id(), ended);
        Proof proof = running.remove(ended.id());
        if (proof != null) {
            proof.giveUp(ended.given());
            remember(ended.id(), proof);
        }
    }

    private Job seen(UUID id, Viewer viewer) {
        Job job = jobs.get(id);
        if (job == null || !viewer.sees(job)) {
            throw new ProblemException(NO_JOB, "There is no job " + id);
        }
        return job;
    }

    private Job current(UUID id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new IllegalStateException("a running job is known");
        }
        return job;
    }

    private Proof proof(Job job) {
        Proof known = job.isRunning() ? running.get(job.id()) : loaded.get(job.id());
        if (known != null) {
            return known;
        }
        try {
            Proof proof = load(job);
            remember(job.id(), proof);
            return proof;
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.UNAVAILABLE, "The results of this job cannot be read", e);
        }
    }

    private void remember(UUID id, Proof proof) {
        loaded.put(id, proof);
        if (loaded.size() > LOADED_MOST) {
            loaded.remove(loaded.keySet().iterator().next());
        }
    }

    private Proof load(Job job) throws IOException {
        Proof proof = new Proof(folder.suspects(job.id()));
        for (FileAnswer answer : folder.answers(job.id())) {
            proof.take(answer.file(), answer.asked().orElseThrow(), answer.finding());
        }
        if (!job.isRunning()) {
            proof.giveUp(job.given());
        }
        return proof;
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            expire();
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    private static void stored(Storing step) {
        try {
            step.store();
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.UNAVAILABLE, "The job cannot be kept on disk: nothing was done", e);
        }
    }

    @FunctionalInterface
    private interface Storing {
        void store() throws IOException;
    }
}
