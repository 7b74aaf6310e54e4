import type { Message } from 'discord.js';

/** The custom ids of a message's buttons, in their order: what our buttons know stands there. */
export function customIdsOf(message: Pick<Message, 'components'>): string[] {
  return message.components.flatMap((row) =>
    'components' in row
      ? row.components.flatMap((part) =>
          'customId' in part && typeof part.customId === 'string' ? [part.customId] : [],
        )
      : [],
  );
}
