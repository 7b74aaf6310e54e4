import type { ButtonInteraction, ModalSubmitInteraction, REST } from 'discord.js';
import { MessageFlags, Routes } from 'discord-api-types/v10';
import type { DraftDesk } from '../../publish/draft-desk.ts';
import { clipLine, escapeMarkdown } from '../../render/discord/escape-markdown.ts';
import { notice } from '../../render/discord/payload.ts';
import {
  DRAFT_ACTIONS,
  type DraftAction,
  draftFault,
  draftForm,
  fitsForm,
  renderDraft,
} from '../../render/discord/render-draft.ts';
import { fill, LANGUAGES } from '../../render/discord/texts.ts';
import type { View } from '../../render/discord/view.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { describeError } from './describe-error.ts';
import { privateTexts, tell, whereOf } from './respond.ts';
import { toBody } from './to-body.ts';

const MOST_WARNINGS = 2;
const LONGEST_WARNING = 150;

/** Shows drafts to the moderators as they come in, from whatever surface; without a gateway, so also beside shards. */
export function announceDrafts(
  desk: DraftDesk,
  channel: string,
  rest: REST,
  view: () => View,
  log: (line: string) => void,
): void {
  desk.onAdded((number, draft) => {
    const body = toBody(renderDraft(number, draft, null, view()));
    rest
      .post(Routes.channelMessages(channel), { body })
      .catch((error) => log(`discord: draft ${number} could not be shown: ${describeError(error)}`));
  });
}

/** What a moderator decides about a draft, by a button below it. */
export async function decideDraft(bot: Bot, interaction: ButtonInteraction): Promise<void> {
  const texts = privateTexts(bot, interaction);
  const { desk } = bot;
  const [, letter, digits = ''] = /^D([a-z])(\d{1,7})$/.exec(interaction.customId) ?? [];
  const action = Object.entries(DRAFT_ACTIONS).find(([, own]) => own === letter)?.[0] as
    | DraftAction
    | undefined;
  if (desk === null || action === undefined) return tell(interaction, texts.draftsOff);
  if (!isModerator(bot, interaction)) return tell(interaction, texts.notModerator);
  const number = Number(digits);
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), false));
  if (action === 'edit') return showForm(bot, interaction, number, view);
  await interaction.deferUpdate();
  await tryWith(bot, interaction, view, async () => {
    const outcome = await DECISIONS[action](
      desk,
      number,
      `<@${interaction.user.id}>`,
      LANGUAGES[view.language],
    );
    const { draft } = await desk.find(number);
    if (draft !== null) await interaction.editReply(renderDraft(number, draft, outcome, view));
  });
}

/** What a moderator typed instead of a draft's words. */
export async function changeDraft(
  bot: Bot,
  interaction: ModalSubmitInteraction,
  number: number,
  change: { title: string; text: string; tags: string[] },
): Promise<void> {
  const { desk } = bot;
  if (desk === null || !isModerator(bot, interaction))
    return tell(interaction, privateTexts(bot, interaction).notModerator);
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), false));
  await interaction.deferUpdate();
  await tryWith(bot, interaction, view, async () => {
    await desk.edit(number, change);
    const { draft } = await desk.find(number);
    if (draft !== null) await interaction.editReply(renderDraft(number, draft, null, view));
  });
}

type Decision = (
  desk: DraftDesk,
  number: number,
  person: string,
  texts: (typeof LANGUAGES)['en'],
) => Promise<string | null>;

/** Each gives what became of the draft; `null`: it waits. */
const DECISIONS: Readonly<Record<Exclude<DraftAction, 'edit'>, Decision>> = {
  async publish(desk, number, person, texts) {
    const { file, warnings, commit, branch, unpushed } = await desk.publish(number);
    const where = [file, commit, branch].filter((part) => part !== null).join(' · ');
    const done = fill(texts.draftPublished, { person, file: escapeMarkdown(where) });
    const doubts = warnings
      .slice(0, MOST_WARNINGS)
      .map((one) => escapeMarkdown(clipLine(one, LONGEST_WARNING)));
    const failed = unpushed === null ? [] : [fill(texts.unpushed, { fault: escapeMarkdown(unpushed) })];
    return [done, ...doubts, ...failed].join('\n');
  },
  async reject(desk, number, person, texts) {
    await desk.reject(number);
    return fill(texts.draftRejected, { person });
  },
  async undo(desk, number) {
    await desk.restore(number);
    return null;
  },
};

async function showForm(bot: Bot, interaction: ButtonInteraction, number: number, view: View): Promise<void> {
  const { draft = null, state } = (await bot.desk?.find(number).catch(() => null)) ?? {};
  const texts = privateTexts(bot, interaction);
  if (draft === null || state !== 'waiting') return tell(interaction, texts.gone);
  if (!fitsForm(draft)) return tell(interaction, fill(texts.draftTooLong, { number }));
  await interaction.showModal(draftForm({ number, draft }, view));
}

/** Tells the moderator alone why it could not be done. */
async function tryWith(
  bot: Bot,
  interaction: ButtonInteraction | ModalSubmitInteraction,
  view: View,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error && ['DraftFault', 'ImportError'].includes(error.name)) {
      await interaction.followUp({ ...draftFault(error.message, view), flags: MessageFlags.Ephemeral });
      return;
    }
    // An answer in the usual way would take the place of the draft and its buttons.
    const id = bot.newId();
    bot.log(`discord: ${id} ${describeError(error)}`);
    const failed = notice(fill(privateTexts(bot, interaction).failed, { id }));
    await interaction.followUp({ ...failed, flags: MessageFlags.Ephemeral });
  }
}

/** Only roles that the configuration names may decide; nobody can give them to themselves by a name. */
function isModerator(bot: Bot, { member }: ButtonInteraction | ModalSubmitInteraction): boolean {
  if (member === null) return false;
  const roles = Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  return roles.some((role) => bot.moderatorRoles.includes(role));
}
