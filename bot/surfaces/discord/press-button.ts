import { MessageFlags } from 'discord-api-types/v10';
import type { ButtonInteraction } from 'discord.js';
import {
  ANSWER_ACTIONS,
  ANSWER_KIND,
  type AnswerAction,
  type AnswerState,
  readAnswerState,
} from '../../render/discord/answer-state.ts';
import { EVENT_KIND, readEventId } from '../../render/discord/render-event.ts';
import { renderAnswer } from '../../render/discord/render-answer.ts';
import { readSearchState, SEARCH_ACTIONS, SEARCH_KIND } from '../../render/discord/render-search.ts';
import { CONSENT_KIND, DRAFT_KIND } from '../../render/discord/render-draft.ts';
import { fill, LANGUAGES } from '../../render/discord/texts.ts';
import { askEngine } from './ask-engine.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { customIdsOf } from './custom-ids.ts';
import { decideDraft } from './decide-draft.ts';
import { takeConsent } from './save-message.ts';
import { keepWish } from './keep-wish.ts';
import { deferIfBusy, nameOf, privateTexts, respond, tell, whereOf } from './respond.ts';
import { pressRemind } from './set-reminder.ts';
import { searchPage } from './run-search.ts';
import { postCard } from './show-post.ts';
import { takeVerdict } from './take-verdict.ts';

type Press = (bot: Bot, interaction: ButtonInteraction, state: AnswerState) => Promise<void>;

const PRESSES: Readonly<Record<AnswerAction, Press>> = {
  more: showMore,
  share: shareAnswer,
  dismiss: (bot, interaction, { asker }) => dismiss(bot, interaction, asker),
  helped: (bot, interaction, state) => takeVerdict(bot, interaction, state, 'helped'),
  wrong: (bot, interaction, state) => takeVerdict(bot, interaction, state, 'wrong'),
  open: openPost,
  tell: keepWish,
};

/** Does what a button says; one that means nothing any more ends politely. */
export async function pressButton(bot: Bot, interaction: ButtonInteraction): Promise<void> {
  const [kind, letter] = interaction.customId;
  const ids = customIdsOf(interaction.message);
  if (kind === DRAFT_KIND) return decideDraft(bot, interaction);
  if (kind === CONSENT_KIND) return takeConsent(bot, interaction, letter ?? '');
  if (kind === SEARCH_KIND) return turnPage(bot, interaction, letter ?? '');
  if (kind === EVENT_KIND) return pressRemind(bot, interaction, readEventId(ids));
  const state = kind === ANSWER_KIND ? readAnswerState(ids) : null;
  const action = Object.entries(ANSWER_ACTIONS).find(([, own]) => own === letter)?.[0] as
    | AnswerAction
    | undefined;
  if (state === null || action === undefined) return tell(interaction, privateTexts(bot, interaction).gone);
  await PRESSES[action](bot, interaction, state);
}

/** The next excerpts, for who wants them. */
async function showMore(bot: Bot, interaction: ButtonInteraction, shown: AnswerState): Promise<void> {
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), true));
  await deferIfBusy(bot, interaction, true);
  const before = await askEngine(bot, shown, view.today);
  const state = { ...shown, skip: shown.skip + before.excerpts.length, asker: interaction.user.id };
  const answer = await askEngine(bot, state, view.today);
  if (answer.excerpts.length === 0) return tell(interaction, privateTexts(bot, interaction).gone);
  await respond(
    interaction,
    renderAnswer(answer, { state, isPrivate: true, showsQuestion: false }, view),
    true,
  );
}

/** A private answer into the channel, where it is everybody's. */
async function shareAnswer(bot: Bot, interaction: ButtonInteraction, state: AnswerState): Promise<void> {
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), false));
  await deferIfBusy(bot, interaction, false);
  const answer = await askEngine(bot, state, view.today);
  if (!answer.answered) return tell(interaction, privateTexts(bot, interaction).gone);
  const lead = fill(LANGUAGES[view.language].sharedBy, { person: `<@${interaction.user.id}>` });
  const form = {
    state: { ...state, asker: interaction.user.id },
    isPrivate: false,
    showsQuestion: true,
    lead,
  };
  await respond(interaction, renderAnswer(answer, form, view), false);
  const { question } = state;
  bot.onReplied(interaction.channelId, { type: 'answer', asker: nameOf(interaction), question, answer });
}

async function dismiss(bot: Bot, interaction: ButtonInteraction, asker: string): Promise<void> {
  const mayManage = interaction.memberPermissions?.has('ManageMessages') ?? false;
  if (interaction.user.id !== asker && !mayManage)
    return tell(interaction, privateTexts(bot, interaction).notYours);
  bot.recent.forget(interaction.message.id);
  await interaction.deferUpdate();
  await interaction.deleteReply();
}

/** For posts without an address: their summary. */
async function openPost(bot: Bot, interaction: ButtonInteraction, state: AnswerState): Promise<void> {
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), true));
  const post = (await askEngine(bot, state, view.today)).excerpts[0]?.post;
  if (!post) return tell(interaction, privateTexts(bot, interaction).gone);
  await respond(interaction, postCard(post, bot.engine().index, view), true);
}

/** Search results: anybody may turn the page of private ones, of public ones only who searched. */
async function turnPage(bot: Bot, interaction: ButtonInteraction, letter: string): Promise<void> {
  const state = readSearchState(customIdsOf(interaction.message));
  const texts = privateTexts(bot, interaction);
  if (state === null) return tell(interaction, texts.gone);
  if (letter === SEARCH_ACTIONS.dismiss) return dismiss(bot, interaction, state.asker);
  const isPrivate = interaction.message.flags.has(MessageFlags.Ephemeral);
  const isOwn = state.asker === interaction.user.id;
  const page = Math.max(0, state.page + (letter === SEARCH_ACTIONS.next ? 1 : -1));
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), isPrivate || !isOwn));
  const message = await searchPage(
    bot,
    { ...state, page, asker: interaction.user.id },
    isPrivate || !isOwn,
    view,
  );
  if (message.embeds.length === 0) return tell(interaction, texts.gone);
  if (isOwn) await interaction.update(message);
  else await respond(interaction, message, true);
}
