import { checkFeeds } from '../../indexer/feeds/check-feeds.ts';
import { readList } from '../../indexer/feeds/sync-folder.ts';
import { toInstant } from '../../indexer/to-instant.ts';
import { createConsole } from '../console.ts';
import { renderDiagnosis } from '../render/feeds.ts';
import { readConfig, type SharedOptions } from './open-content.ts';
import { limitsFor } from './sync.ts';

/** `almanac feeds check`: what is wrong with each feed and the mend; exit code 1 when one can't be read. */
export async function runFeedsCheck(
  options: SharedOptions & { readonly allowPrivate?: boolean },
): Promise<void> {
  const console = createConsole(process);
  const folder = options.content ?? (await readConfig(options, console)).content;
  const { subscriptions, faults } = await readList(folder);
  for (const fault of faults) console.complain(fault);
  let unread = faults.length;
  for await (const diagnosis of checkFeeds(subscriptions, limitsFor(options), toInstant(new Date()))) {
    if (diagnosis.feed === null) unread++;
    console.print(options.json ? JSON.stringify(diagnosis) : renderDiagnosis(diagnosis));
  }
  if (unread > 0) process.exitCode = 1;
}
