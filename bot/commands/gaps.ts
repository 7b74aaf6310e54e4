import { createConsole } from '../console.ts';
import { groupGaps } from '../gaps/group-gaps.ts';
import { InputFault } from '../input-fault.ts';
import { gapToJson, renderGaps } from '../render/gaps.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { nameStore } from './name-files.ts';
import { readConfig, type SharedOptions } from './open-content.ts';

/** `almanac gaps`: what people asked for and nothing answers, the most wanted first. */
export async function runGaps(options: SharedOptions & { readonly limit: number }): Promise<void> {
  const console = createConsole(process);
  await withStore(options, ({ gaps }) => {
    const groups = groupGaps(gaps.open()).slice(0, options.limit);
    if (options.json)
      for (const [i, group] of groups.entries()) console.print(JSON.stringify(gapToJson(group, i + 1)));
    else if (groups.length > 0) console.print(renderGaps(groups, console));
    else console.note('No gaps: nothing was declined or said to be wrong.');
  });
}

/** `almanac gaps forget`: the numbers are those of the list as it stands now. */
export async function runForgetGaps(numbers: readonly number[], options: SharedOptions): Promise<void> {
  const console = createConsole(process);
  await withStore(options, ({ gaps }) => {
    const groups = groupGaps(gaps.open());
    const missing = numbers.find((number) => groups[number - 1] === undefined);
    if (missing !== undefined) throw new InputFault(`there is no gap ${missing}: see almanac gaps`);
    const ids = [...new Set(numbers)].flatMap((number) => groups[number - 1]?.ids ?? []);
    const count = gaps.forget(ids);
    console.note(`${count} question${count === 1 ? ' is' : 's are'} forgotten.`);
  });
}

async function withStore(options: SharedOptions, work: (store: Store) => void): Promise<void> {
  const folder = options.content ?? (await readConfig(options, createConsole(process))).content;
  const store = await openStore(await nameStore(folder));
  try {
    work(store);
  } finally {
    store.close();
  }
}
