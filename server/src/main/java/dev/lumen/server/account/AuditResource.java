package dev.lumen.server.account;

import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Page;
import dev.lumen.server.api.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** {@code GET /api/v1/audit}: the audit trail, for administrators. */
public final class AuditResource implements HttpService {
  /** Where it is registered. */
  public static final String PATH = "/api/v1/audit";

  private record Listing(List<AuditEvent> events, int total, int page, int perPage) {}

  private final Gate gate;
  private final AuditTrail audit;

  public AuditResource(Gate gate, AuditTrail audit) {
    this.gate = gate;
    this.audit = audit;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::list);
  }

  private void list(ServerRequest request, ServerResponse response) {
    gate.enterAsAdministrator(request, response);
    Page page = Page.from(request);
    Fields query = Fields.query(request);
    AuditTrail.Filter filter =
        new AuditTrail.Filter(
            query.optionalChoice("action", AuditAction.BY_LABEL), query.optionalUuid("user_id"));
    query.check();
    Responses.ok(
        response,
        new Listing(audit.list(page, filter), audit.count(filter), page.page(), page.perPage()));
  }
}
