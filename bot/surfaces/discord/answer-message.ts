import type { Message } from 'discord.js';
import type { Answer } from '../../answer/types.ts';
import { cleanQuestion, readAnswerState } from '../../render/discord/answer-state.ts';
import { clipLine } from '../../render/discord/escape-markdown.ts';
import { type DiscordPayload, notice } from '../../render/discord/payload.ts';
import { renderAnswer } from '../../render/discord/render-answer.ts';
import { fill, LANGUAGES } from '../../render/discord/texts.ts';
import { askEngine, countAsked } from './ask-engine.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage, settingsOf } from './choose-language.ts';
import { customIdsOf } from './custom-ids.ts';
import { codeOf, describeError } from './describe-error.ts';
import { linkTo } from './respond.ts';

/**
 * How sure, of 1, an answer must be that nobody asked the bot for: of 77 questions on the imported planet it
 * answers 36 then, all from the right post; from 0.75 on it would answer 45, one of them from another.
 */
const SURE = 0.85;
const LONGEST_THREAD_NAME = 100;
const MOST_REMEMBERED = 1_000;
/** Discord's codes for "you may not write here": nobody can be told there. */
const SHUT_OUT = new Set([50001, 50013, 10003, 10008]);
const ASKS = /\?\s*$|^(?:who|what|when|where|why|how|which|is|are|can|could|does|do|did|should|has|have)\b/i;

/** What a message asks of the bot. */
interface Asked {
  readonly question: string;
  readonly earlier: string | null;
  /** Said to the bot: by mention, reply or direct message; else merely in a question channel. */
  readonly isToBot: boolean;
  /** Discord didn't show the bot what was written. */
  readonly isHidden: boolean;
}

/** Answers a message when it is for the bot, once. Nothing is thrown. */
export async function answerMessage(bot: Bot, message: Message): Promise<void> {
  // Bots that answer each other never end.
  if (message.author.bot || message.webhookId !== null || message.system) return;
  if (!bot.seen.add(message.id)) return;
  const { guildId, author } = message;
  const guildLocale = message.guild?.preferredLocale ?? null;
  try {
    const asked = await readAsked(bot, message);
    if (asked === null) return;
    const language = chooseLanguage(
      bot,
      { guild: guildId, guildLocale, locale: guildLocale ?? 'en-US' },
      false,
    );
    const wait = asked.isToBot ? await bot.limits(author.id, guildId) : null;
    if (wait) await message.reply(notice(fill(LANGUAGES[language][wait.reason], { seconds: wait.seconds })));
    else await answerAsked(bot, message, asked, language);
  } catch (error) {
    const id = bot.newId();
    bot.log(`discord: ${id} ${describeError(error)}`);
    if (SHUT_OUT.has(codeOf(error) ?? 0)) return;
    const { failed } =
      LANGUAGES[chooseLanguage(bot, { guild: guildId, guildLocale, locale: 'en-US' }, false)];
    await message
      .reply(notice(fill(failed, { id })))
      .catch((second) => bot.log(`discord: ${id} could not be told: ${describeError(second)}`));
  }
}

async function answerAsked(
  bot: Bot,
  message: Message,
  asked: Asked,
  language: keyof typeof LANGUAGES,
): Promise<void> {
  const { question, earlier, isToBot } = asked;
  const { guildId, channelId } = message;
  const texts = LANGUAGES[language];
  if (question === '') {
    const text = asked.isHidden
      ? fill(texts.unreadable, { menu: texts.commands.answer.name })
      : texts.noQuestion;
    await message.reply(notice(text));
    return;
  }

  const key = earlier === null ? question : `${question} ${earlier}`;
  const above = await bot.recent.find(channelId, key);
  if (above) {
    if (isToBot) await message.reply(notice(fill(texts.answeredAbove, { link: above.link })));
    return;
  }
  const state = { asker: message.author.id, skip: 0, question, earlier };
  const view = bot.viewFor(language);
  const work = async () => {
    const answer = await askEngine(bot, state, view.today);
    if (!isToBot && !isSure(answer)) return null;
    countAsked(bot, answer);
    if (message.inGuild()) bot.noteGap(answer, earlier, 'discord');
    const form = {
      state,
      isPrivate: false,
      showsQuestion: false,
      isPlain: !mayEmbed(message),
      canTell: bot.store !== null,
    };
    const sent = await send(bot, message, question, renderAnswer(answer, form, view));
    const asker = message.member?.displayName ?? message.author.displayName;
    bot.onReplied(message.channelId, { type: 'answer', asker, question: null, answer });
    return { message: sent.id, link: linkTo(guildId, sent.channelId, sent.id) };
  };
  const place = work();
  bot.recent.note(channelId, key, place);
  await place;
}

function isSure({ excerpts: [first] }: Answer): boolean {
  return first !== undefined && first.score >= SURE;
}

/** Discord drops embeds from messages where the bot may not show them. */
function mayEmbed(message: Message): boolean {
  if (!message.inGuild()) return true;
  return message.channel.permissionsFor(message.client.user)?.has('EmbedLinks') ?? true;
}

/** What a message asks; `null` when it is not for the bot. */
async function readAsked(bot: Bot, message: Message): Promise<Asked | null> {
  const me = message.client.user.id;
  const isDirect = !message.inGuild();
  const isMention = new RegExp(`<@!?${me}>`).test(message.content);
  const isReply = message.mentions.repliedUser?.id === me;
  const question = cleanQuestion(message.content.replace(/<@[!&]?\d+>/g, ' '));
  if (isDirect || isMention || isReply) {
    const source = message.reference === null ? null : await message.fetchReference().catch(() => null);
    const ids = source?.author.id === me ? customIdsOf(source) : [];
    const earlier =
      readAnswerState(ids)?.question ?? (isDirect ? (bot.lastAsked.get(message.author.id) ?? null) : null);
    // "@almanac" alone, in reply to somebody: that message is the question.
    const pointed = question === '' && source !== null && source.author.id !== me ? source : null;
    const asked = pointed === null ? question : cleanQuestion(pointed.content);
    const isHidden = !isDirect && (pointed ?? message).content === '' && !bot.canReadChannels;
    if (isDirect) remember(bot.lastAsked, message.author.id, asked);
    return { question: asked, earlier, isToBot: true, isHidden };
  }
  const isOpen = bot.questionChannels.has(message.channelId) || isChosen(bot, message);
  return isOpen && message.reference === null && ASKS.test(question)
    ? { question, earlier: null, isToBot: false, isHidden: false }
    : null;
}

function isChosen(bot: Bot, { guildId, channelId }: Message): boolean {
  return guildId !== null && settingsOf(bot, guildId).channels.includes(channelId);
}

/** As a reply, or in a thread below the question where the server wants that and it can be. */
async function send(bot: Bot, message: Message, question: string, answer: DiscordPayload): Promise<Message> {
  const wantsThread = message.inGuild() && settingsOf(bot, message.guildId).style === 'threads';
  if (wantsThread && !message.channel.isThread()) {
    try {
      const thread = await message.startThread({ name: clipLine(question, LONGEST_THREAD_NAME) });
      return await thread.send(answer);
    } catch (error) {
      bot.log(`discord: no thread, so a reply: ${describeError(error)}`);
    }
  }
  return message.reply({ ...answer, failIfNotExists: false });
}

function remember(lastAsked: Map<string, string>, person: string, question: string): void {
  lastAsked.delete(person);
  if (question !== '') lastAsked.set(person, question);
  for (const oldest of lastAsked.keys()) {
    if (lastAsked.size <= MOST_REMEMBERED) break;
    lastAsked.delete(oldest);
  }
}
