import type { GapGroup } from '../../gaps/group-gaps.ts';
import { describeGap, writeCommand } from '../gaps.ts';
import { writeLink } from '../write-link.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import type { Site } from './site.ts';

/** Groups on the page, and wordings beside the first of each. */
const MOST_GROUPS = 100;
const MOST_ALIKE = 3;

/** What the community should write next, the most wanted first. Questions are strangers' words: never links. */
export function gapsPage(groups: readonly GapGroup[], site: Site): Page {
  return {
    title: 'What is missing',
    section: 'gaps',
    main: html`<h1>What is missing</h1>
<p class="lead">Questions that nothing in the posts answers, or whose answer was said to be wrong: the most wanted first.</p>
${
  groups.length === 0
    ? html`<p>Nothing that we know of.</p>`
    : html`<ol class="gaps">${groups.slice(0, MOST_GROUPS).map((group) => gapItem(group, site))}</ol>`
}`,
  };
}

function gapItem(group: GapGroup, { writeUrl }: Site): Html {
  const link = writeLink(group.question, writeUrl);
  const alike = group.alike.slice(0, MOST_ALIKE);
  return html`<li><h2>${group.question}</h2>
${alike.length > 0 && html`<p>Also asked as: ${alike.map((wording, i) => html`${i > 0 && ' · '}“${wording}”`)}</p>`}
<p class="when">${describeGap(group)}</p>
<p>${link === null ? html`Write this: <code>${writeCommand(group)}</code>` : html`<a href="${link}" aria-label="Write this: ${group.question}">Write this</a>`}</p>
</li>
`;
}
