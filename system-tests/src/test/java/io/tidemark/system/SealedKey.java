package io.tidemark.system;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Opens auth-service's newest signing key as one who has both the database and the master key: from the description
/// of how it is sealed, not with the service's own code.
final class SealedKey {
    private static final int NONCE = 12;

    private SealedKey() {}

    /// A JSON Web Key with its private part.
    static String read(Layout layout) {
        String password = password(layout);
        String url = "jdbc:postgresql://127.0.0.1:" + layout.databasePort() + "/" + Service.AUTH.databaseName();
        try (Connection database = DriverManager.getConnection(url, Service.AUTH.databaseName(), password);
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, sealed FROM signing_key ORDER BY signs_from DESC")) {
            row.next();
            return opened(row.getBytes(2), "signing key " + row.getString(1), text(layout, "auth/master-key"));
        } catch (SQLException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Of the role that owns auth-service's tables.
    static String password(Layout layout) {
        return text(layout, "secrets/" + Service.AUTH.databaseName());
    }

    private static String opened(byte[] sealed, String purpose, String master) throws GeneralSecurityException {
        SecretKey key = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(master.getBytes(StandardCharsets.UTF_8))
                                .thenExpand("tidemark secrets".getBytes(StandardCharsets.UTF_8), 32));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, Arrays.copyOf(sealed, NONCE)));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return new String(cipher.doFinal(Arrays.copyOfRange(sealed, NONCE, sealed.length)), StandardCharsets.UTF_8);
    }

    private static String text(Layout layout, String file) {
        try {
            return Files.readString(layout.data().resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
