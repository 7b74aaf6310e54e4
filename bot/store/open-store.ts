import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FetchMemory } from '../../indexer/feeds/fetch-memory.ts';
import type { RelayMemory } from '../bridge/relay-memory.ts';
import type { RelayState } from '../bridge/relay-state.ts';
import type { ScheduledMemory } from '../reminders/scheduled-memory.ts';
import { type FeedbackTable, feedbackTable } from './feedback.ts';
import { fetchesTable } from './fetches.ts';
import { type GapTable, gapTable } from './gaps.ts';
import { type GuildSettingsTable, guildSettingsTable } from './guild-settings.ts';
import { migrate } from './migrate.ts';
import { relayStateTable } from './relay-state.ts';
import { relayedTable } from './relayed.ts';
import { type ReminderTable, reminderTable } from './reminders.ts';
import { scheduledTable } from './scheduled.ts';
import { type SendingLock, sendingLock } from './sending-lock.ts';
import { type ZoneTable, zoneTable } from './zones.ts';

/** Milliseconds that a write waits for another process to finish its own. */
const PATIENCE = 2_000;

/** What must last beyond a restart: one SQLite database (libsql). `README.md` beside this file tells its tables. */
export interface Store {
  /** Where it lies; `:memory:` for one that does not last. */
  readonly file: string;
  readonly feedback: FeedbackTable;
  readonly gaps: GapTable;
  readonly guildSettings: GuildSettingsTable;
  readonly reminders: ReminderTable;
  readonly scheduled: ScheduledMemory;
  readonly zones: ZoneTable;
  readonly sending: Pick<SendingLock, 'take'>;
  readonly relayed: RelayMemory;
  readonly relayState: RelayState;
  readonly fetches: FetchMemory;
  close(): void;
}

/** The database can't be opened or read; `message` names the file and says why. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/**
 * Opens the database, making file and folder when there are none (readable by their owner only);
 * `:memory:` lasts until it is closed. Some 20 ms, of which loading the library is most.
 * @throws StoreError
 */
export async function openStore(file: string): Promise<Store> {
  try {
    if (file !== ':memory:') await makePrivateFile(file);
    // Loaded here, since a platform without its binary must not stop answers.
    const { default: Database } = await import('libsql');
    const database = new Database(file, { timeout: PATIENCE });
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      migrate(database);
      const sending = sendingLock(Database, file);
      const gaps = gapTable(database);
      return {
        file,
        feedback: feedbackTable(database, gaps),
        gaps,
        guildSettings: guildSettingsTable(database),
        reminders: reminderTable(database),
        scheduled: scheduledTable(database),
        zones: zoneTable(database),
        sending,
        relayed: relayedTable(database),
        relayState: relayStateTable(database),
        fetches: fetchesTable(database),
        close() {
          sending.close();
          database.close();
        },
      };
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (cause) {
    throw new StoreError(`${file} can't be used: ${(cause as Error).message}`, { cause });
  }
}

/** As `openStore`; when that fails, answers go on without: one line says so, and `null` is given. */
export async function openStoreOrTell(file: string, tell: (line: string) => void): Promise<Store | null> {
  try {
    return await openStore(file);
  } catch (error) {
    tell(`Feedback is not kept: ${(error as Error).message}`);
    return null;
  }
}

/** SQLite gives its journal the same permissions. */
async function makePrivateFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a', 0o600);
  await handle.close();
}
