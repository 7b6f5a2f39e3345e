package io.tidemark.scan.walk;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where all walking threads wait for each other between two directories, so that one of them can look at what all
/// have done. Safe for several threads.
final class Meeting {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition dismissed = lock.newCondition();
    private int expected;
    private int here;
    private long held;
    private volatile boolean called;

    /// @param threads that will attend each meeting until they leave
    Meeting(int threads) {
        this.expected = threads;
    }

    /// Asks all to come.
    void call() {
        called = true;
    }

    boolean isCalled() {
        return called;
    }

    /// Comes to a meeting that was called, and returns when it is over.
    ///
    /// @param agenda run by the last to come, while the others wait
    void attend(Runnable agenda) {
        lock.lock();
        try {
            if (!called) {
                return;
            }
            here++;
            if (here == expected) {
                hold(agenda);
                return;
            }
            long number = held;
            while (held == number) {
                dismissed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void hold(Runnable agenda) {
        try {
            agenda.run();
        } finally {
            dismiss();
        }
    }

    /// Says that the calling thread comes no more: the walk is about to end, and no meeting is needed.
    void leave() {
        lock.lock();
        try {
            expected--;
            dismiss();
        } finally {
            lock.unlock();
        }
    }

    private void dismiss() {
        called = false;
        here = 0;
        held++;
        dismissed.signalAll();
    }
}
