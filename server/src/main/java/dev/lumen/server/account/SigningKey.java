package dev.lumen.server.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret that signs access tokens. It shows itself to nobody but {@link Tokens} and {@link
 * RefreshKey}.
 */
public final class SigningKey {
  private static final int MIN_BYTES = 32;

  private final byte[] bytes;

  private SigningKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A secret that was given, such as the JWT secret of a Supabase project.
   *
   * @throws IllegalArgumentException when it is shorter than the 32 bytes that HS256 needs (RFC
   *     7518, 3.2)
   */
  public static SigningKey of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "LUMEN_JWT_SECRET has "
              + bytes.length
              + " bytes; a secret for HS256 needs at least "
              + MIN_BYTES
              + ". Give a longer one, or none to have one made.");
    }
    return new SigningKey(bytes);
  }

  /**
   * The secret of this data directory, made at the first start: {@code secrets/jwt.key}, readable
   * to its owner only.
   */
  public static SigningKey in(Path dataDirectory) throws IOException {
    Path secrets = dataDirectory.resolve("secrets");
    Path file = secrets.resolve("jwt.key");
    Files.createDirectories(dataDirectory);
    if (!Files.exists(secrets)) {
      Files.createDirectories(secrets, permissions(dataDirectory, "rwx------"));
    }
    if (!Files.exists(file)) {
      create(secrets, file);
    }
    return of(Files.readString(file, StandardCharsets.US_ASCII).strip());
  }

  byte[] bytes() {
    return bytes.clone();
  }

  private static void create(Path directory, Path file) throws IOException {
    byte[] random = new byte[MIN_BYTES];
    new SecureRandom().nextBytes(random);
    Path fresh = directory.resolve("jwt.key." + ProcessHandle.current().pid());
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, permissions(directory, "rw-------"));
    Files.writeString(
        fresh, HexFormat.of().formatHex(random), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    // Whole or not at all: a server killed here must not leave an empty key behind.
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] permissions(Path where, String mode) throws IOException {
    return Files.getFileStore(where).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
