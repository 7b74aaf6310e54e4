import { toInstant } from '../../../indexer/to-instant.ts';
import type { Draft } from '../../drafts/types.ts';
import { writeLines } from '../../drafts/write-lines.ts';
import type { DraftDesk } from '../../publish/draft-desk.ts';
import { clip } from '../../render/irc/cite-post.ts';
import type { Consents } from './ask-consent.ts';
import { type ChannelLines, MOST_LINES } from './channel-lines.ts';
import type { IrcMessage } from './irc-message.ts';
import type { DraftCommand, Request } from './read-request.ts';

/** All that commands about drafts work with. */
export interface DraftWork {
  readonly desk: DraftDesk;
  readonly network: string;
  readonly prefix: string;
  readonly width: number;
  /** Services accounts that may decide. */
  readonly moderators: readonly string[];
  readonly lines: ChannelLines;
  readonly consents: Consents;
  /** The account of who said something, as the server knows it. */
  readonly findAccount: (message: IrcMessage) => Promise<string | null>;
  readonly now: () => Date;
  /** Says something before the work is done. */
  readonly tell: (line: string) => void;
}

type Command = (
  request: Request,
  message: IrcMessage,
  work: DraftWork,
) => Promise<string | readonly string[]>;

const MOST_LISTED = 3;
/** People of one `save`: each of them gets a private message. */
const MOST_ASKED = 5;
const NOT_MODERATOR = 'Only the moderators of the knowledge base may do that, logged in to services.';

const COMMANDS: Readonly<Record<DraftCommand, Command>> = {
  async learn({ text }, message, work) {
    const [, title = '', body = ''] = /^([^|]+)\|(.+)$/s.exec(text) ?? [];
    if (title.trim() === '' || body.trim() === '') return `Write ${work.prefix}learn Title | text.`;
    const account = (await work.findAccount(message)) ?? `${message.nick} (not logged in)`;
    const { desk, network, now } = work;
    const number = await desk.add({
      title,
      text: body,
      contributors: [{ name: message.nick, place: `IRC ${network}`, account, consent: 'wrote it for this' }],
      at: toInstant(now()),
    });
    return `Thank you. It waits for the moderators as draft ${number}.`;
  },
  async save({ text }, message, work) {
    const [, digits = '', wanted = ''] = /^(\d{1,3})(?:\s+(.+))?$/s.exec(text) ?? [];
    const count = Number(digits);
    if (message.channel === null || count < 1 || count > MOST_LINES)
      return `Write ${work.prefix}save N in a channel, N from 1 to ${MOST_LINES}; a title may follow.`;
    const { desk, network, now, lines, consents, tell } = work;
    const found = lines.last(message.channel, count);
    if (found.length === 0) return 'I remember nothing that was said here of late.';
    if (new Set(found.map(({ nick }) => nick.toLowerCase())).size > MOST_ASKED)
      return `More than ${MOST_ASKED} people said that: save fewer lines.`;
    if (found.some(({ nick }) => nick.toLowerCase() !== message.nick.toLowerCase()))
      tell('I ask those who said it. Lines of who does not agree in time are left out.');
    const day = toInstant(now()).slice(0, 10);
    const title = wanted === '' ? `Said in ${message.channel} on ${day}` : wanted;
    const agreed = await consents.ask(found, message, title);
    const draft = writeLines(agreed, message.nick, `IRC ${network}`, toInstant(now()));
    if (draft === null) return 'Nobody agreed, so nothing is kept.';
    const number = await desk.add({ ...draft, title, source: `${message.channel} on ${network}` });
    const left = found.length - agreed.length;
    return `Draft ${number} waits for the moderators${left > 0 ? `; ${left} of ${found.length} lines are left out` : ''}.`;
  },
  drafts: moderated(async ({ text }, _message, { desk, prefix, width }) => {
    if (/^\d{1,7}$/.test(text)) {
      const { draft, state } = await desk.find(Number(text));
      return draft === null ? `Draft ${text} can't be read.` : describeDraft(text, state, draft, width);
    }
    const waiting = await desk.list('waiting');
    if (waiting.length === 0) return 'No draft waits.';
    const listed = waiting
      .slice(0, MOST_LISTED)
      .map(({ number, draft }) =>
        draft === null
          ? `${number} can't be read`
          : `${number} ${clip(draft.title, width * 0.3)}, by ${clip(draft.author, width * 0.15)}`,
      );
    const more = waiting.length > MOST_LISTED ? ` (${waiting.length} wait)` : '';
    const hint = ` · ${prefix}drafts N, ${prefix}publish N, ${prefix}reject N${more}`;
    return listed.map((line, index) => (index === listed.length - 1 ? line + hint : line));
  }),
  publish: moderated(async ({ text }, _message, { desk, prefix, width }) => {
    const number = Number(text);
    const { file, warnings, commit, branch, unpushed } = await desk.publish(number);
    const more = [
      commit === null ? '' : `, commit ${commit}`,
      branch === null ? '' : `, branch ${branch}`,
    ].join('');
    const failed = unpushed === null ? '' : ` It could not be pushed: ${unpushed}.`;
    const said = `Published as ${file}${more}.${failed} ${prefix}restore ${number} takes it back.`;
    return [said, ...warnings.slice(0, MOST_LISTED - 1).map((warning) => clip(warning, width))];
  }),
  reject: moderated(async ({ text }, _message, { desk, prefix }) => {
    await desk.reject(Number(text));
    return `Rejected. ${prefix}restore ${Number(text)} undoes that.`;
  }),
  restore: moderated(async ({ text }, _message, { desk }) => {
    await desk.restore(Number(text));
    return `Draft ${Number(text)} waits again.`;
  }),
};

/** Runs a command about drafts and gives what to say. Rejects only when something broke. */
export async function runDraftCommand(
  command: DraftCommand,
  request: Request,
  message: IrcMessage,
  work: DraftWork,
): Promise<readonly string[]> {
  try {
    const said = await COMMANDS[command](request, message, work);
    return typeof said === 'string' ? [said] : said;
  } catch (error) {
    // Faults of the folder name its path, which is nobody's business there.
    if (!(error instanceof Error && error.name === 'DraftFault')) throw error;
    return [`That can't be done: ${clip(error.message, work.width * 0.7)}`];
  }
}

/** For accounts of the configuration alone: a nick proves nothing. */
function moderated(command: Command): Command {
  return async (request, message, work) => {
    const account = await work.findAccount(message);
    const isModerator =
      account !== null && work.moderators.some((own) => own.toLowerCase() === account.toLowerCase());
    if (!isModerator) return NOT_MODERATOR;
    const isNumbered = request.command === 'drafts' || /^\d{1,7}$/.test(request.text);
    return isNumbered ? command(request, message, work) : `Write ${work.prefix}${request.command} N.`;
  };
}

/** Who decides must know how much they have not seen. */
function describeDraft(number: string, state: string, { title, author, text }: Draft, width: number): string {
  const shown = clip(text, width * 0.4);
  const more = shown.endsWith('…') ? ` (${text.length} characters: almanac drafts show ${number})` : '';
  return `${number} (${state}) ${clip(title, width * 0.2)}, by ${clip(author, width * 0.1)}: “${shown}”${more}`;
}
