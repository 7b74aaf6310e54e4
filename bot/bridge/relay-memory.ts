/** Which messages were relayed, and as what. */
export interface RelayMemory {
  /** Notes a message of a side; false when it is known already, as itself or as a copy. */
  add(end: string, id: string): boolean;
  /** Notes the copies of a message on another side. */
  link(end: string, id: string, other: string, copies: readonly string[]): void;
  /** Ids on another side of the same message, whichever of them is the original; in order. */
  copies(end: string, id: string, other: string): readonly string[];
}

const MOST_REMEMBERED = 20_000;

/** Until the process ends. */
export function createRelayMemory(): RelayMemory {
  /** Root of each message, by side and id. */
  const roots = new Map<string, string>();
  const members = new Map<string, { end: string; id: string }[]>();
  const keyOf = (end: string, id: string) => `${end} ${id}`;
  const put = (end: string, id: string, root: string) => {
    roots.set(keyOf(end, id), root);
    members.set(root, [...(members.get(root) ?? []), { end, id }]);
    for (const [key, oldest] of roots) {
      if (roots.size <= MOST_REMEMBERED) break;
      roots.delete(key);
      members.delete(oldest);
    }
  };
  return {
    add(end, id) {
      if (roots.has(keyOf(end, id))) return false;
      put(end, id, keyOf(end, id));
      return true;
    },
    link(end, id, other, copies) {
      const root = roots.get(keyOf(end, id)) ?? keyOf(end, id);
      for (const copy of copies) put(other, copy, root);
    },
    copies(end, id, other) {
      const root = roots.get(keyOf(end, id));
      const all = root === undefined ? [] : (members.get(root) ?? []);
      return all.filter((member) => member.end === other).map((member) => member.id);
    },
  };
}
