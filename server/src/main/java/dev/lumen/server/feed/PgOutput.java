package dev.lumen.server.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the messages of PostgreSQL's {@code pgoutput} plugin, protocol versions 1 and 2, text
 * format.
 *
 * <p>Source: PostgreSQL documentation, chapter "Logical Replication Message Formats". Pure: bytes
 * in, a {@link Message} out; malformed input gives a {@link DecodeException} and nothing else.
 */
public final class PgOutput {
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final ByteBuffer bytes;

  private PgOutput(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Decodes one whole message.
   *
   * @param message positioned at its kind byte; read to its end
   * @throws DecodeException when the bytes are cut short, too long or contradict themselves
   */
  public static Message decode(ByteBuffer message) {
    return new PgOutput(message).message(false);
  }

  /**
   * Decodes a message between {@link Message.StreamStart} and {@link Message.StreamStop}, where row
   * messages carry a transaction id of their own.
   */
  public static Message decodeInStream(ByteBuffer message) {
    return new PgOutput(message).message(true);
  }

  private Message message(boolean inStream) {
    char kind = (char) u8("kind");
    if (inStream && "MRYIUDT".indexOf(kind) >= 0) {
      i32("transaction id");
    }
    Message decoded = body(kind);
    if (bytes.hasRemaining()) {
      throw new DecodeException(
          "Message '%c' is followed by %d bytes too many".formatted(kind, bytes.remaining()));
    }
    return decoded;
  }

  private Message body(char kind) {
    return switch (kind) {
      case 'B' -> new Message.Begin(lsn(), time(), xid());
      case 'C' -> commit();
      case 'O' -> new Message.Origin(lsn(), string());
      case 'R' -> relation();
      case 'Y' -> new Message.Type(i32("type"), string(), string());
      case 'I' -> insert();
      case 'U' -> update();
      case 'D' -> delete();
      case 'T' -> truncate();
      case 'M' -> logicalMessage();
      case 'S' -> new Message.StreamStart(xid(), u8("first segment") == 1);
      case 'E' -> new Message.StreamStop();
      case 'c' -> streamCommit();
      case 'A' -> new Message.StreamAbort(xid(), xid());
      default -> unsupported(kind);
    };
  }

  private Message commit() {
    u8("flags");
    return new Message.Commit(lsn(), lsn(), time());
  }

  private Message streamCommit() {
    long xid = xid();
    u8("flags");
    return new Message.StreamCommit(xid, lsn(), lsn(), time());
  }

  private Message relation() {
    int oid = i32("relation");
    String schema = string();
    String name = string();
    char identity = (char) u8("replica identity");
    int count = u16("column count");
    List<Message.RelationColumn> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean key = (u8("column flags") & 1) == 1;
      columns.add(new Message.RelationColumn(string(), key, i32("type"), i32("modifier")));
    }
    return new Message.Relation(
        oid, schema.isEmpty() ? "pg_catalog" : schema, name, identity, List.copyOf(columns));
  }

  private Message insert() {
    int relation = i32("relation");
    expect('N', u8("row kind"));
    return new Message.Insert(relation, row());
  }

  private Message update() {
    int relation = i32("relation");
    char kind = (char) u8("row kind");
    @Nullable List<Cell> old = null;
    if (kind == 'K' || kind == 'O') {
      old = row();
      kind = (char) u8("row kind");
    }
    expect('N', kind);
    return new Message.Update(relation, old, row());
  }

  private Message delete() {
    int relation = i32("relation");
    char kind = (char) u8("row kind");
    if (kind != 'K') {
      expect('O', kind);
    }
    return new Message.Delete(relation, row());
  }

  private Message truncate() {
    int count = i32("relation count");
    int options = u8("options");
    if (count < 0 || count > bytes.remaining() / Integer.BYTES) {
      throw new DecodeException("A truncation of %d tables does not fit".formatted(count));
    }
    List<Integer> relations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      relations.add(i32("relation"));
    }
    return new Message.Truncate(List.copyOf(relations), (options & 1) == 1, (options & 2) == 2);
  }

  private Message logicalMessage() {
    boolean transactional = (u8("flags") & 1) == 1;
    return new Message.LogicalMessage(
        transactional, lsn(), string(), ByteBuffer.wrap(content("content")).asReadOnlyBuffer());
  }

  private Message unsupported(char kind) {
    int length = bytes.remaining();
    bytes.position(bytes.limit());
    return new Message.Unsupported(kind, length);
  }

  private List<Cell> row() {
    int count = u16("column count");
    int start = bytes.position();
    for (int i = 0; i < count; i++) {
      pass(u8("column kind"));
    }
    byte[] image = new byte[bytes.position() - start];
    bytes.get(start, image);
    return new RowImage(image, count);
  }

  private void pass(int kind) {
    switch (kind) {
      case RowImage.NULL, RowImage.UNCHANGED -> {}
      case RowImage.TEXT -> {
        int length = length("value");
        bytes.position(bytes.position() + length);
      }
      default -> throw new DecodeException("Column kind %d is unknown".formatted(kind));
    }
  }

  private byte[] content(String what) {
    byte[] content = new byte[length(what)];
    bytes.get(content);
    return content;
  }

  private int length(String what) {
    int length = i32(what + " length");
    if (length < 0 || length > bytes.remaining()) {
      throw new DecodeException(
          "A %s of %d bytes does not fit into %d".formatted(what, length, bytes.remaining()));
    }
    return length;
  }

  private String string() {
    int start = bytes.position();
    while (u8("end of a string") != 0) {}
    byte[] text = new byte[bytes.position() - start - 1];
    bytes.get(start, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static void expect(char wanted, int found) {
    if (wanted != found) {
      throw new DecodeException("A row of kind '%c' was expected, not %d".formatted(wanted, found));
    }
  }

  private Lsn lsn() {
    return new Lsn(i64("log position"));
  }

  private Instant time() {
    return EPOCH.plus(i64("time"), ChronoUnit.MICROS);
  }

  private long xid() {
    return Integer.toUnsignedLong(i32("transaction id"));
  }

  private int u8(String what) {
    need(1, what);
    return bytes.get() & 0xFF;
  }

  private int u16(String what) {
    need(Short.BYTES, what);
    return bytes.getShort() & 0xFFFF;
  }

  private int i32(String what) {
    need(Integer.BYTES, what);
    return bytes.getInt();
  }

  private long i64(String what) {
    need(Long.BYTES, what);
    return bytes.getLong();
  }

  private void need(int count, String what) {
    if (bytes.remaining() < count) {
      throw new DecodeException("The message ends before its " + what);
    }
  }
}
