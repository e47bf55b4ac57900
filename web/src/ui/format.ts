const DAY = 86_400_000;
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const date = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });
// Midnight is 00, not 24 as `hour12: false` has it in some browsers.
const full = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });
const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** "3 minutes ago", and the date for what is older than a week. */
export function ago(iso: string, now = Date.now()): string {
  const past = Math.min(0, Date.parse(iso) - now);
  if (past > -45_000) {
    return "just now";
  }
  if (past > -3_600_000) {
    return relative.format(Math.round(past / 60_000), "minute");
  }
  if (past > -DAY) {
    return relative.format(Math.round(past / 3_600_000), "hour");
  }
  return past > -7 * DAY ? relative.format(Math.round(past / DAY), "day") : date.format(Date.parse(iso));
}

export const exactly = (iso: string): string => full.format(Date.parse(iso));
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });

/** "15:32" of today, "Nov 30, 15:32" of another day, with its year where that is another, too. */
export function whenOf(iso: string, now = new Date()): string {
  const then = new Date(iso);
  if (then.toDateString() === now.toDateString()) {
    return clock.format(then);
  }
  return `${(then.getFullYear() === now.getFullYear() ? day : date).format(then)}, ${clock.format(then)}`;
}

export const timeOf = (iso: string): string => clock.format(Date.parse(iso));

/** "1:05" and "1:02:03": where in a recording something is. */
export function position(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${two(whole)}`
    : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(whole)}`;
}

/** "2,400". */
export const whole = (n: number): string => n.toLocaleString("en");

/** "1 turn", "2,400 turns". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${whole(n)} ${n === 1 ? one : many}`;
}

/** Milliseconds with as many digits as matter. */
export function ms(value: number): string {
  if (value >= 10_000) {
    return `${(value / 1000).toFixed(1)} s`;
  }
  return `${value >= 100 ? Math.round(value) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ms`;
}

export const percent = (share: number): string =>
  `${(share * 100).toFixed(share > 0 && share < 0.01 ? 1 : 0)} %`;
