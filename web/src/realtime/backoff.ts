const BASE_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try: full jitter, a random time up to min(30 s, 0.5 s · 2ⁿ), n
 * counting tries without success (docs/protocol/native.md). The first waits 5 s at most, so R-07's
 * retry after 5000 ms holds.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  return random() * Math.min(LONGEST_MS, BASE_MS * 2 ** Math.min(failures, 16));
}

/** What the code of a close frame asks of a client. */
export function afterClose(code: number): "reconnect" | "sign-in" | "stop" {
  switch (code) {
    case 4001:
    case 4003:
      return "sign-in";
    // What the server closes without a fault is over: a spoken conversation that was ended.
    case 1000:
    case 1002:
    case 1003:
    case 1007:
    case 1008:
    case 1009:
    case 4004:
    case 4007:
    case 4010:
      return "stop";
    default:
      return "reconnect";
  }
}
