package dev.lumen.server.account;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the audit trail tells of. */
public enum AuditAction {
  SIGNED_IN,
  SIGNED_IN_BY_LINK,
  SIGNED_OUT,
  /** A refresh token came a second time; its session was ended. */
  TOKEN_REUSED,
  USER_CREATED,
  USER_ENABLED,
  USER_DISABLED,
  ROLE_CHANGED,
  USER_DELETED,
  LINK_CREATED,
  PASSWORD_CHANGED,
  /** An administrator took a password back. */
  PASSWORD_RESET,
  KEY_CREATED,
  KEY_REVOKED,
  /** A backup was brought into the database. */
  BACKUP_RESTORED,
  /** Conversations were deleted because they were kept long enough. */
  CONVERSATIONS_EXPIRED,
  /** All that was a user's was deleted; the account stayed. */
  USER_ERASED;

  static final Map<String, AuditAction> BY_LABEL =
      Stream.of(values()).collect(Collectors.toMap(AuditAction::label, Function.identity()));

  /** As the database and the API spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
