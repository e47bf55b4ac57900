package dev.lumen.server.prompt;

import dev.lumen.cleaner.VocabularyTerm;
import dev.lumen.cleaner.VoiceText;
import dev.lumen.server.conversation.BusinessContext;
import dev.lumen.server.conversation.ContextStore;
import dev.lumen.server.conversation.Conversation;
import dev.lumen.server.conversation.ConversationStore;
import dev.lumen.server.conversation.ModelParameters;
import dev.lumen.server.conversation.ProcessingSettings;
import dev.lumen.server.database.ConversationWindow;
import dev.lumen.server.database.Trip;
import dev.lumen.server.turn.TurnStore;
import dev.lumen.server.turn.TurnView;
import dev.lumen.server.vocabulary.VocabularyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A stored turn with what is known around it: all that goes into a question about it.
 *
 * @param turn as it stands
 * @param level how it may be cleaned
 * @param context what was shared beforehand and said before, as the question shows it
 * @param terms the vocabulary of its conversation
 * @param business what the conversation is said to be about; its words are no words of the talk
 * @param parameters with what its conversation has a model asked
 */
record TurnMaterial(
    TurnView turn,
    String level,
    String context,
    List<VocabularyTerm> terms,
    String business,
    ModelParameters parameters) {
  /** The most that a question holds of what was said before, in characters; the last counts. */
  private static final int MOST_CONTEXT = 8_000;

  private static final String NOTHING = "(nothing)";

  /** What is stored around a turn that the transaction's actor sees; empty for others. */
  static Optional<TurnMaterial> of(Handle handle, UUID turnId) {
    Optional<TurnView> found = new TurnStore().find(handle, turnId);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    TurnView turn = found.get();
    return new ConversationStore()
        .find(handle, turn.conversationId())
        .map(conversation -> around(handle, turn, conversation));
  }

  private static TurnMaterial around(Handle handle, TurnView turn, Conversation conversation) {
    ProcessingSettings settings = ProcessingSettings.from(conversation.metadata());
    Own own = own(handle, turn.turnId());
    Trip trip = Trip.on(handle);
    List<UUID> here = List.of(conversation.id());
    Trip.Answer<ContextStore.Shared> beforehand = new ContextStore().sharedContexts(trip, here);
    Trip.Answer<VocabularyStore.Taught> terms = new VocabularyStore().forCleaner(trip, here);
    trip.go();
    String shared =
        Stream.concat(
                beforehand.rows().stream().map(ContextStore.Shared::text),
                Stream.ofNullable(own.sharedContext()))
            .filter(text -> !text.isBlank())
            .distinct()
            .reduce((first, second) -> first + "\n" + second)
            .orElse("");
    return new TurnMaterial(
        turn,
        own.level() == null ? "full" : own.level(),
        context(shared, window(handle, turn, settings.windowSize())),
        terms.rows().stream().map(VocabularyStore.Taught::term).toList(),
        BusinessContext.from(conversation.metadata()).inOneLine(),
        settings.modelParameters());
  }

  /** What came with the turn itself. */
  private record Own(@Nullable String sharedContext, @Nullable String level) {}

  private static Own own(Handle handle, UUID turnId) {
    return handle
        .createQuery("SELECT shared_context, force_cleaning_level FROM turns WHERE id = :id")
        .bind("id", turnId)
        .map((rs, ctx) -> new Own(rs.getString(1), rs.getString(2)))
        .one();
  }

  private static List<String> window(Handle handle, TurnView turn, int size) {
    List<String> lines = new ArrayList<>();
    for (ConversationWindow.WindowTurn said :
        ConversationWindow.windowBefore(handle, turn.conversationId(), turn.seq(), size)) {
      if (!said.cleanedText().isBlank()) {
        String text =
            VoiceText.of(said.cleanedText()).map(VoiceText::text).orElse(said.cleanedText());
        lines.add(said.speaker() + ": " + text);
      }
    }
    return lines;
  }

  private static String context(String shared, List<String> window) {
    List<String> lines = new ArrayList<>();
    int left = MOST_CONTEXT;
    for (String line : window.reversed()) {
      if (line.length() > left) {
        break;
      }
      left -= line.length();
      lines.addFirst(line);
    }
    if (!shared.isEmpty()) {
      lines.addFirst(
          "Known beforehand: " + shared.substring(0, Math.min(shared.length(), MOST_CONTEXT)));
    }
    return String.join("\n", lines);
  }

  /** The texts whose words the conversation knows. */
  List<String> knownTexts() {
    List<String> texts = new ArrayList<>();
    texts.add(context);
    terms.stream().filter(it -> !it.neverChange()).forEach(it -> texts.add(it.term()));
    return texts;
  }

  /** The values of a template's variables. */
  Map<String, String> values() {
    String about = business.isEmpty() ? "" : "The conversation is about: " + business;
    return values(
        Stream.of(about, context).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n")),
        turn.rawText(),
        level);
  }

  /** The values of a template's variables for a text of anybody's. */
  static Map<String, String> values(@Nullable String context, String rawText, String level) {
    return Map.of(
        TemplateText.CONTEXT,
        context == null || context.isBlank() ? NOTHING : context,
        TemplateText.RAW_TEXT,
        rawText,
        TemplateText.LEVEL,
        level);
  }
}
