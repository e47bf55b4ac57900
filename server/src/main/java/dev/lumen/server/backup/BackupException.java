package dev.lumen.server.backup;

/** A backup or a restore that cannot be. The message is for the user: what, why, what to do. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
