package io.tidemark.auth.credential;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;

import java.util.Optional;

/// A directory that keeps the passwords of people. Calls block.
public interface Directory {
    /// Where there is none.
    Directory NONE = name -> Entry.NOBODY;

    /// Looks somebody up; the work is the same where there is nobody. To be closed.
    ///
    /// @param name one of the directory's, such as `ldap:alice`
    /// @throws Away where it does not answer
    Entry find(AccountName name);

    /// What was found.
    interface Entry extends AutoCloseable {
        Entry NOBODY = new Entry() {
            @Override
            public Optional<Account> account() {
                return Optional.empty();
            }

            @Override
            public boolean isKnown() {
                return false;
            }

            @Override
            public boolean accepts(String password) {
                return false;
            }

            @Override
            public Account admitted(String address) {
                throw new IllegalStateException("nobody was accepted");
            }

            @Override
            public void close() {}
        };

        /// The person's account here, where there is one.
        Optional<Account> account();

        /// Whether there is such a person.
        boolean isKnown();

        /// Whether the directory takes this for the person's password. It is asked in any case, also for
        /// nobody.
        ///
        /// @throws Away where it does not answer
        boolean accepts(String password);

        /// The account of the person who was accepted, made where there was none, with the groups of the
        /// directory.
        Account admitted(String address);

        @Override
        void close();
    }

    /// It does not answer: nothing can be said of the password.
    final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Away(String why, Throwable cause) {
            super(why, cause);
        }

        public Away(String why) {
            super(why);
        }
    }
}
