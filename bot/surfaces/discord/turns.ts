/** Jobs that wait for their turn; more than these take about half a second. */
const BUSY = 40;

/** Answers questions one after the other, each in a turn of the event loop of its own. */
export interface Turns {
  /** Would a job that comes now wait so long that its asker should be told at once that it is worked on? */
  isBusy(): boolean;
  take<T>(work: () => T): Promise<T>;
}

/** Between two jobs the socket is served: so first answers go out while many questions wait. */
export function createTurns(): Turns {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    isBusy: () => waiting >= BUSY,
    take<T>(work: () => T): Promise<T> {
      waiting++;
      const turn = last.then(
        () =>
          new Promise<T>((resolve, reject) => {
            setImmediate(() => {
              waiting--;
              try {
                resolve(work());
              } catch (error) {
                reject(error);
              }
            });
          }),
      );
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
