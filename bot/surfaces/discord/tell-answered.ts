import { type APIDMChannel, Routes } from 'discord-api-types/v10';
import type { REST } from 'discord.js';
import { renderAnswer } from '../../render/discord/render-answer.ts';
import { LANGUAGES } from '../../render/discord/texts.ts';
import type { View } from '../../render/discord/view.ts';
import type { TellAnswered } from '../../watch-gaps.ts';
import { isUnreachable } from './describe-error.ts';
import { toBody } from './to-body.ts';

/** Tells people by direct message what they asked to hear of; works without a gateway, so also beside shards. */
export function createTeller(rest: REST, view: () => View): TellAnswered {
  return async (person, gap, answer) => {
    const state = { asker: person, skip: 0, question: gap.question, earlier: gap.earlier };
    const lead = LANGUAGES[view().language].nowAnswered;
    const message = renderAnswer(answer, { state, isPrivate: false, showsQuestion: true, lead }, view());
    try {
      const body = { recipient_id: person };
      const { id } = (await rest.post(Routes.userChannels(), { body })) as APIDMChannel;
      await rest.post(Routes.channelMessages(id), { body: toBody(message) });
      return 'told';
    } catch (error) {
      if (isUnreachable(error)) return 'never';
      throw error;
    }
  };
}
