package dev.lumen.server.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail.
 *
 * @param outcome done or refused
 * @param actorId who did it; null for nobody known, or for the operator at the machine
 * @param actorEmail of the actor, as long as they exist
 * @param subjectId the user it was done to
 * @param subjectEmail of the subject, as long as they exist
 * @param details further facts, never secrets
 */
public record AuditEvent(
    long id,
    Instant at,
    String action,
    String outcome,
    @Nullable UUID actorId,
    @Nullable String actorEmail,
    @Nullable UUID subjectId,
    @Nullable String subjectEmail,
    @Nullable String address,
    @Nullable String requestId,
    JsonNode details) {}
