/** The conversation that was read last: on the way back the list is where it was left. */
let last: string | null = null;

export const lastOpened = (): string | null => last;

export function opened(id: string): void {
  last = id;
}
