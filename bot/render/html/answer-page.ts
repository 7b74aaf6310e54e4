import type { EventInfo } from '../../../indexer/build-index.ts';
import type { Answer } from '../../answer/types.ts';
import { excerptFigure, postList } from './cite.ts';
import { eventItem } from './events-page.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import type { Site } from './site.ts';

/** Where an answer stands in a conversation: what was asked before, and the excerpts given so far. */
export interface Turn {
  readonly earlier: string | undefined;
  readonly skip: number;
}

/** Longest question that forms take, in characters; longer ones are cut. */
export const LONGEST_QUESTION = 1_000;
const LONGEST_TITLE = 120;

/** The page of one question; without an answer, the empty box. */
export function answerPage(answer: Answer | null, turn: Turn, today: string, site: Site): Page {
  return {
    title: answer?.question.slice(0, LONGEST_TITLE) || 'Ask',
    section: 'ask',
    main: html`<h1 class="quiet">Ask ${site.name}</h1>
${askForm(answer?.question ?? '', site)}
${needsScript(site)}
<div id="_turns" aria-live="polite">
${answer !== null && turnSection(answer, turn, today, site)}
</div>`,
  };
}

/** A site of files has no server to ask. */
export function needsScript({ isStatic }: Site): Html | null {
  if (!isStatic) return null;
  return html`<noscript><p>Here the browser itself looks for answers, so this page needs JavaScript.</p></noscript>`;
}

/** The box in which one asks. */
export function askForm(question: string, site: Site): Html {
  return html`<form class="ask" role="search" action="${site.links.ask()}">
<label for="_q">Your question</label>
<input id="_q" name="q" type="search" value="${question}" maxlength="${LONGEST_QUESTION}" required autocomplete="off" enterkeyhint="search"${question === '' && html` autofocus`}>
<button type="submit">Ask</button>
</form>`;
}

/** One question with its answer, to stand below those before it. */
export function turnSection(answer: Answer, turn: Turn, today: string, site: Site): Html {
  const { links } = site;
  const { question, answered, events, excerpts, related } = answer;
  return html`<section class="turn">
<h2 tabindex="-1">${question}</h2>
${!answered && declined(answer, site)}
${events.length > 0 && html`<ul class="events">${events.map((event: EventInfo) => eventItem(event, today, site))}</ul>`}
<div class="excerpts">
${excerpts.map((excerpt, index) => excerptFigure(excerpt, turn.skip + index + 1, answer.terms, today, site))}
</div>
${moreLink(answer, turn, site)}
${
  related.length > 0 &&
  html`<h3 class="label">${answered ? 'Related posts' : 'Near it, perhaps'}</h3>
${postList(related, site, today)}`
}
${site.keepsFeedback && answered && feedbackForm(answer, site)}
<form class="follow-up" action="${links.ask()}" data-follow-up>
<input type="hidden" name="earlier" value="${question.slice(0, LONGEST_QUESTION)}">
<label>Follow up <input name="q" type="text" maxlength="${LONGEST_QUESTION}" required autocomplete="off" placeholder="and how do I …" enterkeyhint="send"></label>
<button type="submit">Ask</button>
</form>
</section>`;
}

function moreLink(
  { more, question, excerpts }: Answer,
  { earlier, skip }: Turn,
  { links }: Site,
): Html | null {
  if (more === 0) return null;
  const href = links.ask({ q: question, earlier, skip: skip + excerpts.length });
  return html`<p class="more" data-more><a href="${href}">${more === 1 ? 'One more excerpt' : `${more} more excerpts`}</a></p>`;
}

function declined({ question }: Answer, { name, askHumans, writeUrl }: Site): Html {
  const write = 'write a post about this';
  return html`<p class="declined">I don’t know: nothing in the posts of ${name} answers that.</p>
<ul class="next">
${askHumans !== null && html`<li>People may know: ask in <strong>${askHumans}</strong>.</li>`}
<li>Try other words, or the name of a project, a command or a person.</li>
<li>Once you know, ${writeUrl === null ? write : html`<a href="${writeUrl}">${write}</a>`}: the next one who asks “${question.slice(0, LONGEST_TITLE)}” will find it.</li>
</ul>`;
}

function feedbackForm({ question, excerpts }: Answer, { links }: Site): Html {
  return html`<form class="feedback" method="post" action="${links.feedback()}" data-feedback>
<input type="hidden" name="question" value="${question.slice(0, LONGEST_QUESTION)}">
<input type="hidden" name="post" value="${excerpts[0]?.post.id ?? ''}">
<button type="submit" name="verdict" value="helped">Helped</button>
<button type="submit" name="verdict" value="wrong">Wrong?</button>
</form>`;
}
