import { InputFault } from '../input-fault.ts';

/** One line of a questions file. Without `expect` the question must be declined. */
export interface EvalQuestion {
  readonly id: string;
  readonly q: string;
  readonly kind: string;
  /** Titles of the posts (or of their sources) that answer it; any of them will do. */
  readonly expect: readonly string[];
  /** Words of which a quote should hold one, or all with `all`. */
  readonly facts: readonly string[];
  readonly all: boolean;
}

/** Reads JSON Lines. @throws InputFault naming the file and line of the first fault. */
export function parseEvalQuestions(text: string, file: string): EvalQuestion[] {
  const questions: EvalQuestion[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const fault = (message: string) => new InputFault(`${file}:${index + 1}:1: ${message}`);
    let value: Record<string, unknown>;
    try {
      value = JSON.parse(line);
    } catch (error) {
      throw fault(`not JSON: ${(error as Error).message}`);
    }
    const { id, q, kind = 'all', expect = [], facts = [], all = false } = value ?? {};
    if (typeof id !== 'string' || typeof q !== 'string') throw fault('"id" and "q" must be texts');
    if (typeof kind !== 'string') throw fault('"kind" must be a text');
    if (!isTexts(expect) || !isTexts(facts)) throw fault('"expect" and "facts" must be lists of texts');
    questions.push({ id, q, kind, expect, facts, all: all === true });
  }
  return questions;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
