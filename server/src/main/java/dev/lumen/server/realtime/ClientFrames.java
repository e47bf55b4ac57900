package dev.lumen.server.realtime;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.SocketContext;
import io.helidon.websocket.ClientWsFrame;
import io.helidon.websocket.WsCloseException;
import io.helidon.websocket.WsOpCode;

/**
 * The frames of one client as they come, held to the rules of RFC 6455 (sections 5.2 to 5.5) which
 * the library does not look at. What breaks them is a {@link WsCloseException} with the code to
 * close with.
 */
final class ClientFrames {
  private static final int LONGEST_FRAME = 1 << 20;
  private static final int LONGEST_CONTROL = 125;
  private static final int FINAL = 0x80;
  private static final int OPCODE = 0x0F;
  private static final int CONTROL = 0x08;

  private final SocketContext connection;
  private final DataReader in;
  private WsOpCode message = WsOpCode.CONTINUATION;

  ClientFrames(SocketContext connection, DataReader in) {
    this.connection = connection;
    this.in = in;
  }

  /**
   * One frame.
   *
   * @param kind what it is a part of: never {@code CONTINUATION}
   * @param last whether the message ends with it
   */
  record Frame(WsOpCode kind, BufferData payload, boolean last) {}

  /**
   * Waits for the next frame.
   *
   * @throws WsCloseException when it breaks the rules
   * @throws DataReader.InsufficientDataAvailableException when the client is gone
   */
  Frame next() {
    // Looked at first: the library knows no other answer to these than to fail.
    requireKnown(in.lookup());
    ClientWsFrame frame = ClientWsFrame.read(connection, in, LONGEST_FRAME);
    return frame.opCode().code() < CONTROL ? part(frame) : control(frame);
  }

  private static void requireKnown(int first) {
    int opcode = first & OPCODE;
    boolean control = (opcode & CONTROL) != 0;
    if (opcode > (control ? WsOpCode.PONG : WsOpCode.BINARY).code()) {
      throw fault("There is no such kind of frame.");
    }
    if (control && (first & FINAL) == 0) {
      throw fault("A control frame came in pieces.");
    }
  }

  private static Frame control(ClientWsFrame frame) {
    if (frame.payloadLength() > LONGEST_CONTROL) {
      throw fault("A control frame has 125 bytes at most.");
    }
    return new Frame(frame.opCode(), frame.payloadData(), true);
  }

  private Frame part(ClientWsFrame frame) {
    boolean begun = message != WsOpCode.CONTINUATION;
    if (begun != (frame.opCode() == WsOpCode.CONTINUATION)) {
      throw fault(begun ? "A message began inside another." : "There is nothing to continue.");
    }
    WsOpCode kind = begun ? message : frame.opCode();
    message = frame.fin() ? WsOpCode.CONTINUATION : kind;
    return new Frame(kind, frame.payloadData(), frame.fin());
  }

  private static WsCloseException fault(String what) {
    return new WsCloseException(what, CloseReason.PROTOCOL_ERROR.code());
  }
}
