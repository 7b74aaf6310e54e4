import type { APIButtonComponent, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { Draft } from '../../drafts/types.ts';
import { cleanText, clipLine, escapeMarkdown } from './escape-markdown.ts';
import { type DiscordPayload, notice, payload } from './payload.ts';
import { button } from './render-answer.ts';
import { fill } from './texts.ts';
import { textsOf, type View } from './view.ts';

/** The first letter of the ids of what belongs to drafts; a letter for what is to be done, and a number, follow. */
export const DRAFT_KIND = 'D';
export const DRAFT_ACTIONS = { publish: 'p', edit: 'e', reject: 'r', undo: 'u' } as const;
export type DraftAction = keyof typeof DRAFT_ACTIONS;

/** Ids of the two forms: a new draft, and a change of one. */
export const CONTRIBUTE_FORM = 'Fc';
const EDIT_FORM = 'Fe';

export const CONSENT_KIND = 'C';
export const CONSENT_ACTIONS = { yes: 'y', no: 'n' } as const;

/** What an embed shows stays below 4,096 characters, twice as long as it may be when it is escaped. */
const LONGEST_SHOWN = 900;
/** Discord's own limit on what is typed into one field. */
const LONGEST_FIELD = 4000;
const LONGEST_TITLE = 150;
const LONGEST_TAGS = 300;
const LONGEST_SOURCE = 500;
const LONGEST_FAULT = 750;
const LONGEST_PEOPLE = 200;
const LONGEST_SHOWN_TITLE = 110;

/** A draft for the moderators' channel; `outcome` is what became of it, when it waits no longer. */
export function renderDraft(
  number: number,
  draft: Draft,
  outcome: string | null,
  view: View,
): DiscordPayload {
  const texts = textsOf(view);
  const people = draft.contributors
    .map(({ name, place, account, consent }) => `${name} · ${place} ${account} · ${consent}`)
    .join('\n');
  // A tab becomes four spaces: that may not come after the cut.
  const clean = cleanText(draft.text);
  const shown =
    clean.length > LONGEST_SHOWN
      ? `${clean.slice(0, LONGEST_SHOWN)} … (${LONGEST_SHOWN}/${clean.length})`
      : clean;
  const about = [
    fill(texts.draftBy, { people: escapeMarkdown(clipLine(people, LONGEST_PEOPLE)) }),
    ...[draft.tags.join(', '), draft.source ?? '']
      .filter((part) => part !== '')
      .map((part) => escapeMarkdown(clipLine(part, LONGEST_PEOPLE / 2))),
  ];
  const actions: readonly DraftAction[] = outcome === null ? ['publish', 'edit', 'reject'] : ['undo'];
  const buttons = actions.map(
    (action): APIButtonComponent =>
      button(texts[action], `${DRAFT_KIND}${DRAFT_ACTIONS[action]}${number}`, action === 'publish'),
  );
  const title = fill(texts.draftTitle, { number, title: clipLine(draft.title, LONGEST_SHOWN_TITLE) });
  const description = [escapeMarkdown(shown), '', ...about, ...(outcome === null ? [] : ['', outcome])].join(
    '\n',
  );
  return payload({ title: escapeMarkdown(title), description }, buttons);
}

/** Asks the author of a message whether their words may be kept; what they agree to is what stands there. */
export function renderConsent(
  words: { readonly text: string; readonly source: string },
  saver: string,
  view: View,
): DiscordPayload {
  const texts = textsOf(view);
  const community = escapeMarkdown(view.community.name);
  const content = fill(texts.consentAsk, { person: `<@${saver}>`, community });
  const buttons = [
    button(texts.consentYes, CONSENT_KIND + CONSENT_ACTIONS.yes, true),
    button(texts.consentNo, CONSENT_KIND + CONSENT_ACTIONS.no),
  ];
  return payload(
    {
      title: clipLine(view.community.name, LONGEST_SHOWN_TITLE),
      url: words.source,
      description: cleanText(words.text),
    },
    buttons,
    content,
  );
}

/** The form of `/contribute`, or to change a draft. */
export function draftForm(
  { number, draft }: { readonly number: number; readonly draft: Draft } | { number: null; draft: null },
  view: View,
): APIModalInteractionResponseCallbackData {
  const texts = textsOf(view);
  const field = (
    id: string,
    label: string,
    longest: number,
    { isLong = false, isRequired = true, value = '' } = {},
  ) => ({
    type: ComponentType.Label as const,
    label,
    component: {
      type: ComponentType.TextInput as const,
      custom_id: id,
      style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
      max_length: longest,
      required: isRequired,
      ...(value === '' ? {} : { value }),
    },
  });
  return {
    custom_id: number === null ? CONTRIBUTE_FORM : `${EDIT_FORM}${number}`,
    title: texts.contributeTitle,
    components: [
      field('title', texts.fieldTitle, LONGEST_TITLE, { value: draft?.title ?? '' }),
      field('text', texts.fieldText, LONGEST_FIELD, { isLong: true, value: draft?.text ?? '' }),
      field('tags', texts.fieldTags, LONGEST_TAGS, {
        isRequired: false,
        value: draft?.tags.join(', ') ?? '',
      }),
      ...(number === null ? [field('source', texts.fieldSource, LONGEST_SOURCE, { isRequired: false })] : []),
    ],
  };
}

/** Fits into the form? */
export function fitsForm({ title, text, tags }: Draft): boolean {
  return (
    title.length <= LONGEST_TITLE && text.length <= LONGEST_FIELD && tags.join(', ').length <= LONGEST_TAGS
  );
}

/** The number of the draft that a form changes; `null`: it is the form of a new one. */
export function readForm(customId: string): number | null {
  const [, number] = new RegExp(`^${EDIT_FORM}(\\d{1,7})$`).exec(customId) ?? [];
  return number === undefined ? null : Number(number);
}

/** Why something could not be done, which may hold words of strangers. */
export function draftFault(fault: string, view: View): DiscordPayload {
  const shown = escapeMarkdown(fault.slice(0, LONGEST_FAULT));
  return notice(fill(textsOf(view).draftFault, { fault: shown }));
}
