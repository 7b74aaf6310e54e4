import { readFile } from 'node:fs/promises';
import { readContent } from '../../indexer/read-content.ts';
import { splitPassages } from '../../indexer/split-passages.ts';

const QUESTIONS = 'test/content-questions.jsonl';

/** All sentences of `content/`, of which documents are made. */
export async function readSentences(): Promise<string[]> {
  const { posts } = await readContent('content');
  return posts
    .flatMap(splitPassages)
    .flatMap(({ text, sentences }) =>
      sentences.filter(({ kind }) => kind === 'prose').map(({ start, end }) => text.slice(start, end)),
    );
}

export async function readQuestions(): Promise<string[]> {
  const lines = (await readFile(QUESTIONS, 'utf8')).trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { q: string }).q);
}

/** The words of a question for libraries that do not read it themselves. */
export function wordsOf(question: string): string[] {
  return question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
