/** Something that changes, and tells those who watch it; as `useSyncExternalStore` wants it. */
export abstract class Watched {
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  protected get isWatched(): boolean {
    return this.listeners.size > 0;
  }

  protected changed(): void {
    for (const listener of this.listeners) {
      listener();
    }
  }
}
