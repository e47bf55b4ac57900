package dev.lumen.server.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Addresses and ranges of them, as {@code 10.0.0.0/8} or {@code ::1} (RFC 4632). Names are not
 * looked up: whoever answers for a name could let a stranger in.
 */
public final class AddressRanges {
  /** None at all. */
  public static final AddressRanges NONE = new AddressRanges(List.of());

  /** The first {@code bits} bits of an address, which is as long as those it is compared with. */
  private record Range(InetAddress address, int bits) {
    boolean contains(InetAddress other) {
      byte[] wanted = address.getAddress();
      byte[] given = other.getAddress();
      return wanted.length == given.length
          && IntStream.range(0, bits).allMatch(bit -> bit(wanted, bit) == bit(given, bit));
    }

    private static int bit(byte[] address, int index) {
      return address[index / 8] >> (7 - index % 8) & 1;
    }
  }

  private final List<Range> ranges;

  private AddressRanges(List<Range> ranges) {
    this.ranges = ranges;
  }

  /**
   * Reads addresses and ranges.
   *
   * @throws IllegalArgumentException when one is neither
   */
  public static AddressRanges of(Collection<String> texts) {
    return new AddressRanges(texts.stream().map(AddressRanges::range).toList());
  }

  /** Whether an address, in numbers, is in one of the ranges. */
  public boolean contains(String address) {
    if (ranges.isEmpty()) {
      return false;
    }
    return parse(address)
        .filter(literal -> ranges.stream().anyMatch(range -> range.contains(literal)))
        .isPresent();
  }

  /**
   * An address as proxies write it, {@code 1.2.3.4}, {@code 1.2.3.4:567}, {@code [::1]:567}, in one
   * spelling; empty for anything else.
   */
  static Optional<String> literal(String text) {
    String address = text;
    if (text.startsWith("[") && text.indexOf(']') > 0) {
      address = text.substring(1, text.indexOf(']'));
    } else if (text.indexOf(':') > 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      address = text.substring(0, text.indexOf(':'));
    }
    return parse(address).map(InetAddress::getHostAddress);
  }

  static String network(String address) {
    return parse(address)
        .filter(Inet6Address.class::isInstance)
        .map(InetAddress::getAddress)
        .map(bytes -> HexFormat.of().formatHex(bytes, 0, 8) + "/64")
        .orElse(address);
  }

  private static Range range(String text) {
    int slash = text.indexOf('/');
    InetAddress address =
        parse(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException("no address or range"));
    int most = address.getAddress().length * 8;
    int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException("no address or range");
    }
    return new Range(address, bits);
  }

  private static Optional<InetAddress> parse(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
