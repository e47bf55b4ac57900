package dev.lumen.server.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.cleaner.transcript.Transcript;
import dev.lumen.cleaner.transcript.TranscriptException;
import dev.lumen.cleaner.transcript.TranscriptFormat;
import dev.lumen.cleaner.transcript.TranscriptLimits;
import dev.lumen.cleaner.transcript.TranscriptReader;
import dev.lumen.cleaner.transcript.TranscriptStats;
import dev.lumen.cleaner.transcript.TranscriptTurn;
import dev.lumen.cleaner.transcript.Warning;
import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Body;
import dev.lumen.server.api.ErrorCode;
import dev.lumen.server.api.Fields;
import dev.lumen.server.api.Json;
import dev.lumen.server.api.Responses;
import dev.lumen.server.api.Storable;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.ConversationAccess;
import dev.lumen.server.conversation.RequestKey;
import dev.lumen.server.conversation.RequestKeys;
import dev.lumen.server.conversation.SessionInfo;
import dev.lumen.server.queue.Priority;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whole transcripts: {@code POST …/parse-transcript} shows what would be read, {@code POST
 * …/import} and {@code POST …/{id}/import} store it.
 *
 * <p>The transcript is the body itself (any type but JSON), with {@code format}, {@code filename}
 * and {@code name} in the query; or it is {@code content} of a JSON object with the same fields.
 */
public final class TranscriptResource implements HttpService {
  /** JSON may write one character as six. */
  private static final int MAX_BODY = (int) (6 * TranscriptLimits.MAX_BYTES);

  private static final int MAX_NAME = 255;

  private static final Map<String, TranscriptFormat> FORMATS =
      Stream.of(TranscriptFormat.values())
          .collect(
              Collectors.toMap(
                  format -> format.name().toLowerCase(Locale.ROOT), Function.identity()));

  private final ConversationAccess access;
  private final TurnRoom room;
  private final TurnIntake intake;
  private final RequestKeys keys;
  private final BulkyBodies bulk = new BulkyBodies();

  public TranscriptResource(
      ConversationAccess access, TurnRoom room, TurnIntake intake, RequestKeys keys) {
    this.access = access;
    this.room = room;
    this.intake = intake;
    this.keys = keys;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/parse-transcript", bulk.oneByOne(this::parse))
        .post("/import", bulk.oneByOne(this::importNew))
        .post("/{id}/import", bulk.oneByOne(this::importInto));
  }

  /** What was read of a transcript. */
  record Parsed(List<ParsedTurn> parsedTurns, TranscriptStats stats, List<Warning> warnings) {
    static Parsed of(Transcript transcript) {
      return new Parsed(
          transcript.turns().stream().map(ParsedTurn::of).toList(),
          transcript.stats(),
          transcript.warnings());
    }
  }

  /** One turn as it was read. */
  record ParsedTurn(
      String speaker,
      String rawText,
      int turnIndex,
      String originalSpeakerLabel,
      List<String> vtTags,
      boolean hasNoise,
      boolean hasForeignText,
      int line,
      @Nullable Double startSeconds,
      @Nullable Double endSeconds) {

    static ParsedTurn of(TranscriptTurn turn) {
      return new ParsedTurn(
          turn.speaker(),
          turn.rawText(),
          turn.turnIndex(),
          turn.originalSpeakerLabel(),
          turn.vtTags(),
          turn.hasNoise(),
          turn.hasForeignText(),
          turn.line(),
          turn.startSeconds(),
          turn.endSeconds());
    }
  }

  /** What was stored of a transcript. */
  record ImportAnswer(
      boolean success,
      Conversation conversation,
      int turnsImported,
      boolean queued,
      TranscriptStats stats,
      List<Warning> warnings) {}

  private void parse(ServerRequest request, ServerResponse response) {
    access.caller(request, response);
    Fields body = Body.read(request, MAX_BODY);
    String text = body.text("raw_transcript", (int) TranscriptLimits.MAX_BYTES);
    TranscriptFormat format =
        Objects.requireNonNullElse(body.optionalChoice("format", FORMATS), TranscriptFormat.AUTO);
    @Nullable String filename = body.optionalText("filename", MAX_NAME);
    body.check();
    Responses.ok(
        response, Parsed.of(read(new Upload(text, format, filename, null, null)).transcript()));
  }

  private void importNew(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    Upload upload = upload(request, caller);
    String name =
        Stream.of(upload.name(), upload.filename())
            .filter(given -> given != null && !Storable.isBlank(given))
            .findFirst()
            .orElse("Imported transcript");
    UUID id = UUID.randomUUID();
    store(
        response,
        caller,
        upload,
        (handle, imported) -> {
          JsonNode told = SessionInfo.created(Json.mapper().createObjectNode(), "import");
          room.conversations().create(handle, id, caller.id(), name, null, imported.toldIn(told));
          return id;
        });
  }

  private void importInto(ServerRequest request, ServerResponse response) {
    Principal caller = access.caller(request, response);
    UUID id = access.conversationId(request, caller);
    store(
        response,
        caller,
        upload(request, caller),
        (handle, imported) -> {
          room.turns().lock(handle, id);
          JsonNode told = room.conversations().find(handle, id).orElseThrow().metadata();
          room.conversations().keep(handle, id, imported.toldIn(told));
          return id;
        });
  }

  private void store(
      ServerResponse response,
      Principal caller,
      Upload upload,
      BiFunction<Handle, Imported, UUID> conversation) {
    Read read = read(upload);
    Transcript transcript = read.transcript();
    List<NewTurn> turns =
        transcript.turns().stream()
            .filter(turn -> !Storable.isBlank(turn.rawText()))
            .map(TranscriptResource::newTurn)
            .toList();
    if (turns.isEmpty()) {
      throw unreadable(
          0,
          "The transcript holds no turn in which something is said. Look whether it is the right file, and name its format if it was guessed wrongly.");
    }
    Imported what = new Imported(read.format(), turns.size());
    Stored stored = imported(response, caller, upload, what, conversation, turns);
    Conversation as =
        room.database()
            .read(
                caller.actor(),
                handle -> room.conversations().find(handle, stored.conversationId()))
            .orElseThrow(() -> ApiException.conversationNotFound(stored.conversationId()));
    Responses.ok(
        response,
        new ImportAnswer(
            true, as, turns.size(), stored.queued(), transcript.stats(), transcript.warnings()));
  }

  /**
   * Where a transcript went.
   *
   * @param queued whether turns of it wait for a worker
   */
  private record Stored(UUID conversationId, boolean queued) {}

  /** An earlier request has stored the transcript: the transaction of this one is given up. */
  private static final class StoredBefore extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final UUID conversationId;

    StoredBefore(UUID conversationId) {
      super(null, null, false, false);
      this.conversationId = conversationId;
    }
  }

  private Stored imported(
      ServerResponse response,
      Principal caller,
      Upload upload,
      Imported what,
      BiFunction<Handle, Imported, UUID> conversation,
      List<NewTurn> turns) {
    try {
      TurnIntake.Imported imported =
          intake.importAll(
              caller.actor(),
              handle -> {
                RequestKeys.Made made =
                    keys.once(handle, upload.key(), () -> conversation.apply(handle, what));
                if (made.repeated()) {
                  throw new StoredBefore(made.conversationId());
                }
                return made.conversationId();
              },
              turns);
      return new Stored(imported.conversationId(), imported.queued());
    } catch (StoredBefore before) {
      RequestKey.markRepeated(response);
      boolean waiting =
          room.database()
              .read(caller.actor(), handle -> room.turns().anyWaits(handle, before.conversationId));
      return new Stored(before.conversationId, waiting);
    }
  }

  private static NewTurn newTurn(TranscriptTurn turn) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("original_speaker_label", turn.originalSpeakerLabel());
    source.put("line", turn.line());
    if (!turn.vtTags().isEmpty()) {
      source.put("vt_tags", turn.vtTags());
    }
    if (turn.hasNoise()) {
      source.put("has_noise", true);
    }
    Double start = turn.startSeconds();
    if (start != null) {
      source.put("start_seconds", start);
    }
    Double end = turn.endSeconds();
    if (end != null) {
      source.put("end_seconds", end);
    }
    return new NewTurn(
        turn.speaker(), turn.rawText(), null, null, Priority.NORMAL, Json.text(source));
  }

  private record Upload(
      String text,
      TranscriptFormat format,
      @Nullable String filename,
      @Nullable String name,
      @Nullable RequestKey key) {}

  private static Upload upload(ServerRequest request, Principal caller) {
    boolean json =
        request
            .headers()
            .first(HeaderNames.CONTENT_TYPE)
            .map(type -> type.toLowerCase(Locale.ROOT).startsWith("application/json"))
            .orElse(false);
    byte[] sent = Body.bytes(request, json ? MAX_BODY : (int) TranscriptLimits.MAX_BYTES);
    @Nullable RequestKey key = RequestKey.of(request, caller, sent);
    Fields fields = json ? Body.parse(sent) : Fields.query(request);
    TranscriptFormat format =
        Objects.requireNonNullElse(fields.optionalChoice("format", FORMATS), TranscriptFormat.AUTO);
    @Nullable String filename = fields.optionalText("filename", MAX_NAME);
    @Nullable String name = fields.optionalText("name", MAX_NAME);
    String text = json ? fields.text("content", (int) TranscriptLimits.MAX_BYTES) : "";
    fields.check();
    return new Upload(json ? text : Body.text(sent), format, filename, name, key);
  }

  /** What is to be stored of a transcript. */
  private record Imported(TranscriptFormat format, int turns) {
    JsonNode toldIn(JsonNode metadata) {
      return SessionInfo.imported(metadata, format.wireName(), turns);
    }
  }

  /** A transcript and the format it was in. */
  private record Read(TranscriptFormat format, Transcript transcript) {}

  private static Read read(Upload upload) {
    try {
      TranscriptLimits.requireSize(upload.text().getBytes(StandardCharsets.UTF_8).length);
      TranscriptFormat format =
          upload.format() == TranscriptFormat.AUTO
              ? TranscriptFormat.detect(upload.filename(), upload.text())
              : upload.format();
      Transcript transcript = TranscriptReader.read(upload.text(), format);
      TranscriptLimits.requireTurns(transcript);
      for (TranscriptTurn turn : transcript.turns()) {
        requireLength(turn);
        requireStorable(turn);
      }
      return new Read(format, transcript);
    } catch (TranscriptException e) {
      throw unreadable(e.line(), e.getMessage());
    }
  }

  private static void requireLength(TranscriptTurn turn) {
    if (turn.rawText().length() > TurnResource.MAX_RAW_TEXT) {
      throw new TranscriptException(
          turn.line(),
          "the turn that begins here is longer than the %d characters a turn may have; split it, a paragraph a turn for instance."
              .formatted(TurnResource.MAX_RAW_TEXT));
    }
  }

  /**
   * Every way in refuses what no column can hold; JSON can say it with letters that look harmless.
   */
  private static void requireStorable(TranscriptTurn turn) {
    if (!Storable.isText(turn.rawText()) || !Storable.isText(turn.originalSpeakerLabel())) {
      throw new TranscriptException(
          turn.line(),
          "the turn that begins here contains NUL or half of a surrogate pair, which cannot be stored; take it out.");
    }
  }

  private static ApiException unreadable(int line, @Nullable String message) {
    return new ApiException(
            ErrorCode.INVALID_FIELD_VALUE, message == null ? "It cannot be read." : message)
        .withDetails(Map.of("line", line))
        .withSuggestedAction(
            "Correct the transcript as the message says and import it again; nothing of it was stored. POST /api/v1/conversations/parse-transcript shows what would be read.");
  }
}
