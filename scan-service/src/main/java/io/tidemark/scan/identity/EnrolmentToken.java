package io.tidemark.scan.identity;

import io.tidemark.platform.client.ServiceUnavailable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the token comes from that lets this agent in. A file is read each time, so that another token
/// can be put there.
public record EnrolmentToken(Optional<String> text, Optional<Path> file) {

    /// Empty where none is given, or the file is not there (any more).
    ///
    /// @throws ServiceUnavailable where the file cannot be read
    Optional<String> get() {
        return text.or(() -> file.filter(Files::exists).map(EnrolmentToken::read))
                .map(String::strip)
                .filter(token -> !token.isEmpty());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ServiceUnavailable("The enrolment token cannot be read from " + file, e);
        }
    }

    /// Leaves the token out.
    @Override
    public String toString() {
        return "EnrolmentToken[" + file + "]";
    }
}
