package dev.lumen.server.vocabulary;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.ErrorCode;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Paths;
import dev.lumen.server.api.Responses;
import dev.lumen.server.api.Slice;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A vocabulary over HTTP: {@code /api/v1/vocabulary} for the caller's account, {@code
 * /api/v1/conversations/{id}/vocabulary} for one conversation.
 */
public final class VocabularyResource implements HttpService {
  private static final int LISTED = 1_000;
  private static final int MAX_IMPORT_BYTES = 4 * 1024 * 1024;

  private final String prefix;
  private final ConversationAccess access;
  private final Database database;
  private final Consumer<VocabularyStore.Scope> changed;
  private final VocabularyStore store = new VocabularyStore();

  /**
   * A vocabulary's routes.
   *
   * @param prefix what stands before them, such as {@code /{id}/vocabulary}; empty for the account
   * @param changed told when a vocabulary has changed
   */
  public VocabularyResource(
      String prefix,
      ConversationAccess access,
      Database database,
      Consumer<VocabularyStore.Scope> changed) {
    this.prefix = prefix;
    this.access = access;
    this.database = database;
    this.changed = changed;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get(prefix.isEmpty() ? "/" : prefix, this::list)
        .post(prefix.isEmpty() ? "/" : prefix, this::add)
        .post(prefix + "/import", this::importAll)
        .put(prefix + "/{term_id}", this::replace)
        .delete(prefix + "/{term_id}", this::delete);
  }

  /** A page of a vocabulary. */
  record Listing(List<Term> terms, int total, int limit, int offset) {}

  /** What an import did. */
  record Imported(int added, int updated, List<VocabularyReader.Problem> problems) {}

  private void list(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    VocabularyStore.Scope scope = scope(request, caller);
    Slice slice = Slice.from(request, LISTED, VocabularyStore.MAX_TERMS);
    Responses.ok(
        response,
        database.read(
            caller.actor(),
            handle ->
                new Listing(
                    store.list(handle, scope, slice),
                    store.count(handle, scope),
                    slice.limit(),
                    slice.offset())));
  }

  private void add(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    VocabularyStore.Scope scope = scope(request, caller);
    NewTerm term = read(Body.read(request));
    Term stored =
        database
            .write(caller.actor(), handle -> putAll(handle, scope, List.of(term)).getFirst())
            .term();
    changed.accept(scope);
    Responses.ok(response, stored);
  }

  private void importAll(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    VocabularyStore.Scope scope = scope(request, caller);
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    VocabularyReader.Read read = read(request, type.toLowerCase(Locale.ROOT));
    List<VocabularyStore.Put> put =
        database.write(caller.actor(), handle -> putAll(handle, scope, read.terms()));
    changed.accept(scope);
    int added = (int) put.stream().filter(VocabularyStore.Put::added).count();
    Responses.ok(response, new Imported(added, put.size() - added, read.problems()));
  }

  private static VocabularyReader.Read read(ServerRequest request, String type) {
    if (type.startsWith("application/json")) {
      return VocabularyJson.read(Body.json(request, MAX_IMPORT_BYTES));
    }
    String text = Body.text(request, MAX_IMPORT_BYTES);
    return type.startsWith("text/csv") ? VocabularyReader.csv(text) : VocabularyReader.text(text);
  }

  private List<VocabularyStore.Put> putAll(
      Handle handle, VocabularyStore.Scope scope, List<NewTerm> terms) {
    List<VocabularyStore.Put> put =
        terms.stream().map(term -> store.put(handle, scope, term)).toList();
    if (store.count(handle, scope) > VocabularyStore.MAX_TERMS) {
      throw ApiException.invalidField(
          "term", "a vocabulary has at most " + VocabularyStore.MAX_TERMS + " terms");
    }
    return put;
  }

  private void replace(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    VocabularyStore.Scope scope = scope(request, caller);
    UUID id = Paths.uuid(request, "term_id");
    NewTerm term = read(Body.read(request));
    Term stored = replaced(caller, scope, id, term).orElseThrow(() -> unknown(id));
    changed.accept(scope);
    Responses.ok(response, stored);
  }

  private Optional<Term> replaced(
      Principal caller, VocabularyStore.Scope scope, UUID id, NewTerm term) {
    try {
      return database.write(caller.actor(), handle -> store.replace(handle, scope, id, term));
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.CONSTRAINT) {
        throw ApiException.conflict("Another entry of this vocabulary has this term.");
      }
      throw e;
    }
  }

  private void delete(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    VocabularyStore.Scope scope = scope(request, caller);
    UUID id = Paths.uuid(request, "term_id");
    if (!database.write(caller.actor(), handle -> store.delete(handle, scope, id))) {
      throw unknown(id);
    }
    changed.accept(scope);
    Responses.ok(response, Map.of("success", true));
  }

  private VocabularyStore.Scope scope(ServerRequest request, Principal caller) {
    if (prefix.isEmpty()) {
      return new VocabularyStore.Scope(caller.id(), null);
    }
    UUID conversation = access.conversation(request, caller).id();
    UUID owner =
        database.read(
            caller.actor(),
            handle ->
                handle
                    .createQuery("SELECT user_id FROM conversations WHERE id = :id")
                    .bind("id", conversation)
                    .mapTo(UUID.class)
                    .one());
    return new VocabularyStore.Scope(owner, conversation);
  }

  private static NewTerm read(Fields body) {
    String term = body.text("term", NewTerm.MAX_LENGTH);
    List<String> sounds = body.texts("sounds_like", NewTerm.MAX_SOUNDS, NewTerm.MAX_LENGTH);
    boolean never = body.optionalBoolean("never_change", false);
    if (never && !sounds.isEmpty()) {
      body.reject("sounds_like", "must be empty for what is never changed");
    }
    body.check();
    return new NewTerm(term.strip(), sounds, never);
  }

  private static ApiException unknown(@Nullable UUID id) {
    return new ApiException(
        ErrorCode.CONVERSATION_NOT_FOUND, "There is no term " + id + " in this vocabulary.");
  }
}
