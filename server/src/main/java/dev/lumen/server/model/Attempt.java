package dev.lumen.server.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.lumen.server.model.ModelException.Kind;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One try at a question, on one thread: what has come of the answer, and what went wrong first.
 * Nothing it says of a failure holds what was asked or answered.
 */
final class Attempt implements StreamingChatResponseHandler {
  private static final ScopedValue<Attempt> CURRENT = ScopedValue.newInstance();

  private final String model;
  private final boolean json;
  private final Patience patience;
  private final Consumer<String> onText;
  private final StringBuilder text = new StringBuilder();
  private boolean ended;
  private boolean interrupted;
  private @Nullable String requestId;
  private @Nullable ChatResponse whole;
  private @Nullable ModelException failure;
  private @Nullable RuntimeException unwanted;
  private @Nullable Duration retryAfter;
  private @Nullable Parameter refused;

  /**
   * A try.
   *
   * @param model the model's name, for messages
   * @param json whether an answer that was cut off is of no use
   * @param onText is handed each piece
   */
  Attempt(String model, boolean json, Patience patience, Consumer<String> onText) {
    this.model = model;
    this.json = json;
    this.patience = patience;
    this.onText = onText;
  }

  /** The one that this thread makes. */
  static Attempt current() {
    return CURRENT.get();
  }

  /** Makes it; {@code tries} and {@code took} of the answer are this one's. */
  LanguageModel.Answer make(StreamingChatModel asked, ChatRequest request)
      throws ModelException, InterruptedException {
    ScopedValue.where(CURRENT, this).run(() -> asked.chat(request, this));
    return outcome();
  }

  private LanguageModel.Answer outcome() throws ModelException, InterruptedException {
    if (interrupted) {
      throw new InterruptedException();
    }
    if (unwanted != null) {
      throw unwanted;
    }
    ChatResponse response = whole;
    if (response == null) {
      throw failure == null ? failure(Kind.UNREADABLE, "broke off in its answer") : failure;
    }
    requireUsable(response.finishReason());
    TokenUsage usage = response.tokenUsage();
    return new LanguageModel.Answer(
        text.toString(),
        requestId == null ? response.id() : requestId,
        usage == null ? null : usage.inputTokenCount(),
        usage == null ? null : usage.outputTokenCount(),
        1,
        patience.since());
  }

  private void requireUsable(@Nullable FinishReason reason) throws ModelException {
    if (failure != null) {
      throw failure;
    }
    if (reason == FinishReason.CONTENT_FILTER) {
      throw failure(Kind.BLOCKED, "stopped for reasons of safety");
    }
    if (reason == null && !ended) {
      throw failure(Kind.UNREADABLE, "broke off in its answer");
    }
    if (reason == FinishReason.LENGTH && json) {
      throw failure(Kind.UNREADABLE, "had no room for its whole answer");
    }
    if (text.toString().isBlank()) {
      throw failure(Kind.UNREADABLE, "answered nothing");
    }
  }

  Patience patience() {
    return patience;
  }

  /** What the model asks its callers to wait; null where it does not say. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The parameter that the model does not take; null where it names none. */
  @Nullable Parameter refused() {
    return refused;
  }

  /** Whether somebody has heard pieces of it, after which nothing may be tried again. */
  boolean isHeard() {
    return patience.isPerPiece() && !text.isEmpty();
  }

  /** Whether nothing more is to be read. */
  boolean isOver() {
    return failure != null || interrupted || unwanted != null;
  }

  // --- what happens on the wire ---

  void begun(HttpHeaders headers) {
    requestId = headers.firstValue("x-request-id").orElse(null);
  }

  void event(String data) {
    ended |= data.equals("[DONE]");
  }

  void refused(ErrorAnswer answer) {
    retryAfter = answer.retryAfter();
    refused = answer.refused();
    failed(answer.kind(), "answered with status " + answer.status());
  }

  void late() {
    failed(Kind.LATE, "did not answer in time");
  }

  void unreadable() {
    failed(Kind.UNREADABLE, "answered what cannot be read");
  }

  void interrupted() {
    interrupted = true;
  }

  /** The first failure counts; others follow from it. */
  void failed(Kind kind, String how) {
    if (failure == null) {
      failure = failure(kind, how);
    }
  }

  private ModelException failure(Kind kind, String how) {
    return new ModelException(kind, model + " " + how);
  }

  // --- what LangChain4j reads there ---

  @Override
  public void onPartialResponse(String piece) {
    if (isOver()) {
      return;
    }
    text.append(piece);
    try {
      onText.accept(piece);
    } catch (RuntimeException e) {
      unwanted = e;
    }
    patience.piece();
  }

  @Override
  public void onUnmappedRawEvent(Object event) {
    if (event instanceof ServerSentEvent raw) {
      OtherEvent.of(raw.data()).ifPresent(it -> failed(it.kind(), it.how()));
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    whole = response;
  }

  @Override
  public void onError(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonProcessingException) {
        unreadable();
        return;
      }
    }
    failed(Kind.BROKEN, "reported an error in its answer");
  }
}
