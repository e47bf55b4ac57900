package dev.lumen.server.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values used most recently, never more than a fixed number, so that strangers cannot fill the
 * memory.
 */
final class Recent<K, V> {
  private final Map<K, V> values;

  Recent(int capacity) {
    values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
          }
        };
  }

  /**
   * The value of {@code key}, made when there is none. {@code make} must be quick: it is run under
   * the lock.
   */
  synchronized V get(K key, Function<? super K, ? extends V> make) {
    V value = values.get(key);
    if (value == null) {
      value = make.apply(key);
      values.put(key, value);
    }
    return value;
  }

  synchronized @Nullable V find(K key) {
    return values.get(key);
  }

  synchronized void put(K key, V value) {
    values.put(key, value);
  }

  synchronized void remove(K key) {
    values.remove(key);
  }

  synchronized void clear() {
    values.clear();
  }

  synchronized int size() {
    return values.size();
  }
}
