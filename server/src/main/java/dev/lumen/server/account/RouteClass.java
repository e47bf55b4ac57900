package dev.lumen.server.account;

/** Kinds of requests that are limited apart from each other. */
public enum RouteClass {
  /** Sending turns. */
  TURNS,
  /** Asking how a conversation or the queue is. */
  STATUS,
  /** Signing in, refreshing, signing out. */
  AUTH,
  /** Everything else. */
  OTHER
}
