import type { Judgement } from '../eval/measure-answers.ts';
import { MEASURES, type Mean, type Measure, type Summary } from '../eval/summarise.ts';
import { alignColumns } from './align-columns.ts';
import { clean } from './terminal.ts';

const HEADINGS: Readonly<Record<Measure, string>> = {
  hit1: 'Hit@1',
  hit3: 'Hit@3',
  reciprocalRank: 'MRR',
  fact1: 'Fact@1',
  fact3: 'Fact@3',
  declined: 'Declined',
  wronglyDeclined: 'Wrongly declined',
};

/** The figures as a plain table: a row a kind, the last of all together with its intervals below. */
export function renderEvalTable(summaries: readonly Summary[]): string {
  const head = ['kind', 'questions', ...MEASURES.map((measure) => HEADINGS[measure]), 'p50 ms', 'p99 ms'];
  const rows = summaries.map(({ kind, questions, measures, p50, p99 }) => [
    clean(kind),
    String(questions),
    ...MEASURES.map((measure) => measures[measure]?.mean.toFixed(2) ?? '-'),
    p50.toFixed(2),
    p99.toFixed(2),
  ]);
  const overall = summaries.at(-1);
  const intervals = [
    '95 %',
    '',
    ...MEASURES.map((measure) => interval(overall?.measures[measure] ?? null)),
    '',
    '',
  ];
  return alignColumns([head, ...rows, intervals]);
}

function interval(mean: Mean | null): string {
  return mean === null ? '' : `${mean.low.toFixed(2)}-${mean.high.toFixed(2)}`;
}

/** Each question that was not answered as it should be, with what was quoted instead. */
export function renderFailures(judgements: readonly Judgement[]): string {
  return judgements
    .map((judgement) => ({ judgement, faults: faultsOf(judgement) }))
    .filter(({ faults }) => faults.length > 0)
    .map(({ judgement: { question, answer }, faults }) => {
      const lines = [`${question.id} (${question.kind}): ${question.q}`, `  ${faults.join(', ')}`];
      if (question.facts.length > 0) lines.push(...question.facts.map((fact) => `  wanted: ${fact}`));
      for (const { quote, post, score } of answer.excerpts) {
        lines.push(`  quoted (${score}): ${quote.replace(/\s+/g, ' ')}`, `    from ${post.title}`);
      }
      return clean(lines.join('\n'));
    })
    .join('\n\n');
}

function faultsOf({ hit1, hit3, fact1, fact3, declined, wronglyDeclined }: Judgement): string[] {
  if (declined === 0) return ['answered, should be declined'];
  if (wronglyDeclined === 1) return ['declined, should be answered'];
  const faults: string[] = [];
  if (hit3 === 0) faults.push('expected post not quoted');
  else if (hit1 === 0) faults.push('expected post not first');
  if (fact3 === 0) faults.push('no quote holds the fact');
  else if (fact1 === 0) faults.push('the first quote does not hold the fact');
  return faults;
}
