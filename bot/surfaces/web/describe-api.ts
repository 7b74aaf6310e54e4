import { LONGEST_QUESTION } from '../../render/html/answer-page.ts';
import type { Site } from '../../render/html/site.ts';
import { VERSION } from '../../version.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const textOrNull: Schema = { type: ['string', 'null'] };
const whole: Schema = { type: 'integer', minimum: 0 };
const day: Schema = { type: 'string', format: 'date', examples: ['2017-05-26'] };
const list = (items: Schema): Schema => ({ type: 'array', items });
const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const lines: Schema = { ...list({ type: 'integer', minimum: 1 }), minItems: 2, maxItems: 2 };

/** An object that has each of these properties and no other. */
function record(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const postInfo = {
  id: text,
  title: text,
  author: text,
  blog: textOrNull,
  published: { type: 'string', format: 'date-time' },
  url: textOrNull,
};
const excerpt = {
  quote: { ...text, description: 'Word for word from the post.' },
  post: named('PostInfo'),
  heading: { ...list(text), description: 'From the top of the post down to the quote.' },
  file: { ...text, description: 'Path inside the content folder.' },
  lines: { ...lines, description: 'First and last line of the file.' },
  score: { type: 'number', minimum: 0, maximum: 1 },
};
const source = { title: text, author: textOrNull, blog: textOrNull, published: textOrNull, url: textOrNull };

const schemas: Readonly<Record<string, Schema>> = {
  PostInfo: record(postInfo),
  Excerpt: record(excerpt),
  Event: record({
    id: text,
    name: text,
    start: { ...textOrNull, description: 'A day, an instant, or null while no date is announced.' },
    end: textOrNull,
    timezone: textOrNull,
    place: textOrNull,
    online: { type: ['boolean', 'null'] },
    url: textOrNull,
    tags: list(text),
    kind: textOrNull,
    channel: textOrNull,
    rrule: { ...textOrNull, description: 'How it recurs (RFC 5545).' },
    status: { enum: ['confirmed', 'tentative', 'cancelled'] },
    sources: { ...list(text), description: 'Ids of the posts that speak of it.' },
    file: text,
  }),
  Answer: record({
    question: text,
    answered: { type: 'boolean', description: 'false: declined; then there is no excerpt.' },
    excerpts: list(named('Excerpt')),
    events: list(named('Event')),
    related: list(record({ id: text, title: text })),
    took_ms: { type: 'number' },
  }),
  SearchResult: record({
    query: text,
    total: { ...whole, description: 'Posts that match, also those beyond the limit.' },
    hits: list(named('Excerpt')),
  }),
  Events: record({ events: list(named('Event')) }),
  Post: record({
    ...postInfo,
    updated: textOrNull,
    tags: list(text),
    series: { oneOf: [record({ name: text, part: whole }), { type: 'null' }] },
    license: textOrNull,
    sources: list(record(source)),
    summary: textOrNull,
    file: text,
    page: { ...text, description: 'The post on the site.' },
    markdown: text,
  }),
  Problem: record({ type: text, title: text, status: whole }),
};

const question: Schema = { type: 'string', minLength: 1, maxLength: LONGEST_QUESTION };
const filter: Schema = { type: 'string', maxLength: 200 };
const today: Parameter = ['today', day, 'The day to take for today.'];

type Parameter = readonly [name: string, schema: Schema, description: string];

/** The API in OpenAPI 3.1 (spec.openapis.org/oas/v3.1.0), for people and generators of clients. */
export function describeApi({ name, links }: Pick<Site, 'name' | 'links'>): object {
  return {
    openapi: '3.1.0',
    info: {
      title: `${name}: answers, quoted and cited`,
      version: VERSION,
      description: 'Every excerpt is quoted word for word from a post.',
    },
    servers: [{ url: links.absolute(links.file('api')) }],
    paths: {
      '/ask': get('ask', 'Answer a question, or decline', 'Answer', [
        ['q', question, 'The question.'],
        ['earlier', question, 'The question before, when this one follows it.'],
        ['skip', { type: 'integer', minimum: 0, maximum: 1000, default: 0 }, 'Excerpts to leave out.'],
        today,
      ]),
      '/search': get('search', 'Posts that match, the best first', 'SearchResult', [
        ['q', question, 'Words; "exact words" in double quotes.'],
        ['limit', { type: 'integer', minimum: 1, maximum: 100, default: 10 }, 'Most posts to give.'],
        ['author', filter, "Part of the author's name."],
        ['tag', filter, 'Only posts with this tag.'],
        ['since', day, 'Published on this day or later.'],
        ['until', day, 'Published on this day or earlier.'],
      ]),
      '/events': get('events', 'Events', 'Events', [
        ['when', { enum: ['coming', 'past', 'all'], default: 'coming' }, 'Seen from today.'],
        today,
      ]),
      '/posts/{id}': get('post', 'A post with its Markdown', 'Post', [['id', text, 'Its id.']]),
    },
    components: { schemas },
  };
}

function get(operationId: string, summary: string, schema: string, parameters: readonly Parameter[]): object {
  const json = (type: string, schema: string) => ({ content: { [type]: { schema: named(schema) } } });
  const problem = (description: string) => ({ description, ...json('application/problem+json', 'Problem') });
  return {
    get: {
      operationId,
      summary,
      parameters: parameters.map(([name, schema, description]) => ({
        name,
        in: name === 'id' ? 'path' : 'query',
        required: name === 'id' || name === 'q',
        description,
        schema,
      })),
      responses: {
        200: { description: summary, ...json('application/json', schema) },
        400: problem('A parameter makes no sense; the title says which and why.'),
        404: problem('Not here.'),
        429: {
          ...problem('Too many requests.'),
          headers: { 'Retry-After': { description: 'Seconds to wait.', schema: whole } },
        },
      },
    },
  };
}
