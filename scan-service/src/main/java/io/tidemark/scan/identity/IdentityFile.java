package io.tidemark.scan.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.scan.snapshot.DurableFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// An identity on disk, for its owner only; there whole or not at all, also after a crash.
public final class IdentityFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path file;

    public IdentityFile(Path file) {
        this.file = file;
    }

    /// @throws ServiceUnavailable when it cannot be read, or is none
    Optional<Identity> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file), Identity.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new ServiceUnavailable(file + " is damaged; remove it and enrol this server anew");
        } catch (IOException e) {
            throw new ServiceUnavailable("The identity cannot be read from " + file, e);
        }
    }

    /// Durable once it returns.
    ///
    /// @throws ServiceUnavailable when it cannot be written; what was there stays
    void write(Identity identity) {
        try {
            DurableFiles.writeSecret(file, JSON.writeValueAsBytes(identity));
        } catch (IOException e) {
            throw new ServiceUnavailable("The identity cannot be kept in " + file, e);
        }
    }
}
