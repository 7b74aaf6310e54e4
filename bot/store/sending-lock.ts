import type Database from 'libsql';

/** Which of the processes that share a database may send what must arrive once. */
export interface SendingLock {
  /** Takes the lock unless another process holds it; true: this one does. The system frees it when a process dies. */
  take(): boolean;
  close(): void;
}

/** A lock beside the database: an exclusive transaction on a file of its own, which nothing is written to. */
export function sendingLock(open: typeof Database, file: string): SendingLock {
  let held: Database.Database | null = null;
  return {
    take() {
      if (held !== null) return true;
      const trial = new open(file === ':memory:' ? file : `${file}.sending`, { timeout: 0 });
      try {
        trial.exec('BEGIN EXCLUSIVE');
        held = trial;
      } catch {
        trial.close();
      }
      return held !== null;
    },
    close() {
      held?.close();
      held = null;
    },
  };
}
