import type { Person } from './bridge-end.ts';

type Change = 'joined' | 'left';

/** Who comes and goes at a time, told together: when a network splits, a hundred people leave at once. */
export interface Gathering {
  add(person: Person, change: Change): void;
  /** Tells nothing more. */
  stop(): void;
}

/** Milliseconds. */
const AT_A_TIME = 1_000;

export function gatherPresence(tell: (people: readonly Person[], change: Change) => void): Gathering {
  const gathered: Record<Change, Person[]> = { left: [], joined: [] };
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    timer = null;
    for (const change of ['left', 'joined'] as const) {
      const people = gathered[change].splice(0);
      if (people.length > 0) tell(people, change);
    }
  };
  return {
    add(person, change) {
      gathered[change].push(person);
      timer ??= setTimeout(flush, AT_A_TIME);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
