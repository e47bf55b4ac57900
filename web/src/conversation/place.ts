/** In the browser's history, beside whatever else its entry holds. */
interface Entry {
  readonly turn?: unknown;
}

/** The turn that was read in this entry of the history: back, forward and a new load lead there again. */
export function keptPlace(): number | null {
  const turn = (history.state as Entry | null)?.turn;
  return typeof turn === "number" ? turn : null;
}

export function keepPlace(turn: number): void {
  history.replaceState({ ...(history.state as Entry | null), turn }, "");
}
