import type {
  APIButtonComponent,
  APIComponentInMessageActionRow,
  APIActionRowComponent,
  APIEmbed,
} from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A message as Discord takes it. Nobody is mentioned but who is named in `users`. */
export interface DiscordPayload {
  readonly content?: string;
  readonly embeds: APIEmbed[];
  readonly components: Row[];
  readonly files?: { readonly name: string; readonly attachment: Buffer }[];
  readonly allowedMentions: { readonly parse: []; readonly users?: string[]; readonly repliedUser: boolean };
}

/** Discord's limits on what is built here, in characters. */
export const LIMITS = {
  content: 2000,
  title: 256,
  description: 4096,
  fieldValue: 1024,
  customId: 100,
  linkUrl: 512,
  choice: 100,
  choices: 25,
} as const;

export function payload(
  embed: APIEmbed,
  buttons: readonly APIButtonComponent[] = [],
  content?: string,
): DiscordPayload {
  return {
    ...(content === undefined ? {} : { content }),
    embeds: [embed],
    components: buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: [...buttons] }],
    allowedMentions: { parse: [], repliedUser: false },
  };
}

/** A short message of our own words; values from strangers must have been escaped. */
export function notice(text: string): DiscordPayload {
  return { content: text, embeds: [], components: [], allowedMentions: { parse: [], repliedUser: false } };
}
