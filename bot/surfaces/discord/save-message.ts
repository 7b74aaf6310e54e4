import type { ButtonInteraction, Message, MessageContextMenuCommandInteraction } from 'discord.js';
import { toInstant } from '../../../indexer/to-instant.ts';
import type { Contributor } from '../../drafts/types.ts';
import { clipLine } from '../../render/discord/escape-markdown.ts';
import { notice } from '../../render/discord/payload.ts';
import { CONSENT_ACTIONS, renderConsent } from '../../render/discord/render-draft.ts';
import { fill, LANGUAGES } from '../../render/discord/texts.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { describeError } from './describe-error.ts';
import { privateTexts, tell, whereOf } from './respond.ts';

const LONGEST_TITLE = 80;

/**
 * Apps → Save to knowledge base. One's own words become a draft; the author of others is asked by direct
 * message first, and until they agree, their words stand in that message alone.
 */
export async function saveMessage(
  bot: Bot,
  interaction: MessageContextMenuCommandInteraction,
): Promise<void> {
  const texts = privateTexts(bot, interaction);
  if (bot.desk === null) return tell(interaction, texts.draftsOff);
  const { targetMessage, user } = interaction;
  const { author } = targetMessage;
  const text = targetMessage.cleanContent.trim();
  const isPerson = !author.bot && !targetMessage.system && targetMessage.webhookId === null;
  if (text === '' || !isPerson) return tell(interaction, texts.saveEmpty);
  if (author.id === user.id) {
    const number = await keep(bot, targetMessage, text, 'saved it');
    return tell(interaction, fill(texts.draftKept, { number }));
  }
  // Nobody is asked about one message twice, nor about many at once.
  if (!(await bot.mayAsk(author.id)) || !bot.asked.add(`message ${targetMessage.id}`))
    return tell(interaction, texts.saveUnasked);
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), false));
  try {
    await author.send(renderConsent({ text, source: targetMessage.url }, user.id, view));
  } catch (error) {
    bot.log(`discord: consent could not be asked: ${describeError(error)}`);
    return tell(interaction, texts.saveUnasked);
  }
  await tell(interaction, texts.saveAsked);
}

/** What the author says to that; their words are those that stand in the message that asked. */
export async function takeConsent(bot: Bot, interaction: ButtonInteraction, letter: string): Promise<void> {
  const texts = LANGUAGES[chooseLanguage(bot, whereOf(interaction), true)];
  const [embed] = interaction.message.embeds;
  const text = embed?.description ?? '';
  if (letter !== CONSENT_ACTIONS.yes || bot.desk === null || text === '') {
    return void (await interaction.update(notice(texts.notSaved)));
  }
  // Somebody may press twice before the buttons are gone.
  if (!bot.asked.add(`consent ${interaction.message.id}`)) return void (await interaction.deferUpdate());
  const said = { author: interaction.user, member: null, url: embed?.url ?? '' };
  const consent = `said yes on ${toInstant(bot.now())}`;
  const number = await keep(bot, said, text, consent).catch((error: unknown) => {
    // They may say yes again when there is room.
    bot.asked.delete(`consent ${interaction.message.id}`);
    throw error;
  });
  await interaction.update(notice(fill(texts.draftKept, { number })));
}

async function keep(
  bot: Bot,
  { author, member, url }: Pick<Message, 'author' | 'member' | 'url'>,
  text: string,
  consent: string,
): Promise<number> {
  const contributor: Contributor = {
    name: member?.displayName ?? author.displayName,
    place: 'Discord',
    account: author.id,
    consent,
  };
  const [first = text] = text.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line));
  return (bot.desk as NonNullable<Bot['desk']>).add({
    title: clipLine(first.replace(/^[#>*\-\s]+/, ''), LONGEST_TITLE),
    text,
    source: url,
    contributors: [contributor],
    at: toInstant(bot.now()),
  });
}
