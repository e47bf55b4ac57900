package dev.lumen.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;

/**
 * JSON factories that share a few buffers.
 *
 * <p>The library keeps buffers of 16 kB for each thread that ever read or wrote JSON, softly, so
 * until the heap is full. With several virtual threads for each connection that is most of the
 * heap, and giving it back takes a full collection each time.
 */
public final class JsonFactories {
  /** More threads than this at once are rare with a few processors; they get new buffers. */
  private static final int KEPT = 64;

  private static final RecyclerPool<BufferRecycler> BUFFERS =
      JsonRecyclerPools.newBoundedPool(KEPT);

  private JsonFactories() {}

  /** A factory to be completed. */
  public static TSFBuilder<?, ?> builder() {
    return JsonFactory.builder().recyclerPool(BUFFERS);
  }
}
