/** A set that forgets the oldest beyond `size`. */
export interface RecentSet {
  /** Adds; false when it was there already. */
  add(key: string): boolean;
  delete(key: string): void;
}

export function createRecentSet(size: number): RecentSet {
  const keys = new Set<string>();
  return {
    add(key) {
      if (keys.has(key)) return false;
      keys.add(key);
      for (const oldest of keys) {
        if (keys.size <= size) break;
        keys.delete(oldest);
      }
      return true;
    },
    delete: (key) => void keys.delete(key),
  };
}
