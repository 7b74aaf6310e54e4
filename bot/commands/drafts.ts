import { createConsole } from '../console.ts';
import type { DraftState } from '../drafts/types.ts';
import { InputFault } from '../input-fault.ts';
import { type DraftDesk, openDraftDesk, type Published } from '../publish/draft-desk.ts';
import { clean } from '../render/terminal.ts';
import { readConfig, type SharedOptions } from './open-content.ts';

/** What can be done to one draft. */
export type DraftAction = 'show' | 'edit' | 'publish' | 'reject' | 'restore';

/** `almanac drafts`: those of a state, by number. */
export async function runListDrafts(options: SharedOptions & { readonly state: DraftState }): Promise<void> {
  const console = createConsole(process);
  const { desk } = await open(options);
  const all = await desk.list(options.state);
  for (const { number, state, path, draft, faults } of all) {
    const from = draft?.contributors.map(({ name, place }) => `${name} on ${place}`).join(', ');
    if (options.json) console.print(JSON.stringify({ number, state, path, draft, faults }));
    else if (draft === null) console.print(`${number}  can't be read: ${clean(faults[0]?.message ?? path)}`);
    else console.print(clean(`${number}  ${draft.title} (${from}, ${draft.at.slice(0, 10)})`));
  }
  if (all.length === 0) console.note(`No draft is ${options.state}.`);
}

/** `almanac drafts show 7` and its like. */
export async function runDraft(action: DraftAction, number: number, options: SharedOptions): Promise<void> {
  const console = createConsole(process);
  const { desk, content } = await open(options);
  const say = (text: string) => console.print(clean(text));
  const tell = (verb: string, done: Published | null) => {
    say(`${verb}: ${done === null ? `draft ${number}` : `${content}/${done.file}`}`);
    for (const warning of done?.warnings ?? []) console.complain(warning);
    if (done?.commit) console.note(`Commit ${done.commit}.`);
    if (done?.branch) console.note(`Pushed as the branch ${done.branch}: a pull request can be made of it.`);
    if (done?.unpushed) console.complain(`the branch could not be pushed: ${done.unpushed}`);
  };
  if (action === 'show') {
    const { draft, path, faults } = await desk.find(number);
    if (draft === null) throw new InputFault(`${path}: ${faults[0]?.message ?? "it can't be read"}`);
    const from = draft.contributors.map(
      (one) => `${one.name} on ${one.place} (${one.account}; ${one.consent})`,
    );
    const tags = draft.tags.length > 0 ? [`Tags: ${draft.tags.join(', ')}`] : [];
    const source = draft.source === null ? [] : [`Source: ${draft.source}`];
    say(
      [draft.title, `By ${draft.author}: ${from.join('; ')}`, ...tags, ...source, '', draft.text].join('\n'),
    );
  } else if (action === 'edit') say((await desk.find(number)).path);
  else if (action === 'publish') tell('Published', await desk.publish(number));
  else if (action === 'restore') tell('Waits again', await desk.restore(number));
  else {
    await desk.reject(number);
    tell('Rejected', null);
  }
}

async function open(options: SharedOptions): Promise<{ desk: DraftDesk; content: string }> {
  const config = await readConfig(options, createConsole(process));
  const content = options.content ?? config.content;
  return { content, desk: await openDraftDesk({ content, push: config.drafts.push, now: () => new Date() }) };
}
