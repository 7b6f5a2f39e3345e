package io.tidemark.scan.walk;

/// Slows walking threads down. Called by several threads, never while a lock is held.
public interface Pace {

    /// As fast as it goes.
    Pace UNLIMITED = new Pace() {
        @Override
        public void begin() {}

        @Override
        public void after(int calls) {}
    };

    /// Says that the calling thread begins to walk.
    void begin();

    /// Says what the calling thread did since it last said so: after each directory, and within large ones at least
    /// every 256 system calls or so. Returns when the thread may go on.
    void after(int calls);

    /// True where one thread is enough: the others begin no directory then. Asked often, and may change.
    default boolean isForOne() {
        return false;
    }

    /// Lets all that wait go on at once, for the walk is about to end.
    default void release() {}
}
