import type { Person } from './bridge-end.ts';
import type { RelayCommand } from './read-relay-command.ts';
import type { RelayState } from './relay-state.ts';

/** What moderators want of a relay. */
export interface RelayRules {
  readonly isPaused: boolean;
  isMuted(person: Pick<Person, 'id' | 'name'>): boolean;
  /** Does what somebody may tell it, and gives the words that say so. */
  obey(command: RelayCommand, by: string): string;
  pause(isPaused: boolean): void;
}

/** The rules of a relay between these sides, as they were before a restart. `onError`: they can't be kept. */
export function createRelayRules(
  sides: readonly string[],
  state: RelayState | null,
  onError: (error: Error) => void,
): RelayRules {
  const muted = new Set(sides.flatMap((side) => state?.muted(side) ?? []));
  let isPaused = sides.some((side) => state?.isPaused(side) ?? false);
  const keep = (write: (side: string) => void) => {
    try {
      sides.forEach(write);
    } catch (error) {
      onError(error as Error);
    }
  };
  const pause = (isOff: boolean) => {
    isPaused = isOff;
    keep((side) => state?.setPaused(side, isOff));
  };
  return {
    get isPaused() {
      return isPaused;
    },
    isMuted: ({ id, name }) => muted.has(id.toLowerCase()) || muted.has(name.toLowerCase()),
    obey({ verb, name }, by) {
      if (name === null) {
        pause(verb === 'off');
        return `${by} switched the relay ${verb}`;
      }
      const wanted = name.toLowerCase();
      if (verb === 'mute') muted.add(wanted);
      else muted.delete(wanted);
      keep((side) => state?.setMuted(side, wanted, verb === 'mute'));
      return `${by} ${verb}d ${name} here`;
    },
    pause,
  };
}
