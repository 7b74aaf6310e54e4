/**
 * The limits that Discord puts on what bots send, as its documentation gives them (Message, Embed Limits,
 * Component Reference, Application Command, Autocomplete). A fault is a path and what Discord says of it.
 */
export interface PayloadFault {
  /** `embeds.0.description` */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

type Json = Record<string, unknown>;
type Report = (path: string, code: string, message: string) => void;

const CONTENT = 2000;
const EMBED_TOTAL = 6000;
const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);

export function checkMessage(message: Json): PayloadFault[] {
  return gather((report) => {
    text(message.content, 'content', 0, CONTENT, report);
    const embeds = list(message.embeds);
    if (embeds.length > 10) report('embeds', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.');
    for (const [at, embed] of embeds.entries()) checkEmbed(embed, `embeds.${at}`, report);
    if (embeds.reduce((sum, embed) => sum + lengthOf(embed), 0) > EMBED_TOTAL)
      report('embeds', 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${EMBED_TOTAL}`);
    checkRows(list(message.components), report);
    checkMentions(message.allowed_mentions as Json | undefined, report);
    const isEmpty = !message.content && embeds.length === 0 && list(message.components).length === 0;
    if (isEmpty) report('content', 'MESSAGE_EMPTY', 'Cannot send an empty message');
  });
}

export function checkChoices(data: Json): PayloadFault[] {
  return gather((report) => {
    const choices = list(data.choices);
    if (choices.length > 25) report('data.choices', 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
    for (const [at, choice] of choices.entries()) {
      text(choice.name, `data.choices.${at}.name`, 1, 100, report);
      text(choice.value, `data.choices.${at}.value`, 1, 100, report);
    }
  });
}

export function checkForm(data: Json): PayloadFault[] {
  return gather((report) => {
    text(data.custom_id, 'data.custom_id', 1, 100, report);
    text(data.title, 'data.title', 1, 45, report);
    const labels = list(data.components);
    if (labels.length < 1 || labels.length > 5)
      report('data.components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
    for (const [at, label] of labels.entries()) {
      const field = label.component as Json;
      text(label.label, `data.components.${at}.label`, 1, 45, report);
      text(field.custom_id, `data.components.${at}.component.custom_id`, 1, 100, report);
      text(field.value, `data.components.${at}.component.value`, 0, Number(field.max_length), report);
      if (Number(field.max_length) > 4000)
        report(`data.components.${at}.component.max_length`, 'NUMBER_TYPE_MAX', 'Must be 4000 or less.');
    }
  });
}

export function checkCommands(commands: readonly Json[]): PayloadFault[] {
  return gather((report) => {
    if (commands.length > 100) report('', 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.');
    for (const [at, command] of commands.entries()) checkCommand(command, String(at), report);
  });
}

/** An event outside of Discord, which must have an end and a place. */
export function checkScheduled(event: Json): PayloadFault[] {
  return gather((report) => {
    text(event.name, 'name', 1, 100, report);
    text(event.description, 'description', 0, 1000, report);
    text((event.entity_metadata as Json | undefined)?.location, 'entity_metadata.location', 1, 100, report);
    const [start, end] = [event.scheduled_start_time, event.scheduled_end_time].map((time) =>
      Date.parse(String(time)),
    );
    if (!(Number(start) < Number(end)))
      report('scheduled_end_time', 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', 'Must end after it starts.');
    if (event.entity_type !== 3 || event.privacy_level !== 2)
      report('entity_type', 'BASE_TYPE_CHOICES', 'Must be external, and for the guild only.');
  });
}

function checkCommand(command: Json, at: string, report: Report): void {
  const type = command.type ?? 1;
  const isSlash = type === 1;
  names(command, at, isSlash, report);
  if (isSlash) descriptions(command, at, report);
  else if (command.description) report(`${at}.description`, 'BASE_TYPE_BAD_LENGTH', 'Must be empty.');
  options(list(command.options), `${at}.options`, report);
}

function options(all: readonly Json[], path: string, report: Report): void {
  if (all.length > 25) report(path, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
  let optional = false;
  for (const [at, option] of all.entries()) {
    names(option, `${path}.${at}`, true, report);
    descriptions(option, `${path}.${at}`, report);
    if (option.required === true && optional)
      report(path, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must be placed first');
    optional ||= option.required !== true;
    const choices = list(option.choices);
    if (choices.length > 25) report(`${path}.${at}.choices`, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer.');
    for (const [n, choice] of choices.entries())
      text(choice.name, `${path}.${at}.choices.${n}.name`, 1, 100, report);
    options(list(option.options), `${path}.${at}.options`, report);
  }
  const taken = all.map((option) => option.name);
  if (new Set(taken).size < taken.length)
    report(path, 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', 'Option names must be unique');
}

function names(item: Json, path: string, isSlash: boolean, report: Report): void {
  const localised = Object.entries((item.name_localizations ?? {}) as Json);
  for (const [place, name] of [
    ['name', item.name],
    ...localised.map(([key, name]) => [`name_localizations.${key}`, name]),
  ]) {
    text(name, `${path}.${place}`, 1, 32, report);
    if (isSlash && !(COMMAND_NAME.test(String(name)) && String(name) === String(name).toLowerCase()))
      report(`${path}.${place}`, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
  locales(localised, `${path}.name_localizations`, report);
}

function descriptions(item: Json, path: string, report: Report): void {
  text(item.description, `${path}.description`, 1, 100, report);
  const localised = Object.entries((item.description_localizations ?? {}) as Json);
  for (const [key, value] of localised)
    text(value, `${path}.description_localizations.${key}`, 1, 100, report);
  locales(localised, `${path}.description_localizations`, report);
}

function locales(localised: readonly (readonly [string, unknown])[], path: string, report: Report): void {
  for (const [key] of localised)
    if (!LOCALES.has(key)) report(`${path}.${key}`, 'BASE_TYPE_CHOICES', `Unknown locale ${key}`);
}

function checkEmbed(embed: Json, path: string, report: Report): void {
  text(embed.title, `${path}.title`, 0, 256, report);
  text(embed.description, `${path}.description`, 0, 4096, report);
  text((embed.footer as Json | undefined)?.text, `${path}.footer.text`, 0, 2048, report);
  text((embed.author as Json | undefined)?.name, `${path}.author.name`, 0, 256, report);
  address(embed.url, `${path}.url`, report);
  const fields = list(embed.fields);
  if (fields.length > 25) report(`${path}.fields`, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
  for (const [at, field] of fields.entries()) {
    text(field.name, `${path}.fields.${at}.name`, 1, 256, report);
    text(field.value, `${path}.fields.${at}.value`, 1, 1024, report);
  }
}

function lengthOf(embed: Json): number {
  const fields = list(embed.fields).flatMap((field) => [field.name, field.value]);
  const footer = (embed.footer as Json | undefined)?.text;
  return [embed.title, embed.description, footer, (embed.author as Json | undefined)?.name, ...fields]
    .map((part) => String(part ?? '').length)
    .reduce((sum, length) => sum + length, 0);
}

function checkRows(rows: readonly Json[], report: Report): void {
  if (rows.length > 5) report('components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  const ids = new Set<unknown>();
  for (const [at, row] of rows.entries()) {
    const buttons = list(row.components);
    const path = `components.${at}.components`;
    if (buttons.length < 1 || buttons.length > 5)
      report(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
    for (const [n, button] of buttons.entries()) {
      text(button.label, `${path}.${n}.label`, 1, 80, report);
      if (button.style === 5) {
        if (button.custom_id)
          report(`${path}.${n}.custom_id`, 'BUTTON_COMPONENT_CUSTOM_ID_INVALID', 'A link has no custom id');
        text(button.url, `${path}.${n}.url`, 1, 512, report);
        address(button.url, `${path}.${n}.url`, report);
        continue;
      }
      text(button.custom_id, `${path}.${n}.custom_id`, 1, 100, report);
      if (ids.has(button.custom_id))
        report(
          `${path}.${n}.custom_id`,
          'COMPONENT_CUSTOM_ID_DUPLICATED',
          'Component custom id cannot be duplicated',
        );
      ids.add(button.custom_id);
    }
  }
}

function checkMentions(allowed: Json | undefined, report: Report): void {
  const users = list(allowed?.users);
  if (users.length > 100) report('allowed_mentions.users', 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer.');
  if (users.length > 0 && list(allowed?.parse).some((kind) => (kind as unknown) === 'users'))
    report(
      'allowed_mentions',
      'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      'parse and users are mutually exclusive',
    );
}

function address(value: unknown, path: string, report: Report): void {
  if (value !== undefined && value !== null && !/^(?:https?|discord):\/\/[^\s]+$/.test(String(value)))
    report(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
}

function text(value: unknown, path: string, least: number, most: number, report: Report): void {
  if (value === undefined || value === null) {
    if (least > 0) report(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  } else if (typeof value !== 'string') report(path, 'STRING_TYPE_CONVERT', 'Could not interpret as string.');
  else if (value.length > most || value.trim().length < least)
    report(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function gather(check: (report: Report) => void): PayloadFault[] {
  const faults: PayloadFault[] = [];
  check((path, code, message) => faults.push({ path, code, message }));
  return faults;
}

/** The body of Discord's answer 400 to a payload with faults. */
export function invalidFormBody(faults: readonly PayloadFault[]): object {
  const errors: Json = {};
  for (const { path, code, message } of faults) {
    let node = errors;
    for (const step of path.split('.').filter(Boolean)) {
      node[step] ??= {};
      node = node[step] as Json;
    }
    node._errors = [...list(node._errors), { code, message }];
  }
  return { code: 50035, message: 'Invalid Form Body', errors };
}
