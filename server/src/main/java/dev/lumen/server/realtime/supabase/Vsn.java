package dev.lumen.server.realtime.supabase;

/** The two spellings of a Phoenix message: {@code vsn} in the address of the socket. */
enum Vsn {
  /** An object with named fields; what clients without a {@code vsn} speak. */
  V1,
  /** An array of five, and binary frames for broadcasts. */
  V2
}
