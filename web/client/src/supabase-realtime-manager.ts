/**
 * Conversations over an unmodified supabase-js client, under the names that pages know (W-04). Every payload has
 * its keys in both spellings: `conversation_id` as on the wire, `conversationId` as pages read it.
 *
 * ```ts
 * const manager = new SupabaseRealtimeManager(createClient(url, key));
 * manager.on('turn:processed', ({ turn }) => show(turn));
 * manager.subscribeToConversation(id);
 * ```
 */

type Row = Record<string, unknown>;
type Listener = (payload: Row) => void;

/** As much of a supabase-js channel as is used. */
interface Channel {
  on(type: 'postgres_changes', filter: Record<string, string>, callback: (change: { new: Row }) => void): Channel;
  subscribe(callback?: (status: string, error?: Error) => void): Channel;
}

/** As much of a supabase-js client as is used. */
interface Client {
  channel(name: string): Channel;
  removeChannel(channel: Channel): unknown;
}

export class SupabaseRealtimeManager {
  /** How long subscribing took, in milliseconds; 0 before the first time. */
  readonly metrics = { subscription_time: 0 };
  private readonly channels = new Map<string, Channel>();
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly client: Client;

  constructor(client: unknown) {
    this.client = client as Client;
  }

  /** Follows a conversation; the callback is told of each processed turn. A second call changes nothing. */
  subscribeToConversation(id: string, callback?: (turn: Row) => void): Channel {
    const before = this.channels.get(id);
    if (before) return before;
    const begun = performance.now();
    const turns = { schema: 'public', table: 'turns', filter: `conversation_id=eq.${id}` };
    const told = (change: { new: Row }) => this.turn(id, change.new, callback);
    const channel = this.client
      .channel(`conversation:${id}`)
      .on('postgres_changes', { event: 'INSERT', ...turns }, told)
      .on('postgres_changes', { event: 'UPDATE', ...turns }, told)
      .on('postgres_changes', { event: 'UPDATE', schema: 'public', table: 'conversations', filter: `id=eq.${id}` }, (change) =>
        this.emit('conversation:updated', { conversation_id: id, conversation: change.new, timestamp: Date.now() }),
      );
    this.channels.set(id, channel);
    channel.subscribe((status, error) => {
      if (status === 'SUBSCRIBED') this.metrics.subscription_time = performance.now() - begun;
      this.emit('subscription:status', { conversation_id: id, status, error: error?.message ?? null });
    });
    return channel;
  }

  unsubscribeFromConversation(id: string): void {
    const channel = this.channels.get(id);
    if (channel) {
      this.channels.delete(id);
      this.client.removeChannel(channel);
    }
  }

  on(event: string, listener: Listener): this {
    const those = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, those.add(listener));
    return this;
  }

  off(event: string, listener: Listener): this {
    this.listeners.get(event)?.delete(listener);
    return this;
  }

  /** Tells listeners; each key is there in both spellings. */
  emit(event: string, payload: Row): void {
    const both = bothSpellings(payload);
    for (const tell of this.listeners.get(event) ?? []) tell(both);
  }

  private turn(id: string, turn: Row, callback?: (turn: Row) => void): void {
    const timestamp = Date.now();
    if (turn.status === 'queued' || turn.status === 'processing') {
      this.emit('turn:queued', { conversation_id: id, turn, timestamp });
      return;
    }
    this.emit('turn:processed', { conversation_id: id, turn, timestamp });
    callback?.(turn);
    const metadata = (turn.metadata ?? {}) as Row;
    if (metadata.confidence_score !== undefined) {
      this.emit('confidence:updated', {
        conversation_id: id,
        turn_id: turn.turn_id ?? turn.id,
        confidence: metadata.confidence_score,
        corrections: metadata.corrections ?? [],
      });
    }
  }
}

function bothSpellings(payload: Row): Row {
  const both: Row = {};
  for (const [key, value] of Object.entries(payload)) {
    both[key] = value;
    both[key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())] ??= value;
    both[key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] ??= value;
  }
  return both;
}
