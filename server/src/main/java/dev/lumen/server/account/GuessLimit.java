package dev.lumen.server.account;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.ErrorCode;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Slows down those who guess passwords: only wrong ones count, for each pair of user and address,
 * and for each address. An address being part of the pair, nobody can lock another out of their
 * account.
 */
final class GuessLimit {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int WRONG_FOR_ONE_USER = 10;
  private static final int WRONG_FROM_ONE_ADDRESS = 100;

  private final boolean on;
  private final Buckets byUser;
  private final Buckets byAddress;

  GuessLimit(LimitSettings settings, LimitCounts counts) {
    this.on = settings.guessing();
    this.byUser = counts.buckets("guesses-user", bandwidth(WRONG_FOR_ONE_USER));
    this.byAddress = counts.buckets("guesses-address", bandwidth(WRONG_FROM_ONE_ADDRESS));
  }

  /**
   * Runs a sign-in unless there were too many wrong ones: then SYS_003, whether or not this one is
   * right.
   */
  <T> T guard(String email, String address, Supplier<T> signIn) {
    if (!on) {
      return signIn.get();
    }
    String user = address + " " + email.toLowerCase(Locale.ROOT);
    // Taken beforehand and given back, so that many guesses at once count too.
    take(byUser, user);
    take(byAddress, address);
    boolean wrong = false;
    try {
      return signIn.get();
    } catch (ApiException e) {
      wrong = e.code() == ErrorCode.INVALID_TOKEN;
      throw e;
    } finally {
      if (!wrong) {
        byUser.giveBack(user);
        byAddress.giveBack(address);
      }
    }
  }

  private static void take(Buckets buckets, String key) {
    ConsumptionProbe probe = buckets.take(key);
    if (!probe.isConsumed()) {
      throw ApiException.rateLimited(
          "There were too many attempts to sign in with a wrong password.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private static Bandwidth bandwidth(int wrong) {
    return Bandwidth.builder().capacity(wrong).refillGreedy(wrong, WINDOW).build();
  }
}
