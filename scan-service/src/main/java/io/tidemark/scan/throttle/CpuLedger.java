package io.tidemark.scan.throttle;

import java.util.ArrayList;
import java.util.List;

/// Says what processor time each running scan cost: that of its own walking threads, and an equal part of everything
/// else the agent did meanwhile (compiling, collecting garbage, sealing), for without the scans it would hardly do
/// any of it. Safe for several threads.
final class CpuLedger {

    private final CpuMeter meter;
    private final List<Account> open = new ArrayList<>();
    private long walked;
    private long overhead;

    CpuLedger(CpuMeter meter) {
        this.meter = meter;
    }

    /// What one scan cost so far.
    final class Account {
        private long nanos;

        private Account() {}

        /// Adds what one of its walking threads used.
        void walked(long used) {
            synchronized (CpuLedger.this) {
                nanos += used;
                walked += used;
            }
        }

        /// All of it in nanoseconds, with its part of what the agent did up to now. Falls a little where a thread
        /// reports late what counted as anybody's before.
        long nanos() {
            synchronized (CpuLedger.this) {
                settle();
                return nanos;
            }
        }

        /// As it stood when it was last settled.
        long closedNanos() {
            synchronized (CpuLedger.this) {
                return nanos;
            }
        }

        /// Nothing that happens later belongs to this scan.
        void close() {
            synchronized (CpuLedger.this) {
                settle();
                open.remove(this);
            }
        }
    }

    synchronized Account open() {
        settle();
        Account account = new Account();
        open.add(account);
        return account;
    }

    private void settle() {
        long now = meter.processNanos() - walked;
        for (Account account : open) {
            account.nanos += (now - overhead) / open.size();
        }
        overhead = now;
    }
}
