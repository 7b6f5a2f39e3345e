package io.tidemark.alert.evaluation;

import java.time.Instant;

/// How a rule and a volume stand to each other. The steps that are legal are methods of the state they leave.
public sealed interface State {

    /// Nothing is wrong.
    record Ok() implements State {

        public Pending breach(Observation first) {
            return new Pending(first.at(), first);
        }
    }

    /// A state that is an alert: it has a beginning and a newest observation.
    sealed interface Raised extends State {

        /// The time of the first reading of the breach.
        Instant since();

        /// The newest reading this state knows.
        Observation latest();
    }

    /// The rule is breached, but not yet for as long as it asks.
    record Pending(Instant since, Observation latest) implements Raised {

        public Pending stay(Observation seen) {
            return new Pending(since, seen);
        }

        public Firing fire(Observation seen) {
            return new Firing(since, seen.at(), seen);
        }

        public Ok relax() {
            return new Ok();
        }
    }

    /// The breach has lasted; somebody should look.
    record Firing(Instant since, Instant firedAt, Observation latest) implements Raised {

        public Firing stay(Observation seen) {
            return new Firing(since, firedAt, seen);
        }

        public Resolved clear(Observation seen) {
            return new Resolved(since, firedAt, seen.at(), Resolution.CLEARED, seen);
        }

        /// Ends the alert for a reason that no reading gave.
        public Resolved withdraw(Resolution reason, Instant now) {
            return new Resolved(since, firedAt, now, reason, latest);
        }
    }

    /// Over. A later breach begins another alert.
    record Resolved(Instant since, Instant firedAt, Instant resolvedAt, Resolution reason, Observation latest)
            implements Raised {

        public Pending breach(Observation first) {
            return new Pending(first.at(), first);
        }
    }
}
