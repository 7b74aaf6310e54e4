import type { DiscordPayload } from '../../../../bot/render/discord/payload.ts';

/** A payload as a person reads it: content, embeds, then buttons as [label → id or address]. */
export function printPayload({ content, embeds, components, allowedMentions }: DiscordPayload): string {
  const parts = [
    ...(content === undefined ? [] : [content]),
    ...embeds.flatMap(({ title, description, fields = [], footer }) => [
      ...(title === undefined ? [] : [`# ${title}`]),
      description ?? '',
      ...fields.map(({ name, value }) => `## ${name}\n${value}`),
      ...(footer === undefined ? [] : [`(${footer.text})`]),
    ]),
    ...components.map((row) =>
      row.components
        .map((button) => {
          const { label, custom_id, url, disabled } = button as unknown as Record<string, string>;
          return `[${label} → ${custom_id ?? url}${disabled ? ', off' : ''}]`;
        })
        .join('\n'),
    ),
    `mentions: ${JSON.stringify(allowedMentions)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}
